import type { CaseOutcome } from './evaluate.ts';

/** What a model is worth in one role, over many windows. Counts, unless said otherwise. */
export interface Scores {
  readonly windows: number;
  readonly clean: number;
  readonly faulty: number;
  /** Answers that fit the schema. */
  readonly fits: number;
  readonly claimsSupported: number;
  readonly claimsRefuted: number;
  readonly claimsUnverifiable: number;
  readonly sentences: number;
  readonly sentencesShown: number;
  /** Windows in which words of the model are shown, and those of them that only repeat the given facts. */
  readonly shownByModel: number;
  readonly onlyRepeats: number;
  /** Supported statements that are shown and that the text of code does not make; absent in evaluations of before. */
  readonly beyondCode?: number;
  /** The model's own verdict: agrees with the truth, alarms on a clean window, misses a fault. */
  readonly verdictAgrees: number;
  readonly falseAlarms: number;
  readonly faultsMissed: number;
  /** What is shown: names the fault; speaks of an anomaly though the window is clean. */
  readonly faultsNamed: number;
  readonly anomaliesShownOnClean: number;
  readonly repairsTried: number;
  readonly repairsHelped: number;
  /** Medians a question; null where nobody counted. */
  readonly seconds: number | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

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
    repairsTried: count(({ repair }) => repair !== 'not tried'),
    repairsHelped: count(({ repair }) => repair === 'helped'),
    seconds: seconds === null ? null : seconds / 1000,
    promptTokens: middle(outcomes.map(({ promptTokens }) => promptTokens)),
    completionTokens: middle(outcomes.map(({ completionTokens }) => completionTokens)),
  };
}

function middle(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
