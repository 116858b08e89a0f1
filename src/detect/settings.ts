import type { MonitorConfig } from '../config/schema.ts';
import type { BaselineSettings } from './baseline/settings.ts';
import { BASELINE_DETECTOR_NAMES } from './detectors.ts';
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
