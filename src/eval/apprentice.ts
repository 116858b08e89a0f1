import { type Baseline, createBaseline } from '../detect/baseline/baseline.ts';
import { DEFAULT_BASELINE_SETTINGS } from '../detect/baseline/settings.ts';
import { besideOf } from '../detect/related/beside.ts';
import type { Relation } from '../facts/relation.ts';
import { MOST_RELATIVES } from '../source/relatives.ts';
import type { SeriesWindow } from '../source/source.ts';

/** How other series were learned to go along with one; null: they do not, as far as is known. */
export type Ties = ReadonlyMap<string, Relation | null>;

/** Rows before a window that are learned from, at most: some days of minutes. */
const MOST_ROWS = 20_000;
/** Rows that are looked at at once: what stands beside them takes room. */
const AT_ONCE = 2000;

/**
 * What the baselines of recordings have learned of each other before a row, as the worker's would have: row by row, and each row once.
 * A row before one that was asked for already cannot be gone back to; then nothing is known.
 */
export class Apprentices {
  readonly #known = new Map<SeriesWindow, { readonly baseline: Baseline; row: number }>();

  /** How the others, which were read at the same times, go along with a recording, by its rows before this one. */
  before(row: number, recording: SeriesWindow, others: readonly SeriesWindow[]): Ties {
    const known = this.#known.get(recording) ?? {
      baseline: createBaseline(DEFAULT_BASELINE_SETTINGS),
      row: 0,
    };
    this.#known.set(recording, known);
    if (row < known.row) return new Map();
    const relatives = others.slice(0, MOST_RELATIVES);
    const { times, values } = recording;
    for (let from = Math.max(known.row, row - MOST_ROWS); from < row; from += AT_ONCE) {
      const to = Math.min(row, from + AT_ONCE);
      const beside = besideOf(times, relatives, from, to);
      for (let at = from; at < to; at += 1)
        known.baseline.push(times[at] ?? Number.NaN, values[at] ?? Number.NaN, beside, at - from);
    }
    known.row = row;
    return new Map(relatives.map(({ series }) => [series, known.baseline.relationTo(series)]));
  }
}
