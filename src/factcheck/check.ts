import { checkComparison } from './check-comparison.ts';
import { checkCount } from './check-count.ts';
import { checkSeries, checkState } from './check-state.ts';
import { checkStatistic } from './check-statistic.ts';
import { checkDuration, checkPosition, checkTime } from './check-time.ts';
import { checkTrend } from './check-trend.ts';
import { checkChange, checkInterval, checkRange, checkRate, checkValue } from './check-value.ts';
import type { Meaning } from './meaning.ts';
import type { Scene } from './scene.ts';
import { type Outcome, unverifiable } from './verdict.ts';

/** Holds one statement of a sentence against the window. */
export function check(meaning: Meaning, scene: Scene): Outcome {
  const { window } = scene;
  switch (meaning.is) {
    case 'statistic':
      return checkStatistic(meaning, window);
    case 'value':
      return checkValue(meaning, scene);
    case 'change':
      return checkChange(meaning, window);
    case 'range':
      return checkRange(meaning, window);
    case 'count':
      return checkCount(meaning, scene);
    case 'time':
      return checkTime(meaning, scene);
    case 'position':
      return checkPosition(meaning, scene);
    case 'duration':
      return checkDuration(meaning, scene);
    case 'interval':
      return checkInterval(meaning, window);
    case 'rate':
      return checkRate(meaning, window);
    case 'comparison':
      return checkComparison(meaning, scene);
    case 'trend':
      return checkTrend(meaning, scene);
    case 'state':
      return checkState(meaning, window);
    case 'series':
      return checkSeries(meaning, window);
    case 'cause':
      return unverifiable('why it happened is not in the data');
  }
}
