import { runningMedian } from '../../statistics/running-median.ts';
import { BRIEF_TOGETHER } from '../merge/echo.ts';
import { COURSE_ROWS, windowNoise } from '../power/noise.ts';
import { scoreOf } from '../score.ts';
import type { WindowContext } from '../window/window-test.ts';
import type { Alarm } from './alarms.ts';

/** So many standard deviations of the window's noise beyond the threshold nothing is by chance. */
const BEYOND_NOISE = 3;
/** More spikes than these are told as one stretch of them. */
const MOST_SPIKES = 12;

/**
 * The spikes that one alarm stands for: it goes on while they return, and what lies between two of them stands out from
 * nothing. A reading is one of them where it is farther from the course of the window than the alarm's own threshold: the
 * first, which is known, and after it what noise does not reach. The alarm as it is where they lie close together, where they
 * are too many, and where the window no longer shows them.
 */
export function spikesOf(context: WindowContext, alarm: Alarm): readonly Alarm[] {
  const { expected, start, end } = alarm;
  const togetherMs = BRIEF_TOGETHER * context.statistics.usualIntervalMs;
  if (expected === null || !(end - start > togetherMs)) return [alarm];
  const limit = (expected[1] - expected[0]) / 2;
  const spikes: Alarm[] = [];
  for (const row of outstanding(context, alarm, limit)) {
    const last = spikes.at(-1);
    if (last === undefined || row.time - last.end > togetherMs) {
      if (spikes.length === MOST_SPIKES) return [alarm];
      spikes.push({ ...alarm, ...seenAt(row, limit), start: row.time, end: row.time });
      continue;
    }
    const worse = scoreOf(row.distance, limit) > last.score ? seenAt(row, limit) : {};
    spikes[spikes.length - 1] = { ...last, ...worse, end: row.time };
  }
  const isBrief = spikes.every((spike) => spike.end - spike.start <= togetherMs);
  return spikes.length > 0 && isBrief ? spikes : [alarm];
}

interface Outstanding {
  /** Epoch ms. */
  readonly time: number;
  readonly value: number;
  /** What its neighbours say, and how far it is from that. */
  readonly course: number;
  readonly distance: number;
}

function outstanding(
  { times, values }: WindowContext,
  { start, end }: Alarm,
  limit: number,
): readonly Outstanding[] {
  const course = runningMedian(values, COURSE_ROWS);
  const beyondNoise = limit + BEYOND_NOISE * windowNoise(values);
  const found: Outstanding[] = [];
  for (let row = 0; row < times.length; row++) {
    const time = times[row] ?? Number.NaN;
    if (time < start || time > end) continue;
    const [value, middle] = [values[row] ?? Number.NaN, course[row] ?? Number.NaN];
    const distance = Math.abs(value - middle);
    if (distance > (time === start ? limit : beyondNoise))
      found.push({ time, value, course: middle, distance });
  }
  return found;
}

function seenAt(
  { value, course, distance }: Outstanding,
  limit: number,
): Pick<Alarm, 'observed' | 'expected' | 'score'> {
  return { observed: value, expected: [course - limit, course + limit], score: scoreOf(distance, limit) };
}
