import type { Finding } from '../finding.ts';
import type { FindingKind } from '../kinds.ts';
import { flagOf, scoreOf } from '../score.ts';
import { formatTime } from '../sentence.ts';
import { thresholdFactor, type WindowContext } from './window-test.ts';

/** One row in a hundred is what retries and a clock that is set make of healthy sensors. */
const USUAL_SHARE = 0.01;

/** Several values came for one time; the source kept the last. */
export function duplicateTest(context: WindowContext): readonly Finding[] {
  const { duplicates } = context.notes;
  return misplaced(context, 'duplicate', duplicates, 'share their time with another');
}

/** Values came before earlier ones; the source sorted them. */
export function disorderedTest(context: WindowContext): readonly Finding[] {
  const { disordered } = context.notes;
  return misplaced(context, 'disordered', disordered, 'came before an earlier one');
}

function misplaced(
  context: WindowContext,
  kind: Extract<FindingKind, 'duplicate' | 'disordered'>,
  count: number,
  what: string,
): readonly Finding[] {
  const rows = context.values.length + count;
  const usual = USUAL_SHARE * rows;
  if (count <= usual * thresholdFactor(context.settings, kind)) return [];
  const score = scoreOf(count, usual);
  const { firstAt: start, lastAt: end } = context.statistics;
  return [
    {
      kind,
      detector: kind,
      flag: flagOf(score),
      start,
      end,
      points: count,
      observed: count,
      expected: [0, Math.floor(usual)],
      score,
      sentence: `${count} of ${rows} rows ${what}, where at most ${Math.floor(usual)} are expected.`,
    },
  ];
}

/**
 * Values of a time that had not come when the window ended: the sensor's clock, or its zone, is wrong. An aggregate
 * of the last interval may stand at the very end.
 */
export function futureTest(context: WindowContext): readonly Finding[] {
  const { later, window } = context;
  const [start, end] = [later.at(0), later.at(-1)];
  if (start === undefined || end === undefined) return [];
  const points = later.length;
  return [
    {
      kind: 'future',
      detector: 'future',
      flag: 4,
      start,
      end,
      points,
      observed: (end - window.end) / 1000,
      expected: [0, 0],
      score: 1,
      sentence: `${points} rows up to ${formatTime(end)} are of a time after the window's end, ${formatTime(window.end)}.`,
    },
  ];
}
