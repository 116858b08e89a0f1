/**
 * What is laid to the sensor by the kind of the fault alone, of findings that nobody put in: `node .build/bench/origin/alone.js ../shared/data
 * [apart]`. Real detectors look at public recordings, windows of 360 rows, each by itself. In view: every second NAB series, the field
 * sensors that may be developed on, every second faulty run of the water loop; `apart`: the others. Nearly all of what happens there is of
 * the surroundings (a valve that is closed, a compressor that starts, a busy server), so that what is said is to be looked at one by one.
 */

import { configSchema } from '../../src/config/schema.ts';
import { createBaseline } from '../../src/detect/baseline/baseline.ts';
import { DEFAULT_BASELINE_SETTINGS } from '../../src/detect/baseline/settings.ts';
import { inspect } from '../../src/detect/inspect.ts';
import { settingsBySeries } from '../../src/detect/settings.ts';
import { byItself } from '../../src/facts/by-itself.ts';
import { NO_NOTES } from '../../src/source/source.ts';
import { readField, readNab, readSkab, type Series } from '../detect/corpus.ts';

const ROWS = 360;
const STRIDE = 180;

const [, , data = '../shared/data', part = 'dev'] = process.argv;
const isApart = part === 'apart';

const config = configSchema.parse({
  sources: { file: { kind: 'csv', path: 'none.csv' } },
  monitors: [{ name: 'all', cron: '* * * * *', source: 'file', query: { measurement: 'e', fields: ['t'] } }],
});
const [monitor] = config.monitors;
if (monitor === undefined) throw new Error('the config has a monitor');
const { inspect: settings } = settingsBySeries(monitor, [])('any');

function everySecond<One>(all: readonly One[]): readonly One[] {
  return all.filter((_, index) => index % 2 === (isApart ? 1 : 0));
}

function recordings(): readonly Series[] {
  const loop = readSkab(data).filter(({ name }) => !name.startsWith('anomaly-free'));
  const runs = everySecond([...new Set(loop.map(({ name }) => name.split(' ')[0] ?? ''))]);
  return [
    ...everySecond(readNab(data)),
    ...readField(data).filter((one) => one.isApart === isApart),
    ...loop.filter(({ name }) => runs.includes(name.split(' ')[0] ?? '')),
  ];
}

/** `loop.volume_flow_raterms`: a name whose field is the quantity. */
function seriesName(name: string): string {
  const words = name.slice(name.lastIndexOf('/') + 1).replace(/\.csv/, '');
  return `recorded.${words.replace(/\W+/g, '_').toLowerCase()}`;
}

const found = new Map<string, number>();
const said: string[] = [];
for (const { name, times, values } of recordings()) {
  const baseline = createBaseline(DEFAULT_BASELINE_SETTINGS);
  const rows = Math.min(ROWS, times.length);
  for (let from = 0; from + rows <= times.length; from += STRIDE) {
    const [own, end] = [times.slice(from, from + rows), times[from + rows] ?? (times.at(-1) ?? 0) + 1];
    const series = {
      series: seriesName(name),
      times: own,
      values: values.slice(from, from + rows),
      notes: NO_NOTES,
    };
    const window = { start: own[0] ?? 0, end };
    for (const finding of inspect(series, window, { ...settings, beginsNow: false }, baseline).findings) {
      found.set(finding.kind, (found.get(finding.kind) ?? 0) + 1);
      const reason = byItself(finding, series);
      if (reason !== null)
        said.push(`${series.series}: ${finding.kind} ${reason.by}, ${new Date(finding.start).toISOString()}`);
    }
  }
}

const total = [...found.values()].reduce((sum, count) => sum + count, 0);
console.log(`${total} findings:`, Object.fromEntries(found));
console.log(`laid to the sensor: ${said.length}`);
for (const one of said) console.log(`  ${one}`);
