import { show } from './compare.ts';
import { findingsOf, showFindings } from './findings.ts';
import type { Meaning, StateName } from './meaning.ts';
import { parseSeriesName } from './series-names.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import type { WindowData } from './window-data.ts';

/** Statements of state: normal or not goes by the findings, completeness by gaps and nulls, shape by the skewness. */
export function checkState({ state, negated }: Meaning & { is: 'state' }, window: WindowData): Outcome {
  const outcome = affirmed(state, window);
  if (state === 'normally distributed') return distribution(negated, window);
  if (!negated || outcome.verdict === 'unverifiable') return outcome;
  return { ...outcome, verdict: outcome.verdict === 'supported' ? 'refuted' : 'supported' };
}

function affirmed(state: StateName, window: WindowData): Outcome {
  const { truth } = window.context;
  const found = showFindings(truth);
  switch (state) {
    case 'normal':
      return decide(truth.length === 0, found);
    case 'anomalous':
      return decide(truth.length > 0, found);
    case 'working':
      return truth.length === 0 ? decide(true, found) : unverifiable(found);
    case 'faulty':
      return truth.length === 0
        ? refuted(found)
        : unverifiable(`${found}; whether the sensor is to blame is not in the data`);
    case 'stuck':
    case 'clipped':
      return decide(findingsOf(state, truth).length > 0, found);
    case 'missing':
      return decide(isIncomplete(window), missingEvidence(window));
    case 'complete':
      return decide(!isIncomplete(window), missingEvidence(window));
    case 'zero':
      return atZero(window);
    case 'evenly spaced':
      return evenSpacing(window);
    case 'vague':
    case 'normally distributed':
      return unverifiable('nothing in the window decides it');
    default:
      return skewness(state, window.skewness);
  }
}

function isIncomplete({ context, statistics }: WindowData): boolean {
  return findingsOf('gap', context.truth).length > 0 || statistics.nulls > 0 || statistics.count === 0;
}

function missingEvidence({ context, statistics }: WindowData): string {
  return `${statistics.nulls} readings are null; gaps: ${showFindings(findingsOf('gap', context.truth))}`;
}

/** "dark", "off": true of a part that is all zero, or of the greater part of the window. */
function atZero({ values }: WindowData): Outcome {
  const zeros = values.filter((value) => value === 0).length;
  return decide(zeros * 2 > values.length, `${zeros} of ${values.length} readings are 0`);
}

function evenSpacing({ statistics }: WindowData): Outcome {
  const { usualIntervalMs, longestGapMs } = statistics;
  return decide(
    longestGapMs <= usualIntervalMs * 1.5,
    `usual interval ${show(usualIntervalMs / 1000)} s, longest ${show(longestGapMs / 1000)} s`,
  );
}

function skewness(state: StateName, actual: number): Outcome {
  const evidence = `skewness ${show(actual)}`;
  switch (state) {
    case 'skewed right':
      return decide(actual >= 0.2, evidence);
    case 'skewed left':
      return decide(actual <= -0.2, evidence);
    case 'skewed':
      return decide(Math.abs(actual) >= 0.5, evidence);
    default:
      return decide(Math.abs(actual) < 0.5, evidence);
  }
}

/** Not to be decided, but where a lone value stands far out. */
function distribution(negated: boolean, { context }: WindowData): Outcome {
  const lone = context.truth.filter(({ kind }) => kind === 'spike' || kind === 'dropout');
  return lone.length > 0 && !negated
    ? refuted(showFindings(lone))
    : unverifiable('the shape of a distribution');
}

/** A name stated as where the data comes from, against the tags of the series. */
export function checkSeries(meaning: Meaning & { is: 'series' }, window: WindowData): Outcome {
  const { tags } = parseSeriesName(window.context.series);
  const own = meaning.key === undefined ? undefined : tags.get(meaning.key);
  if ([...tags.values()].includes(meaning.name))
    return decide(own === undefined || own === meaning.name, window.context.series);
  return own === undefined && tags.size === 0
    ? unverifiable('the series names no place')
    : refuted(window.context.series);
}
