import type { Config, SourceConfig } from '../../config/schema.ts';
import type { Clock } from '../../lib/clock.ts';
import { toPlumblineError } from '../../lib/errors.ts';
import { formatDuration } from '../../lib/time.ts';
import { type Ping, pingInflux } from '../../source/ping.ts';
import { type Remark, remark } from './remark.ts';

/** Clocks that differ by less do no harm: a window is read `delay` after its end. */
const NOTABLE_MS = 5000;
/** Windows of a minute are off by their whole length then. */
const GRAVE_MS = 60_000;

/** Each InfluxDB of the config: whether it answers at all, and what its clock says. Asks without a token. */
export async function lookAtServers(
  { sources }: Pick<Config, 'sources'>,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly Remark[]> {
  const remarks: Remark[] = [];
  for (const [name, source] of Object.entries(sources)) {
    if (source.kind !== 'csv') remarks.push(...(await lookAt(name, source, clock, signal)));
  }
  return remarks;
}

async function lookAt(
  name: string,
  { url, timeout }: Exclude<SourceConfig, { kind: 'csv' }>,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly Remark[]> {
  const about = `source ${name}`;
  try {
    const ping = await pingInflux({ name, url, secrets: [] }, timeout, clock, signal);
    const version = ping.version === null ? '' : `, InfluxDB ${ping.version}`;
    return [remark(about, 'ok', `${url} answers${version}`), clockRemark(`clock of ${name}`, ping)];
  } catch (thrown) {
    const { message, hint = '' } = toPlumblineError(thrown);
    return [remark(about, 'failure', `${message}. ${hint}`)];
  }
}

/** What the difference of the clocks means for windows that end now. */
export function clockRemark(about: string, { aheadMs }: Pick<Ping, 'aheadMs'>): Remark {
  if (aheadMs === null)
    return remark(about, 'warning', 'its answer bears no date to compare this clock with');
  const off = Math.abs(aheadMs);
  const by = `${formatDuration(off)} ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's`;
  if (off < NOTABLE_MS) return remark(about, 'ok', 'agrees with this machine to some seconds');
  const advice =
    'Let both machines take their time from NTP, or windows will end where points are not yet, or no longer are';
  return remark(about, off < GRAVE_MS ? 'warning' : 'failure', `is ${by}. ${advice}`);
}
