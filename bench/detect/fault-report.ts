import {
  FAULT_KINDS,
  FAULT_STRENGTHS,
  type FaultKind,
  type FaultStrength,
} from '../../src/inject/fault-kinds.ts';
import type { Series } from './corpus.ts';
import { type CleanRun, cleanRun, countAlarms, faultOutcomes, type Outcome } from './faults.ts';
import type { Judge } from './judges.ts';

const PLACES = 3;

export interface DataSets {
  readonly nab: readonly Series[];
  readonly skab: readonly Series[];
  readonly office: readonly Series[];
}

export interface CleanFigures {
  readonly falseAlarms: number;
  readonly sensorWeeks: number;
  readonly perSensorWeek: number;
  readonly per10000Rows: number;
}

/** Percent of the faults found. Means over classes and strengths, weak stuck-at left out as in the target. */
export interface Recall {
  readonly mean: number;
  readonly medium: number;
  readonly byKind: Readonly<Record<string, Readonly<Record<FaultStrength, number>>>>;
  readonly byFamily: Readonly<Record<string, number>>;
}

export interface FaultReport {
  readonly copies: number;
  readonly recall: Recall;
  /** Of faults put into SKAB runs before their own ones: a few hundred rows. */
  readonly shortRuns: Recall;
  /** Backgrounds that the faults are put into: thresholds were chosen with these in view. */
  readonly clean: Readonly<Record<string, CleanFigures>>;
  /** Backgrounds that no threshold was chosen on: real NAB series outside their windows, SKAB runs before their faults. */
  readonly heldOut: Readonly<Record<string, CleanFigures>>;
  /** For each part: points of recall lost by family, and false alarms spared of all, when it is left out. */
  readonly parts: Readonly<
    Record<
      string,
      { readonly lostRecall: Readonly<Record<string, number>>; readonly sparedFalseAlarms: number }
    >
  >;
}

function isLabelled({ spans }: Series): boolean {
  return spans.length > 0;
}

/** Rows before the first labelled stretch, as a series of their own. */
function beforeFault(series: Series): Series {
  const end = series.spans[0]?.[0] ?? series.values.length;
  return { ...series, times: series.times.slice(0, end), values: series.values.slice(0, end), spans: [] };
}

function percent(outcomes: readonly Outcome[]): number {
  return (
    Math.round((1000 * outcomes.filter(({ foundBy }) => foundBy.size > 0).length) / outcomes.length) / 10
  );
}

function mean(values: readonly number[]): number {
  const known = values.filter(Number.isFinite);
  return Math.round((10 * known.reduce((sum, value) => sum + value, 0)) / known.length) / 10;
}

function cleanFigures(runs: readonly CleanRun[]): CleanFigures {
  const sum = (pick: (run: CleanRun) => number): number => runs.reduce((total, run) => total + pick(run), 0);
  const falseAlarms = sum((run) => countAlarms(run.falseAlarms));
  const sensorWeeks = sum((run) => run.sensorWeeks);
  return {
    falseAlarms,
    sensorWeeks: Math.round(sensorWeeks * 100) / 100,
    perSensorWeek: Math.round((100 * falseAlarms) / sensorWeeks) / 100,
    per10000Rows: Math.round((1e6 * falseAlarms) / sum((run) => run.rows)) / 100,
  };
}

export function byFamily(runs: readonly CleanRun[]): Record<string, CleanFigures> {
  const families = [...new Set(runs.map(({ family }) => family))];
  const figures = families.map(
    (name) => [name, cleanFigures(runs.filter((run) => run.family === name))] as const,
  );
  return { ...Object.fromEntries(figures), all: cleanFigures(runs) };
}

export function recallOf(outcomes: readonly Outcome[]): Recall {
  const cell = (kind: FaultKind, strength: FaultStrength): number =>
    percent(outcomes.filter((one) => one.kind === kind && one.strength === strength));
  const cells = FAULT_KINDS.flatMap((kind) => FAULT_STRENGTHS.map((strength) => ({ kind, strength })));
  const counted = cells.filter(({ kind, strength }) => !(kind === 'stuck' && strength === 'weak'));
  const families = [...new Set(outcomes.map(({ family }) => family))];
  const row = (kind: FaultKind) => ({
    weak: cell(kind, 'weak'),
    medium: cell(kind, 'medium'),
    strong: cell(kind, 'strong'),
  });
  return {
    mean: mean(counted.map(({ kind, strength }) => cell(kind, strength))),
    medium: mean(FAULT_KINDS.map((kind) => cell(kind, 'medium'))),
    byKind: Object.fromEntries(FAULT_KINDS.map((kind) => [kind, row(kind)])),
    byFamily: Object.fromEntries(
      families.map((family) => [family, percent(outcomes.filter((one) => one.family === family))]),
    ),
  };
}

/** What is lost and what is spared when one part of the detector is left out. */
function partsOf(outcomes: readonly Outcome[], runs: readonly CleanRun[]): FaultReport['parts'] {
  const names = new Set(outcomes.flatMap(({ foundBy }) => [...foundBy]));
  const families = [...new Set(outcomes.map(({ family }) => family))];
  const all = runs.reduce((sum, run) => sum + countAlarms(run.falseAlarms), 0);
  const figures = [...names].sort().map((name) => {
    const without = outcomes.map((one) => ({
      ...one,
      foundBy: new Set([...one.foundBy].filter((part) => part !== name)),
    }));
    const lost = (family: string): number => {
      const of = (some: readonly Outcome[]): number => percent(some.filter((one) => one.family === family));
      return Math.round(10 * (of(outcomes) - of(without))) / 10;
    };
    const left = runs.map((run) =>
      run.falseAlarms.filter(({ parts }) => parts.some((part) => part !== name)),
    );
    const spared = all - left.reduce((sum, alarms) => sum + countAlarms(alarms), 0);
    return [
      name,
      { lostRecall: Object.fromEntries(families.map((one) => [one, lost(one)])), sparedFalseAlarms: spared },
    ];
  });
  return Object.fromEntries(figures);
}

/** Faults found and false alarms of one detector. */
export function faultReport(make: () => Judge, { nab, skab, office }: DataSets): FaultReport {
  const backgrounds = [
    ...office,
    ...skab.filter((series) => !isLabelled(series)),
    ...nab.filter(({ name }) => name.startsWith('artificialNoAnomaly')),
  ];
  const outcomes = backgrounds.flatMap((series, index) =>
    faultOutcomes(
      make,
      series,
      Array.from({ length: PLACES }, (_, place) => index + 100 * place),
    ),
  );
  const runs = skab.filter(isLabelled).map(beforeFault);
  const clean = backgrounds.map((series) => cleanRun(make(), series));
  const real = nab.filter(({ family }) => family.startsWith('real'));
  const heldOut = [...real, ...runs].map((series) => cleanRun(make(), series));
  return {
    copies: outcomes.length,
    recall: recallOf(outcomes),
    shortRuns: recallOf(runs.flatMap((series, index) => faultOutcomes(make, series, [index]))),
    clean: byFamily(clean),
    heldOut: byFamily(heldOut),
    parts: partsOf(outcomes, [...clean, ...heldOut]),
  };
}
