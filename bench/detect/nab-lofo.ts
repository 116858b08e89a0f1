import { Hours } from '../../src/detect/baseline/hours.ts';
import { NOVELTY_SETTINGS, Novelty, type NoveltySettings } from '../../src/detect/baseline/novelty.ts';
import { Records } from '../../src/detect/baseline/records.ts';
import type { Series } from './corpus.ts';
import {
  type NabFigures,
  nabFigures,
  nabScore,
  REWARD_LOW_FP,
  type ScoredFile,
  STANDARD,
  weighRows,
} from './nab-score.ts';

/** Scores are in thresholds here. */
const ON_THRESHOLD = 1;

interface Variant extends NoveltySettings {
  readonly name: string;
  /** Novelty at which the score is 0.5. */
  readonly threshold: number;
  readonly withHours: boolean;
  readonly shareOfRange: number;
  readonly records: number;
}

const CHOSEN: Variant = {
  name: 'as built',
  ...NOVELTY_SETTINGS,
  threshold: 1.3,
  withHours: true,
  shareOfRange: 0.015,
  records: 150,
};

/** The design and its neighbours, one number changed at a time. */
const VARIANTS: readonly Variant[] = [
  CHOSEN,
  { ...CHOSEN, name: 'without the hour of day', withHours: false },
  { ...CHOSEN, name: 'threshold 1.1', threshold: 1.1 },
  { ...CHOSEN, name: 'threshold 1.2', threshold: 1.2 },
  { ...CHOSEN, name: 'threshold 1.4', threshold: 1.4 },
  { ...CHOSEN, name: 'threshold 1.6', threshold: 1.6 },
  { ...CHOSEN, name: 'memory 2,000', memory: 2000 },
  { ...CHOSEN, name: 'memory 4,000', memory: 4000 },
  { ...CHOSEN, name: 'memory 8,000', memory: 8000 },
  { ...CHOSEN, name: 'rank 10', rank: 10 },
  { ...CHOSEN, name: 'rank 20', rank: 20 },
  { ...CHOSEN, name: 'floor 1 %', shareOfRange: 0.01 },
  { ...CHOSEN, name: 'floor 2 %', shareOfRange: 0.02 },
  { ...CHOSEN, name: 'records over 100', records: 100 },
  { ...CHOSEN, name: 'records over 200', records: 200 },
];

export interface LofoFigures {
  readonly variants: readonly (NabFigures & { readonly variant: string })[];
  /** For each family, the variant that is best on the other families, and what it scores on this one. */
  readonly families: readonly (NabFigures & { readonly family: string; readonly variant: string })[];
  /** All files, each scored by the variant chosen without its family. */
  readonly nested: NabFigures;
}

function scoredBy(variant: Variant, series: Series, least = 0): ScoredFile {
  const novelty = new Novelty(variant);
  const hours = new Hours();
  const record = new Records(variant.records);
  const scores = series.values.map((value, row) => {
    const excess = novelty.excess(value, { shareOfRange: variant.shareOfRange, least }) / variant.threshold;
    const unusualHour = variant.withHours ? hours.push(series.times[row] ?? 0, value) : 0;
    novelty.learn(value);
    return record.push(Math.max(excess, unusualHour));
  });
  return weighRows(scores, series.spans);
}

/** The score when the range of the whole file is told beforehand: the floor is the same share of that range. */
export function withOperatorsRange(corpus: readonly Series[]): NabFigures {
  const files = corpus.map((series) => {
    const range =
      series.values.reduce((a, b) => Math.max(a, b)) - series.values.reduce((a, b) => Math.min(a, b));
    return scoredBy({ ...CHOSEN, shareOfRange: 0 }, series, CHOSEN.shareOfRange * range);
  });
  return nabFigures(files, ON_THRESHOLD);
}

function both(files: readonly ScoredFile[]): number {
  return nabScore(files, ON_THRESHOLD, STANDARD) + nabScore(files, ON_THRESHOLD, REWARD_LOW_FP);
}

/** Which configuration would have been chosen without a family, and how it does on that family: nested leave-one-out. */
export function nestedLofo(corpus: readonly Series[]): LofoFigures {
  const scored = VARIANTS.map((variant) => ({
    variant,
    files: corpus.map((series) => ({ family: series.family, file: scoredBy(variant, series) })),
  }));
  const filesOf = (index: number, keep: (family: string) => boolean): ScoredFile[] =>
    (scored[index]?.files ?? []).filter(({ family }) => keep(family)).map(({ file }) => file);
  const chosen = [...new Set(corpus.map(({ family }) => family))].map((left) => {
    const marks = scored.map((_, index) => both(filesOf(index, (family) => family !== left)));
    const index = marks.indexOf(Math.max(...marks));
    return {
      family: left,
      variant: VARIANTS[index]?.name ?? '',
      files: filesOf(index, (family) => family === left),
    };
  });
  return {
    variants: VARIANTS.map(({ name }, index) => ({
      variant: name,
      ...nabFigures(
        filesOf(index, () => true),
        ON_THRESHOLD,
      ),
    })),
    families: chosen.map(({ family, variant, files }) => ({
      family,
      variant,
      ...nabFigures(files, ON_THRESHOLD),
    })),
    nested: nabFigures(
      chosen.flatMap(({ files }) => files),
      ON_THRESHOLD,
    ),
  };
}
