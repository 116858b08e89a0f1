import type { MonitorConfig } from '../config/schema.ts';
import type { BaselineSettings } from './baseline/settings.ts';
import { BASELINE_DETECTOR_NAMES } from './detectors.ts';
import { detectorRecords, type Judged, stepsFor } from './feedback.ts';
import type { InspectSettings } from './window/window-test.ts';

/** By detector: steps by which feedback on a series made it less sensitive. */
type Steps = Readonly<Record<string, number>>;

/** What the window tests take from a monitor's config. */
export function inspectSettings(
  { unit, limits, timezone, detectors }: Omit<InspectSettings, 'steps'>,
  steps: Steps = {},
): InspectSettings {
  return { unit, limits, timezone, detectors, steps };
}

/** What the learned baseline takes from a monitor's config. */
export function baselineSettings(
  { detectors: chosen }: Pick<MonitorConfig, 'detectors'>,
  steps: Steps = {},
): BaselineSettings {
  const off = Object.entries(chosen).flatMap(([name, value]) => (value === false ? name : []));
  const settingsOf = (name: string) =>
    [name, { enabled: !off.includes(name), steps: steps[name] ?? 0 }] as const;
  return {
    sensitivity: chosen.sensitivity,
    detectors: Object.fromEntries(BASELINE_DETECTOR_NAMES.map(settingsOf)),
  };
}

/** The settings of each series of a monitor, by what people said of its detectors; series of which nobody said anything share theirs. */
export function settingsBySeries(
  monitor: Omit<InspectSettings, 'steps'> & Pick<MonitorConfig, 'name'>,
  feedback: readonly Judged[],
): (series: string) => { readonly inspect: InspectSettings; readonly baseline: BaselineSettings } {
  const records = detectorRecords(feedback);
  const judged = new Set(records.map(({ series }) => series));
  const by = (steps: Steps) => ({
    inspect: inspectSettings(monitor, steps),
    baseline: baselineSettings(monitor, steps),
  });
  const usual = by({});
  return (series) => (judged.has(series) ? by(stepsFor(records, monitor.name, series)) : usual);
}
