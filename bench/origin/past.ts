import { type Baseline, createBaseline } from '../../src/detect/baseline/baseline.ts';
import { DEFAULT_BASELINE_SETTINGS } from '../../src/detect/baseline/settings.ts';
import { besideOf } from '../../src/detect/related/beside.ts';
import type { Learned } from '../../src/facts/companions.ts';
import type { SeriesWindow } from '../../src/source/source.ts';

/** What the baselines of series that were read together know of each other, advanced row by row. */
export class Past {
  readonly #baselines: readonly Baseline[];
  readonly #all: readonly SeriesWindow[];
  #row = 0;

  constructor(all: readonly SeriesWindow[], before: readonly SeriesWindow[] = []) {
    this.#all = all;
    this.#baselines = all.map(() => createBaseline(DEFAULT_BASELINE_SETTINGS));
    this.#take(before, 0, before[0]?.times.length ?? 0);
  }

  /** Takes the rows before `row` in. */
  learnUntil(row: number): void {
    this.#take(this.#all, this.#row, row);
    this.#row = row;
  }

  #take(all: readonly SeriesWindow[], from: number, to: number): void {
    all.forEach((one, own) => {
      const beside = besideOf(one.times, relativesOf(all, own), from, to);
      for (let row = from; row < to; row += 1)
        this.#baselines[own]?.push(one.times[row] ?? 0, one.values[row] ?? Number.NaN, beside, row - from);
    });
  }

  /** What was learned; `declared`: of the others the operator says that they belong together. */
  of(own: number, otherwise: 'declared' | null): Learned {
    return (series) => this.#baselines[own]?.relationTo(series) ?? otherwise;
  }
}

export function relativesOf(all: readonly SeriesWindow[], own: number): readonly SeriesWindow[] {
  return all.filter((_, index) => index !== own).slice(0, 6);
}
