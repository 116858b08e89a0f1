import type { MonitorConfig } from '../config/schema.ts';
import { TRACKER_DETECTORS, type TrackerSettings } from './tracker-settings.ts';
import type { InspectSettings } from './window-test.ts';

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
export function trackerSettings(
  { detectors: chosen }: Pick<MonitorConfig, 'detectors'>,
  steps: Steps = {},
): TrackerSettings {
  const off = Object.entries(chosen).flatMap(([name, value]) => (value === false ? name : []));
  const settingsOf = (name: string) =>
    [name, { enabled: !off.includes(name), steps: steps[name] ?? 0 }] as const;
  return {
    sensitivity: chosen.sensitivity,
    detectors: Object.fromEntries(Object.keys(TRACKER_DETECTORS).map(settingsOf)),
  };
}
