import { isoTime } from '../../../lib/time.ts';
import { IsoTimeReader } from '../../cells.ts';
import { midnight, wholeYear } from './calendar.ts';
import { type Candidate, possible } from './candidate.ts';
import { isTimeNumber, numberCandidates, readCompact } from './compact.ts';
import { shapeOf, type TimeShape } from './shape.ts';

/** What the times of a file were found to be. */
export type Detected =
  /** `timeFormats`: ISO 8601, a unit since 1970, or formats in Luxon's tokens, in the order of their frequency. */
  | { readonly timeFormats: readonly string[]; readonly meaning: string }
  /** Several ways are possible, and this text tells them apart. */
  | {
      readonly text: string;
      readonly candidates: readonly { readonly timeFormat: string; readonly reads: string }[];
    }
  | undefined;

/** Formats that one file is read by at most: with and without seconds, midnight as a date alone. */
const MOST_FORMATS = 6;
/** Of the dates that `midnight` believes. */
const YEAR = /^(?:19[7-9]|20)\d/;

/**
 * Finds out how times are written by all texts together. Undefined where they are no times that are known here.
 */
export function detectTimes(stretches: readonly (readonly string[])[], writtenAt: number): Detected {
  const texts = stretches.flat();
  if (texts.length > 0 && texts.every(isIso)) return { timeFormats: ['iso'], meaning: 'ISO 8601' };
  const shapes = texts.map(shapeOf);
  const written = shapes.filter((shape) => shape !== undefined).length;
  const numeric = texts.filter(isTimeNumber).length;
  if (written === 0 && numeric === 0) return undefined;
  if (numeric > written)
    return decide(numberCandidates(texts.filter(isTimeNumber)), stretches, writtenAt, (one) => [one]);
  const known = shapes.filter((shape) => shape !== undefined);
  const isoWins =
    known.every(({ iso }) => iso) && known.every((shape) => !Number.isNaN(readAs(shape, 'yMd')));
  if (isoWins) return { timeFormats: ['iso'], meaning: 'ISO 8601' };
  const candidates = ordersOf(known).map((order) => orderCandidate(order, known));
  return decide(candidates, stretches, writtenAt, (order) => formatsOf(order, known));
}

function decide(
  candidates: readonly Candidate[],
  stretches: readonly (readonly string[])[],
  writtenAt: number,
  formats: (timeFormat: string) => readonly string[],
): Detected {
  const left = possible(candidates, stretches, writtenAt);
  const [only] = left;
  if (only === undefined) return undefined;
  if (left.length === 1) {
    const timeFormats = formats(only.timeFormat);
    return {
      timeFormats,
      meaning: timeFormats.length === 1 ? (timeFormats[0] ?? '') : timeFormats.join(' or '),
    };
  }
  const texts = stretches.flat().filter((text) => !Number.isNaN(only.read(text)));
  const telling =
    texts.find((text) => new Set(left.map(({ read }) => read(text))).size > 1) ?? texts[0] ?? '';
  const distinct = left.map(({ timeFormat, read }) => ({
    timeFormat: formats(timeFormat)[0] ?? timeFormat,
    reads: isoTime(read(telling)).slice(0, 16).replace('T', ' '),
  }));
  return { text: telling, candidates: distinct };
}

/**
 * A year in front is followed by the month, and between points the day comes first, wherever that is written; the
 * other order is thought of only where that can't be.
 */
function ordersOf(shapes: readonly TimeShape[]): readonly string[] {
  const all = [...new Set(shapes.flatMap(({ orders }) => orders))];
  const yearFirst = shapes.every(
    (shape) => !shape.orders.includes('ydM') || !Number.isNaN(readAs(shape, 'yMd')),
  );
  const pointed = shapes.every((shape) => !shape.pointed || !Number.isNaN(readAs(shape, 'dMy')));
  const left = yearFirst ? all.filter((order) => order !== 'ydM') : all;
  return pointed && shapes.every((shape) => shape.pointed) ? left.filter((order) => order !== 'Mdy') : left;
}

const iso = new IsoTimeReader();

function isIso(text: string): boolean {
  const bytes = Buffer.from(text);
  return iso.read(bytes, 0, bytes.length) && YEAR.test(text);
}

/** One order of day, month and year, for texts of several shapes. */
function orderCandidate(order: string, shapes: readonly TimeShape[]): Candidate {
  const read = (text: string): number => {
    const shape = shapeOf(text);
    return shape === undefined ? Number.NaN : readAs(shape, order);
  };
  const format = shapes.find(({ orders }) => orders.includes(order))?.format(order) ?? order;
  return { timeFormat: order, meaning: format, read };
}

function readAs({ parts, orders, clockMs }: TimeShape, order: string): number {
  if (!orders.includes(order)) return Number.NaN;
  const clock = Number.isNaN(clockMs) ? 0 : clockMs;
  if (parts.length === 1) return readCompact(parts[0] ?? '', order) + clock;
  const part = (token: string): string => parts[order.indexOf(token)] ?? '';
  return midnight(wholeYear(part('y')), Number(part('M')), Number(part('d'))) + clock;
}

/** The formats of all shapes in that order, the most frequent first. */
function formatsOf(order: string, shapes: readonly TimeShape[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const shape of shapes) {
    if (!shape.orders.includes(order)) continue;
    const format = shape.iso ? 'iso' : shape.format(order);
    counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_FORMATS)
    .map(([format]) => format);
}
