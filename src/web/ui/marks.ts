/** Where in the plot a claim was looked up. */
export interface Marks {
  /** Stretches of time, epoch ms. */
  readonly spans: readonly (readonly [from: number, to: number])[];
  /** Values in the unit of the series. */
  readonly levels: readonly number[];
}

interface Claim {
  readonly evidence: string;
  readonly reading: string;
}

interface Window {
  readonly start: number;
  readonly end: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TIME = String.raw`(?:\d{4}-\d\d-\d\d )?\d\d:\d\d(?::\d\d)?`;
const STRETCH = new RegExp(`(${TIME}) (?:to|and|until) (${TIME})`, 'g');
const MOMENT = new RegExp(TIME, 'g');

/**
 * What a claim was held against, as stretches and values of the plot: read from the words of the evidence, whose times are UTC. Without
 * a time it is the whole window.
 */
export function marksOf({ evidence, reading }: Claim, window: Window, unit: string): Marks {
  const text = evidence.includes(reading) ? evidence : `${reading}; ${evidence}`;
  const stretches = [...text.matchAll(STRETCH)].flatMap(([, from = '', to = '']) => {
    const [start, end] = [momentOf(from, window), momentOf(to, window)];
    return start === undefined || end === undefined || end < start ? [] : [[start, end] as const];
  });
  const moments = [...text.replace(STRETCH, '').matchAll(MOMENT)].flatMap(([time]) => {
    const at = momentOf(time, window);
    return at === undefined ? [] : [[at, at] as const];
  });
  const spans = [...stretches, ...moments];
  return {
    spans: spans.length === 0 ? [[window.start, window.end]] : spans,
    levels: levelsIn(evidence, unit),
  };
}

/** Numbers with the unit behind them; without a unit those that end a piece of the evidence. */
function levelsIn(evidence: string, unit: string): readonly number[] {
  const escaped = unit.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const behind = unit === '' ? String.raw`(?=$|[;,](?:\s|$))` : String.raw`(?=\s?${escaped}(?!\w))`;
  const numbers = evidence.matchAll(new RegExp(String.raw`(?<![\d.:-])-?\d+(?:\.\d+)?${behind}`, 'g'));
  return [...new Set([...numbers].map(([number]) => Number(number)))];
}

/** A time of the clock within the window, or with its date wherever it is. */
function momentOf(text: string, { start, end }: Window): number | undefined {
  const [first = '', second] = text.split(' ');
  if (second !== undefined) return Date.parse(`${first}T${second}Z`);
  const day = Math.floor(start / DAY) * DAY;
  const [hours = 0, minutes = 0, seconds = 0] = first.split(':').map(Number);
  const clock = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  for (let at = day + clock; at < end + MINUTE; at += DAY) if (at >= start - MINUTE) return at;
  return undefined;
}
