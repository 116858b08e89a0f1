import type { MonitorConfig } from '../config/schema.ts';
import { DEFAULT_TRACKER_SETTINGS, type TrackerSettings } from './tracker-settings.ts';
import type { InspectSettings } from './window-test.ts';

/** What the window tests take from a monitor's config. */
export function inspectSettings({ unit, limits }: MonitorConfig): InspectSettings {
  return { unit, limits };
}

/** What the learned baseline takes from a monitor's config. */
export function trackerSettings(_monitor: MonitorConfig): TrackerSettings {
  return DEFAULT_TRACKER_SETTINGS;
}
