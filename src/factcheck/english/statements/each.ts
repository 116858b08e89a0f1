import type { Formula } from '../../statement/formulas.ts';
import type { Reading } from '../../statement/text.ts';
import { EACH, isRecord } from '../phrases/implied.ts';

/** "Both halves have a mean above 20": what is said of each piece holds where it does for all of them. */
export function forEach(readings: readonly Reading[]): readonly Reading[] {
  return readings.map((reading) => {
    const n = piecesIn(reading.formula);
    return n === undefined
      ? reading
      : { ...reading, formula: { is: 'and', formulas: each(reading.formula, n) } };
  });
}

function each(formula: Formula, n: number): Formula[] {
  // The shape stays the same: only the number of the piece is put in.
  return Array.from({ length: n }, (_, k) => numbered(formula, k + 1) as Formula);
}

/** How many pieces the one is of that stands for each. */
function piecesIn(value: unknown): number | undefined {
  if (!isRecord(value)) return undefined;
  if (value.part === 'piece' && value.k === EACH && typeof value.n === 'number') return value.n;
  for (const inner of Object.values(value)) {
    const n = piecesIn(inner);
    if (n !== undefined) return n;
  }
  return undefined;
}

function numbered(value: unknown, k: number): unknown {
  if (Array.isArray(value)) return value.map((item) => numbered(item, k));
  if (!isRecord(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, numbered(item, k)]));
  return value.part === 'piece' && value.k === EACH ? { ...inner, k } : inner;
}
