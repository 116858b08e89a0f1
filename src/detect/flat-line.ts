import { formatDuration } from '../lib/time.ts';
import type { Finding } from './finding.ts';
import { formatInterval, formatValue } from './sentence.ts';
import type { WindowContext } from './window-test.ts';

/** So many equal values in a row are no accident of a sensor that measures at all. */
const FEWEST_VALUES = 10;
/** Some quantities do rest, a closed valve, a humidity of 100 %: suspect, and no more. */
const CONSTANT_SCORE = 0.55;

/** A window that shows one value only. */
export function flatLineTest(context: WindowContext): readonly Finding[] {
  const { statistics, settings } = context;
  if (statistics.count < FEWEST_VALUES || statistics.min !== statistics.max) return [];
  const [start, end] = [statistics.firstAt, statistics.lastAt];
  return [
    {
      kind: 'stuck',
      detector: 'flat_line',
      flag: 3,
      start,
      end,
      points: statistics.count,
      observed: (end - start) / 1000,
      expected: null,
      score: CONSTANT_SCORE,
      sentence:
        `Stuck ${formatInterval(start, end)}: all ${statistics.count} values are ` +
        `${formatValue(statistics.first, settings.unit)} for ${formatDuration(end - start)}, where some change is expected.`,
    },
  ];
}
