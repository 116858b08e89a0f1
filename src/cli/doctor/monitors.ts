import type { Config, MonitorConfig } from '../../config/schema.ts';
import { formatDuration } from '../../lib/time.ts';
import { checkFiles } from '../check-files.ts';
import { checkLive, type LiveCheck } from '../check-live.ts';
import { type Remark, remark } from './remark.ts';

/** What the files of the config hold, in one line each. */
export async function lookAtFiles(config: Config): Promise<readonly Remark[]> {
  return (await checkFiles(config)).map(({ source, monitor, path, ok, text }) => {
    const about = `file ${source}${monitor === null ? '' : ` for ${monitor}`}`;
    const [first = ''] = text.split('\n');
    return remark(about, ok ? 'ok' : 'failure', `${path}: ${ok ? first : text}`);
  });
}

/** Each monitor's query on its source, and on its fallback: whether points come, and how old they are. */
export async function lookAtMonitors(config: Config, now: number): Promise<readonly Remark[]> {
  const checks = await checkLive(config);
  return checks.flatMap((check) => {
    const monitor = config.monitors.find(({ name }) => name === check.monitor);
    return monitor === undefined ? [] : [lookAtMonitor(monitor, check, now)];
  });
}

/** What a monitor's newest point says, seen at `now`. */
export function lookAtMonitor(monitor: MonitorConfig, check: LiveCheck, now: number): Remark {
  const about = `monitor ${check.monitor} from ${check.source}`;
  // A source that only stands in may be away without harm, as long as the first one is there.
  if (!check.ok) return remark(about, check.source === monitor.source ? 'failure' : 'warning', check.text);
  if (check.newest === null) return remark(about, 'ok', check.text);
  const ageMs = now - check.newest;
  const { window, delay } = monitor;
  if (ageMs > delay + window / 2) {
    const what = `the newest point is ${formatDuration(ageMs)} old, in a window of ${formatDuration(window)}`;
    return remark(
      about,
      'warning',
      `${check.text}; ${what}. Is its sensor still writing? Or choose a longer window`,
    );
  }
  return remark(about, 'ok', check.text);
}
