import { show } from './compare.ts';
import { findingsOf, showFindings } from './findings.ts';
import type { Meaning } from './meaning.ts';
import { parseSeriesName } from './series-names.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import type { WindowData } from './window-data.ts';

type State = Meaning & { readonly is: 'state' };

/** Statements of state: normal or not goes by the findings, completeness by gaps and nulls, shape by the skewness. */
export function checkState(meaning: State, window: WindowData): Outcome {
  const outcome = affirmed(meaning, window);
  if (!meaning.negated || outcome.verdict === 'unverifiable') return outcome;
  return { ...outcome, verdict: outcome.verdict === 'supported' ? 'refuted' : 'supported' };
}

function affirmed({ state, negated }: State, window: WindowData): Outcome {
  const { truth } = window.context;
  const found = showFindings(truth);
  const { statistics, skewness } = window;
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
    case 'missing':
    case 'complete': {
      const missing = findingsOf('gap', truth).length > 0 || statistics.nulls > 0 || statistics.count === 0;
      return decide(
        missing === (state === 'missing'),
        `${statistics.nulls} nulls; ${showFindings(findingsOf('gap', truth))}`,
      );
    }
    case 'stuck':
      return decide(findingsOf('stuck', truth).length > 0, found);
    case 'skewed right':
      return decide(skewness >= 0.2, `skewness ${show(skewness)}`);
    case 'skewed left':
      return decide(skewness <= -0.2, `skewness ${show(skewness)}`);
    case 'skewed':
      return decide(Math.abs(skewness) >= 0.5, `skewness ${show(skewness)}`);
    case 'symmetric':
      return decide(Math.abs(skewness) < 0.5, `skewness ${show(skewness)}`);
    case 'normally distributed': {
      const lone = truth.some(({ kind }) => kind === 'spike' || kind === 'dropout');
      return lone && !negated ? refuted(found) : unverifiable('the shape of a distribution');
    }
    case 'vague':
      return unverifiable('nothing in the window decides it');
  }
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
