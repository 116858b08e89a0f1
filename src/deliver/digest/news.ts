import { isoTime } from '../../lib/time.ts';
import type { Window } from '../../source/source.ts';
import type { NewDelivery } from '../../store/delivery.ts';
import type { News } from '../news.ts';
import { afterQuiet, type Routes } from '../route.ts';
import type { Digest } from './material.ts';
import { fittedText } from './render.ts';

/** What every messenger takes in one piece, with room for what escaping adds: Slack's 3,000 characters are the least. */
const TEXT = 2600;

/** A digest as news. Its key says when it was due: whoever makes it, however often, a target has it once. */
export function digestNews({ title, sections }: Digest, window: Window): News {
  const key = `digest/${isoTime(window.end)}`;
  return {
    ...{ key, thread: key, kind: 'digest', severity: 'info', at: window.end, monitor: 'plumbline' },
    ...{ window, items: [], title, text: fittedText(sections, TEXT), plot: null, ended: null, count: 1 },
    sections: sections.map(({ heading, lines, more }) => ({ heading, lines: [...lines], more })),
  };
}

/** One delivery for each target that the config names, not before quiet hours are over. */
export function digestDeliveries(
  news: News,
  targets: readonly string[],
  now: number,
  quiet: Routes['news'],
): readonly NewDelivery[] {
  const dueAt = afterQuiet(now, quiet);
  return targets.map((target) => ({ target, key: news.key, news: JSON.stringify(news), dueAt }));
}
