import { z } from 'zod';
import type { MonitorConfig } from '../../config/schema.ts';
import { PlumblineError } from '../../lib/errors.ts';
import { DAY_MS, isoTime } from '../../lib/time.ts';
import type { Window } from '../../source/source.ts';
import type { Result } from '../../store/result.ts';
import type { AssistantParts } from './parts.ts';

/** Which series is meant; most are watched by one monitor only. */
export const seriesTaken = {
  series: z.string().min(1).max(4000).describe('Whole name of the series, as list_series gives it'),
  monitor: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('Needed only where several monitors have the series'),
};

/** A moment, as text: what is taken is checked more than once, and may not change by it. */
export const momentTaken = z.iso.datetime({ offset: true, error: 'a time such as 2026-11-01T12:00:00Z' });

/** Which of its windows. */
export const windowTaken = z
  .string()
  .min(1)
  .max(100)
  .default('newest')
  .describe(
    'newest; or the id of a result, such as 17; or when a recorded window ends, such as 2026-11-01T12:00:00Z; or any span, such ' +
      'as 2026-11-01T06:00:00Z/2026-11-01T12:00:00Z. Recorded windows are better judged: by all that was learned of the series',
  );

export interface Which {
  readonly monitor: MonitorConfig;
  readonly series: string;
}

/** Names that are told where the wanted one is not there. */
const SUGGESTED = 8;

/** The series that is meant, and who watches it. Throws `usage`, and names some that there are. */
export async function whichSeries(
  { series, monitor }: { readonly series: string; readonly monitor?: string | undefined },
  { store, config }: AssistantParts,
): Promise<Which> {
  const known = await store.allSeries();
  const { monitors } = config();
  const watching = (name: string) => monitors.find((one) => one.name === name);
  const having = new Set(known.filter((one) => one.series === series).map((one) => one.monitor));
  const [only, ...others] = [...having].filter(
    (name) => (monitor === undefined || name === monitor) && watching(name) !== undefined,
  );
  const found = only === undefined ? undefined : watching(only);
  if (found === undefined) {
    const where = monitor === undefined ? '' : ` of monitor ${monitor}`;
    throw new PlumblineError('usage', `there is no series ${series}${where}`, {
      hint: hintFor(series, [...new Set(known.map((one) => one.series))]),
    });
  }
  if (others.length > 0) {
    throw new PlumblineError('usage', `several monitors watch ${series}`, {
      hint: `Name one as monitor: ${[only, ...others].join(', ')}.`,
    });
  }
  return { monitor: found, series };
}

function hintFor(wanted: string, names: readonly string[]): string {
  const words = wanted.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const fits = (name: string) => words.filter((word) => name.toLowerCase().includes(word)).length;
  const best = names.toSorted((a, b) => fits(b) - fits(a)).slice(0, SUGGESTED);
  return best.length === 0
    ? 'No window has been looked at yet.'
    : `There are, for example: ${best.join('; ')}.`;
}

/** Longer spans are looked at as signals, or window by window. */
const LONGEST_MS = 31 * DAY_MS;

/** The window that is meant, with what was recorded of it. Throws `usage` for one that there is not. */
export async function whichWindow(
  text: string,
  { monitor, series }: Which,
  { store }: AssistantParts,
): Promise<{ readonly window: Window; readonly result: Result | undefined }> {
  const of = { monitor: monitor.name, series };
  if (text === 'newest') {
    const [result] = await store.findResults({ ...of, limit: 1 });
    if (result !== undefined) return { window: result.window, result };
    throw new PlumblineError('usage', `no window of ${series} has been looked at yet`);
  }
  if (/^\d{1,15}$/.test(text)) {
    const found = await store.getResult(Number(text));
    if (found?.result.series === series && found.result.monitor === monitor.name) {
      return { window: found.result.window, result: found.result };
    }
    throw new PlumblineError('usage', `result ${text} is none of ${series}`, {
      hint: 'history lists the windows of a series with their ids.',
    });
  }
  const [from = '', to] = text.split('/');
  if (to === undefined) {
    const end = momentOf(from);
    const [result] = await store.findResults({ ...of, since: end, until: end + 1, limit: 1 });
    if (result !== undefined) return { window: result.window, result };
    throw new PlumblineError('usage', `no recorded window of ${series} ends at ${isoTime(end)}`, {
      hint: 'history lists the windows of a series; any other span is START/END.',
    });
  }
  const window = { start: momentOf(from), end: momentOf(to) };
  if (window.start < window.end && window.end - window.start <= LONGEST_MS)
    return { window, result: undefined };
  throw new PlumblineError('usage', 'window: the end must come after the start, and at most 31 days later');
}

function momentOf(text: string): number {
  const parsed = momentTaken.safeParse(text);
  if (parsed.success) return Date.parse(parsed.data);
  throw new PlumblineError('usage', 'window: that is no time', {
    hint: 'A time is written such as 2026-11-01T12:00:00Z.',
  });
}
