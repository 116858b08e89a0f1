import { z } from 'zod';
import type { CaseOutcome } from './evaluate.ts';

const count = z.number();
const median = z.number().nullable();

/** What a model is worth in one role, over many windows, as it is kept. Counts, unless said otherwise. */
export const scoresSchema = z
  .object({
    windows: count,
    clean: count,
    faulty: count,
    /** Answers that fit the schema. */
    fits: count,
    claimsSupported: count,
    claimsRefuted: count,
    claimsUnverifiable: count,
    sentences: count,
    sentencesShown: count,
    /** Windows in which words of the model are shown, and those of them that only repeat the given facts. */
    shownByModel: count,
    onlyRepeats: count,
    /** Supported statements that are shown and that the text of code does not make; absent in evaluations of before. */
    beyondCode: count.optional(),
    /** The model's own verdict: agrees with the truth, alarms on a clean window, misses a fault. */
    verdictAgrees: count,
    falseAlarms: count,
    faultsMissed: count,
    /** What is shown: names the fault; speaks of an anomaly though the window is clean. */
    faultsNamed: count,
    anomaliesShownOnClean: count,
    /** Faults with relatives to tell by where the cause lies; shown texts that say where, rightly, and of both those in the model's words. */
    originCases: count.optional(),
    originsNamed: count.optional(),
    originsRight: count.optional(),
    originsNamedByModel: count.optional(),
    originsRightByModel: count.optional(),
    repairsTried: count,
    repairsHelped: count,
    /** Medians a question; null where nobody counted. */
    seconds: median,
    promptTokens: median,
    completionTokens: median,
  })
  .readonly();

export type Scores = z.output<typeof scoresSchema>;

/** Adds up the outcomes of one model in one role. */
export function score(outcomes: readonly CaseOutcome[]): Scores {
  const count = (is: (outcome: CaseOutcome) => boolean): number => outcomes.filter(is).length;
  const sum = (of: (outcome: CaseOutcome) => number): number =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const isClean = ({ fault }: CaseOutcome): boolean => fault === null;
  const saysNormal = ({ modelVerdict }: CaseOutcome): boolean => modelVerdict === 'normal';
  const hasVerdict = ({ modelVerdict }: CaseOutcome): boolean => modelVerdict !== null;
  const seconds = middle(outcomes.map(({ elapsedMs }) => elapsedMs));
  return {
    windows: outcomes.length,
    clean: count(isClean),
    faulty: count((one) => !isClean(one)),
    fits: count(hasVerdict),
    claimsSupported: sum(({ claims }) => claims.supported),
    claimsRefuted: sum(({ claims }) => claims.refuted),
    claimsUnverifiable: sum(({ claims }) => claims.unverifiable),
    sentences: sum(({ sentences }) => sentences),
    sentencesShown: sum(({ sentencesShown }) => sentencesShown),
    shownByModel: count(({ shownBy }) => shownBy === 'model'),
    onlyRepeats: count(({ onlyRepeats }) => onlyRepeats),
    beyondCode: sum(({ beyondCode }) => beyondCode),
    verdictAgrees: count((one) => hasVerdict(one) && saysNormal(one) === isClean(one)),
    falseAlarms: count((one) => isClean(one) && hasVerdict(one) && !saysNormal(one)),
    faultsMissed: count((one) => !isClean(one) && saysNormal(one)),
    faultsNamed: count(({ namesFault }) => namesFault === true),
    anomaliesShownOnClean: count((one) => isClean(one) && one.speaksOfAnomaly),
    ...originScores(outcomes),
    repairsTried: count(({ repair }) => repair !== 'not tried'),
    repairsHelped: count(({ repair }) => repair === 'helped'),
    seconds: seconds === null ? null : seconds / 1000,
    promptTokens: middle(outcomes.map(({ promptTokens }) => promptTokens)),
    completionTokens: middle(outcomes.map(({ completionTokens }) => completionTokens)),
  };
}

/** A text that names two places names none of them rightly. */
function originScores(outcomes: readonly CaseOutcome[]) {
  const known = outcomes.filter(({ origin }) => origin !== null);
  const named = known.filter((one) => one.originsNamed.length > 0);
  const right = named.filter((one) => one.originsNamed.every((place) => place === one.origin));
  const byModel = (some: readonly CaseOutcome[]): number =>
    some.filter(({ shownBy }) => shownBy === 'model').length;
  return {
    originCases: known.length,
    originsNamed: named.length,
    originsRight: right.length,
    originsNamedByModel: byModel(named),
    originsRightByModel: byModel(right),
  };
}

function middle(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
