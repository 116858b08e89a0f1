import { simulateSensor } from '../../src/simulate/sensors.ts';
import { NO_NOTES, type SeriesWindow } from '../../src/source/source.ts';
import { readField, readOffice, readSkab, type Series } from '../detect/corpus.ts';

/** Series that were read together, and whether they measure one thing in one place. */
export interface Group {
  readonly name: string;
  /** Developed on, or only judged. */
  readonly part: 'dev' | 'apart';
  readonly related: boolean;
  readonly series: readonly SeriesWindow[];
  /** What was read of the same series before, to learn from. */
  readonly before?: readonly SeriesWindow[];
  /** Share of the rows that is only learned from. */
  readonly apprenticeship: number;
}

const MINUTE = 60_000;

function windowOf(
  name: string,
  { times, values }: Pick<Series, 'times' | 'values'>,
  from: number,
  to: number,
): SeriesWindow {
  return { series: name, times: times.slice(from, to), values: values.slice(from, to), notes: NO_NOTES };
}

function halves(name: string, series: readonly Series[], names: readonly string[]): readonly Group[] {
  const half = Math.floor((series[0]?.times.length ?? 0) / 2);
  const cut = (from: number, to: number) =>
    series.map((one, index) => windowOf(names[index] ?? one.name, one, from, to));
  const before = cut(0, half);
  return [
    { name, part: 'dev', related: true, series: before, apprenticeship: 0.5 },
    { name, part: 'apart', related: true, series: cut(half, 2 * half), before, apprenticeship: 0 },
  ];
}

/** Four quantities of one office; the water loop's eight channels, clean run and what is before the fault in others. */
function laboratories(data: string): readonly Group[] {
  const office = readOffice(data).slice(0, 4);
  const loop = readSkab(data);
  const clean = loop
    .filter(({ name }) => name.startsWith('anomaly-free'))
    .map((one) => windowOf(plain(one.name), one, 0, one.times.length));
  const runs = [...new Set(loop.map(({ name }) => name.split(' ')[0] ?? ''))];
  const before = runs
    .filter((run) => !run.startsWith('anomaly-free'))
    .slice(0, 5)
    .map((run): Group => {
      const channels = loop.filter(({ name }) => name.startsWith(`${run} `));
      const fault = Math.min(...channels.map(({ spans, times }) => spans[0]?.[0] ?? times.length));
      return {
        name: 'skab runs',
        part: 'apart',
        related: true,
        series: channels.map((one) => windowOf(plain(one.name), one, 0, fault)),
        before: clean,
        apprenticeship: 0,
      };
    });
  return [
    ...halves(
      'occupancy',
      office,
      office.map(({ name }) => `room.${name.split(' ')[1]?.toLowerCase()}`),
    ),
    ...halves(
      'skab clean run',
      loop.filter(({ name }) => name.startsWith('anomaly-free')),
      loop.slice(0, 8).map(({ name }) => plain(name)),
    ),
    ...before,
  ];
}

function plain(name: string): string {
  return `loop.${name
    .slice(name.indexOf(' ') + 1)
    .replace(/\W+/g, '_')
    .toLowerCase()}`;
}

/** Three to six sensors of one simulated room. */
function rooms(): readonly Group[] {
  const start = Date.UTC(2026, 10, 20);
  return [1, 2, 3, 4].flatMap((seed) =>
    (['temperature', 'humidity', 'co2'] as const).map((field, place): Group => {
      const sensors = Array.from({ length: 3 + ((seed + place) % 4) }, (_, index) =>
        simulateSensor(index, { seed, intervalMs: MINUTE, faultsPerDay: 0 }),
      );
      const times = Float64Array.from({ length: 2880 }, (_, row) => start + row * MINUTE);
      const series = sensors.map((sensor, index) => ({
        series: `climate.${field}{room=lab,sensor=s${index}}`,
        times,
        values: times.map((time) => sensor.at(time).reading?.fields[field] ?? Number.NaN),
        notes: NO_NOTES,
      }));
      const part = seed <= 2 ? 'dev' : 'apart';
      return { name: 'simulated rooms', part, related: true, series, apprenticeship: 0 };
    }),
  );
}

/** Real sensors of one place, and sensors that never knew of each other, their rows laid over each other. */
function field(data: string): readonly Group[] {
  const sensors = readField(data);
  const families = [...new Set(sensors.map(({ family }) => family))];
  const together = families.flatMap((family): Group[] => {
    const own = sensors.filter((one) => one.family === family);
    const from = Math.max(...own.map(({ times }) => times[0] ?? 0));
    const to = Math.min(...own.map(({ times }) => times.at(-1) ?? 0));
    if (own.length < 3 || to - from < 200 * 3_600_000) return [];
    const series = own.map((one) => {
      const rows = [...one.times.keys()].filter(
        (row) => (one.times[row] ?? 0) >= from && (one.times[row] ?? 0) <= to,
      );
      return windowOf(`${one.name.replace(/\W+/g, '_')}.value`, one, rows[0] ?? 0, (rows.at(-1) ?? 0) + 1);
    });
    return [
      {
        ...{ name: 'field, one place', related: true, series, apprenticeship: 0.5 },
        part: own[0]?.isApart === true ? 'apart' : 'dev',
      },
    ];
  });
  const strangers = (['dev', 'apart'] as const).flatMap((part) => {
    const own = sensors.filter(({ isApart, times }) => isApart === (part === 'apart') && times.length >= 600);
    return own.map((_, index): Group => {
      const others = [0, 1, 2, 3, 4]
        .map((step) => own[(index + step * 2) % own.length])
        .filter((one) => one !== undefined);
      const different = others.filter(
        (one, place) => others.findIndex(({ family }) => family === one.family) === place,
      );
      const first = different[0]?.times ?? new Float64Array();
      const rows = Math.min(...different.map(({ times }) => times.length));
      const series = different.map((one) =>
        windowOf(`${one.name.replace(/\W+/g, '_')}.value`, { times: first, values: one.values }, 0, rows),
      );
      return { name: 'strangers', part, related: false, series, apprenticeship: 0 };
    });
  });
  return [...together, ...strangers];
}

export function readGroups(data: string): readonly Group[] {
  return [...laboratories(data), ...rooms(), ...field(data)].filter(({ series }) => series.length > 1);
}
