import type { Series } from './corpus.ts';
import type { Judge } from './judges.ts';
import { bestThreshold, type NabFigures, nabFigures, type ScoredFile, weighRows } from './nab-score.ts';

/** The fixed meaning of the score: at 0.5 it is on the alarm threshold. */
const FIXED_THRESHOLD = 0.5;
const MINUTE_MS = 60_000;

export interface NabReport {
  /** At the threshold fixed beforehand. */
  readonly fixed: NabFigures;
  readonly byFamily: Readonly<Record<string, NabFigures>>;
  /** At the one threshold that is best with the labels in hand. */
  readonly best: NabFigures & { readonly threshold: number };
  /** Each family at the threshold that is best on the others. */
  readonly leaveOneFamilyOut: NabFigures;
  /** From the left edge of a window to the first row at or over 0.5, windows found only. */
  readonly delay: {
    readonly medianRows: number;
    readonly medianMinutes: number;
    readonly medianShareOfWindow: number;
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function scoreSeries(judge: Judge, series: Series): Float64Array {
  return series.values.map((value, row) => judge.push(series.times[row] ?? 0, value).score);
}

function delays(corpus: readonly Series[], scores: readonly Float64Array[]): NabReport['delay'] {
  const found = corpus.flatMap(({ spans, times }, file) =>
    spans.flatMap(([first, last]) => {
      const inside = scores[file]?.subarray(first, last + 1) ?? new Float64Array();
      const rows = inside.findIndex((score) => score >= FIXED_THRESHOLD);
      if (rows < 0) return [];
      const minutes = ((times[first + rows] ?? 0) - (times[first] ?? 0)) / MINUTE_MS;
      return [{ rows, minutes, share: rows / (last - first + 1) }];
    }),
  );
  return {
    medianRows: median(found.map(({ rows }) => rows)),
    medianMinutes: Math.round(median(found.map(({ minutes }) => minutes))),
    medianShareOfWindow: Math.round(100 * median(found.map(({ share }) => share))) / 100,
  };
}

/** All NAB figures of one detector; `make` gives it without any past. */
export function nabReport(make: () => Judge, corpus: readonly Series[]): NabReport {
  const scores = corpus.map((series) => scoreSeries(make(), series));
  const files = corpus.map(({ spans, family }, index) => ({
    family,
    file: weighRows(scores[index] ?? new Float64Array(), spans),
  }));
  const families = [...new Set(files.map(({ family }) => family))];
  const pick = (keep: (family: string) => boolean): ScoredFile[] =>
    files.filter(({ family }) => keep(family)).map(({ file }) => file);
  const all = pick(() => true);
  const threshold = bestThreshold(all);
  // Each family is moved so that its own threshold falls on 1: then all of them can be scored together.
  const moved = families.flatMap((left) => {
    const own = bestThreshold(pick((family) => family !== left));
    return pick((family) => family === left).map((file) => ({
      ...file,
      scores: file.scores.map((score) => (score >= own ? 1 : 0)),
    }));
  });
  return {
    fixed: nabFigures(all, FIXED_THRESHOLD),
    byFamily: Object.fromEntries(
      families.map((family) => [
        family,
        nabFigures(
          pick((one) => one === family),
          FIXED_THRESHOLD,
        ),
      ]),
    ),
    best: { threshold, ...nabFigures(all, threshold) },
    leaveOneFamilyOut: nabFigures(moved, 1),
    delay: delays(corpus, scores),
  };
}
