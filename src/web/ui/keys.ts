import type { FullResultJson, MonitorJson, UsualJson } from '../schemas.ts';
import { h } from './dom.ts';
import { figure } from './time.ts';

/** What the shades and lines of a plot mean, each beside its colour. */
export function keysOf(
  usual: UsualJson,
  { limits: { fail, suspect }, unit }: Pick<MonitorJson, 'limits' | 'unit'>,
  result: FullResultJson | undefined,
): readonly HTMLElement[] {
  const span = ([low, high]: readonly number[]): string =>
    `${figure(low ?? null)} to ${figure(high ?? null, unit)}`;
  return [
    ...(usual.low.some((value) => value !== null)
      ? [key('usual', 'where 90 % of the readings lie at this hour, by the last two weeks')]
      : []),
    ...(result === undefined ? [] : [key('window', 'the chosen window, its mean dashed')]),
    ...((result?.findings.length ?? 0) > 0 ? [key('found', 'what was found')] : []),
    ...(suspect == null ? [] : [key('limit suspect', `limits: worth a look outside of ${span(suspect)}`)]),
    ...(fail == null ? [] : [key('limit fail', `limits: certainly wrong outside of ${span(fail)}`)]),
  ];
}

function key(look: string, text: string): HTMLElement {
  return h('span', { class: 'key' }, h('span', { class: `swatch ${look}`, 'aria-hidden': 'true' }), text);
}
