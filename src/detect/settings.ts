import type { MonitorConfig } from '../config/schema.ts';
import type { BaselineSettings } from './baseline/settings.ts';
import { BASELINE_DETECTOR_NAMES } from './detectors.ts';
import { detectorRecords, type Judged, stepsFor } from './feedback.ts';
import type { InspectSettings } from './window/window-test.ts';

/** By detector: steps by which feedback on a series made it less sensitive. */
type Steps = Readonly<Record<string, number>>;

/** What the window tests take from a monitor's config. */
export function inspectSettings(
  {
    unit,
    limits,
    timezone,
    detectors: chosen,
    silentAfter,
  }: Omit<InspectSettings, 'steps'> & Pick<MonitorConfig, 'silentAfter'>,
  steps: Steps = {},
): InspectSettings {
  const detectors = silentAfter === undefined ? chosen : { ...chosen, silence: { fail: silentAfter } };
  return { unit, limits, timezone, detectors, steps };
}

/** What the learned baseline takes from a monitor's config. */
export function baselineSettings(
  { detectors: chosen, silentAfter }: Pick<MonitorConfig, 'detectors' | 'silentAfter'>,
  steps: Steps = {},
): BaselineSettings {
  const off = Object.entries(chosen).flatMap(([name, value]) => (value === false ? name : []));
  // The operator's word on silence takes the place of what was learned.
  if (silentAfter !== undefined) off.push('silence');
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
