import type { Island } from './island.ts';
import { reading } from './scene.ts';
import type { Draft, Telling } from './telling.ts';

/** What says something of the data by itself: no mere reason. */
const SAYING = new Set([
  'figure',
  'measure',
  'range',
  'change',
  'comparison',
  'count',
  'timing',
  'state',
  'event',
  'rate',
]);
const STOPS = new Set([',', ';', ')', '—', '!', '|']);

/** Reasons: from the word that gives one to the end of the clause; never decided by the data. */
export function causesOf(telling: Telling): Draft[] {
  const causes: Draft[] = [];
  const { tokens, chart, islands, mood } = telling;
  for (let at = 0; at < tokens.length; at += 1) {
    const sign = chart.at(at).find(({ category }) => category === 'because');
    if (sign === undefined || mood.unsaid[at] === true) continue;
    const to = endOf(telling, sign.to);
    if (to <= sign.to || (sign.value === 'perhaps' && saysSomething(islands, sign.to, to))) continue;
    causes.push({ kind: 'cause', from: at, to, readings: [reading({ is: 'cause' })], rules: ['cause'] });
    at = to - 1;
  }
  return causes;
}

function endOf({ tokens }: Telling, from: number): number {
  let at = from;
  while (
    at < tokens.length &&
    !STOPS.has(tokens[at]?.text ?? '') &&
    !(tokens[at]?.text === '.' && at === tokens.length - 1)
  )
    at += 1;
  return at;
}

function saysSomething(islands: readonly Island[], from: number, to: number): boolean {
  return islands.some((island) => island.from >= from && island.from < to && SAYING.has(island.category));
}
