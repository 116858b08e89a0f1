import { formatDuration } from '../lib/time.ts';
import type { Finding, FindingKind } from './finding.ts';
import { flagOf } from './score.ts';
import { formatInterval, formatSpan, formatValue } from './sentence.ts';
import type { Alarm } from './tracker-alarms.ts';
import type { WindowContext } from './window-test.ts';

/** Of these the size is a length in seconds. */
const LENGTHS: ReadonlySet<FindingKind> = new Set(['gap', 'stale', 'stuck']);

/** What the baseline found, said of this window. */
export function findingOfAlarm(context: WindowContext, alarm: Alarm): Finding {
  const { kind, detector, start, end, observed, expected, score } = alarm;
  const points = context.times.filter((time) => time >= start && time <= end).length;
  return {
    kind,
    detector,
    flag: flagOf(score),
    start,
    end,
    points: kind === 'gap' || kind === 'stale' ? 0 : points,
    observed,
    expected,
    score,
    sentence: sentenceOf(alarm, context.settings.unit),
  };
}

function sentenceOf({ kind, start, end, observed, expected }: Alarm, unit: string): string {
  const seen = LENGTHS.has(kind) ? formatDuration(observed * 1000) : formatValue(observed, unit);
  const what = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${formatInterval(start, end)}: ${seen}`;
  if (expected === null) return `${what}, unlike what the series did before.`;
  const usual = LENGTHS.has(kind)
    ? `at most ${formatDuration(expected[1] * 1000)}`
    : formatSpan(expected, unit);
  return `${what}, where ${usual} is expected.`;
}
