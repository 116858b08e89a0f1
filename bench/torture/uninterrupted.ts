import { type Baseline, createBaseline, restoreBaseline } from '../../src/detect/baseline/baseline.ts';
import { DEFAULT_BASELINE_SETTINGS } from '../../src/detect/baseline/settings.ts';
import { besideOf } from '../../src/detect/related/beside.ts';
import { pushAll } from '../../src/store/baseline-pool.ts';
import type { Store } from '../../src/store/store.ts';
import { reading, SENSORS } from './sensors.ts';

/**
 * Each sensor has a baseline. Holds each against one that was given every reading up to the same moment in one go:
 * byte for byte the same, or else points were lost or came twice on the way.
 */
export async function baselineViolations(
  store: Pick<Store, 'loadBaseline'>,
  monitor: string,
  source: string,
  sensors = SENSORS,
): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const sensor of sensors) {
    const series = seriesOf(sensor);
    const stored = await store.loadBaseline({ monitor, series, source });
    if (stored === undefined) {
      violations.push(`${monitor}: ${series} has no baseline`);
      continue;
    }
    const kept = restoreBaseline(stored.snapshot, DEFAULT_BASELINE_SETTINGS);
    pushAll(kept, stored);
    const newest = kept.lastTime / 1000;
    const seconds = Array.from({ length: kept.points }, (_, index) => newest - kept.points + 1 + index);
    if (Buffer.compare(kept.snapshot(), inOneGo(sensor, seconds).snapshot()) === 0) continue;
    violations.push(
      `${monitor}: the baseline of ${series} is not that of its ${kept.points} points in one go`,
    );
  }
  return violations;
}

/** The baseline of a sensor that was read at these seconds, with the others beside it. */
export function inOneGo(sensor: string, seconds: readonly number[]): Baseline {
  const times = Float64Array.from(seconds, (second) => second * 1000);
  const pointsOf = (one: string) => ({
    series: seriesOf(one),
    times,
    values: Float64Array.from(seconds, (second) => reading(one, second)),
  });
  const relatives = SENSORS.filter((one) => one !== sensor).map(pointsOf);
  const baseline = createBaseline(DEFAULT_BASELINE_SETTINGS);
  pushAll(baseline, { ...pointsOf(sensor), beside: besideOf(times, relatives) });
  return baseline;
}

export function seriesOf(sensor: string): string {
  return `room.temperature{sensor=${sensor}}`;
}
