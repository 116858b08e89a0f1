import Database from 'better-sqlite3';
import type { Config } from '../../src/config/schema.ts';
import type { Message } from './receiver.ts';
import {
  DAY,
  FIELDS,
  type Field,
  from,
  HOUR,
  isIn,
  MINUTE,
  type Sensor,
  type Stretch,
  seriesOf,
  type World,
} from './world.ts';

export const SILENT_AFTER = HOUR;
/** What silences are promised to be told within, counted from the last reading. */
const PROMISED = 1.5 * SILENT_AFTER;

export interface Month {
  readonly world: World;
  readonly messages: readonly Message[];
  readonly refused: number;
  readonly config: Config;
  readonly start: number;
  readonly end: number;
}

/** What came of a month, counted against what really happened. */
export interface Counted {
  readonly days: number;
  readonly happened: Readonly<Record<string, number>>;
  readonly messages: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly mostInADay: number;
  readonly mostInAnHour: number;
  /** Tries that the receiver did not take. */
  readonly refused: number;
  /** A key that was taken a second time. */
  readonly keysTwice: number;
  /** A problem of a series told as new while it was told already, or an end of none. */
  readonly repeats: number;
  /** Told silent while the sensor had reported within the hour before the window's end. */
  readonly falseSilences: number;
  /** Silences that a worker could see at once: how many, how many were told, how many within the promise, and the latest, minutes. */
  readonly silences: {
    readonly visible: number;
    readonly told: number;
    readonly inTime: number;
    readonly latestMinutes: number;
  };
  /** Series told to be suspect or anomalous in a window in which nothing was wrong with the sensor. */
  readonly falseAlarms: number;
  /** Of these, series whose sensor had been silent within the day before. */
  readonly falseAlarmsAfterSilence: number;
  /** News of the outbox by what became of them; `sent` and `joined` is all that may be. */
  readonly outbox: Readonly<Record<string, number>>;
  /** Digests that were due while a worker ran or within `news.maxAge` before it did, and those that came. */
  readonly digests: number;
}

export function count(month: Month): Counted {
  const { messages, world, refused, start, end } = month;
  const alarms = falseAlarmsIn(month);
  const keys = new Set(messages.map(({ key }) => key));
  return {
    days: (end - start) / DAY,
    happened: happenedIn(world, start),
    messages: messages.length,
    byKind: tally(messages.map(({ kind }) => kind)),
    mostInADay: mostWithin(messages, DAY),
    mostInAnHour: mostWithin(messages, HOUR),
    refused,
    keysTwice: messages.length - keys.size,
    repeats: repeatsIn(messages),
    falseSilences: falseSilencesIn(month),
    silences: silencesOf(month),
    falseAlarms: alarms.length,
    falseAlarmsAfterSilence: alarms.filter(({ sensor, message: { at } }) =>
      sensor.silences.some(({ end: over }) => over <= at && over > at - DAY),
    ).length,
    outbox: outboxOf(month.config),
    digests: messages.filter(({ kind }) => kind === 'digest').length,
  };
}

function happenedIn({ sensors, outages, pauses, deafness }: World, start: number): Record<string, number> {
  const faults = (field: Field) =>
    sensors.reduce((sum, one) => sum + one.faults[field].filter((fault) => fault.start >= start).length, 0);
  return {
    ...{ sensors: sensors.length, series: sensors.length * FIELDS.length },
    faultsOfSeries: faults('temperature') + faults('humidity'),
    silencesOfSensors: sensors.reduce((sum, { silences }) => sum + silences.length, 0),
    ...{
      sourceOutages: outages.length,
      timesWithoutWorker: pauses.length,
      timesReceiverAway: deafness.length,
    },
  };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function mostWithin(messages: readonly Message[], span: number): number {
  const times = messages.map(({ receivedAt }) => receivedAt).toSorted((a, b) => a - b);
  let [most, first] = [0, 0];
  times.forEach((time, index) => {
    while (time - (times[first] ?? 0) >= span) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

function repeatsIn(messages: readonly Message[]): number {
  const open = new Map<string, string>();
  let repeats = 0;
  for (const { kind, series, monitor } of messages) {
    for (const one of series) {
      const key = `${monitor}/${one.series}`;
      const told = open.get(key);
      // A series that is back and has something else is told of anew.
      if (kind === 'problem' && told !== undefined && (told !== 'missing' || one.verdict === 'missing'))
        repeats += 1;
      if (kind === 'over' && told === undefined) repeats += 1;
      if (kind === 'over') open.delete(key);
      else if (kind !== 'reminder') open.set(key, one.verdict);
    }
  }
  return repeats;
}

/** Each series of each message with what is known of its sensor. */
function toldSeries({ messages, world }: Month) {
  const sensors = new Map(
    world.sensors.flatMap((sensor) =>
      FIELDS.map((field) => [seriesOf(sensor.name, field), { sensor, field }]),
    ),
  );
  return messages.flatMap((message) =>
    message.series.flatMap(({ series, verdict }) => {
      const known = sensors.get(series);
      return known === undefined ? [] : [{ ...known, message, verdict }];
    }),
  );
}

function falseSilencesIn(month: Month): number {
  return toldSeries(month).filter(({ message, verdict, sensor }) => {
    if (verdict !== 'missing') return false;
    return from(sensor.times, message.at) > from(sensor.times, message.at - SILENT_AFTER);
  }).length;
}

const WINDOW = 3 * HOUR;

function falseAlarmsIn(month: Month) {
  return toldSeries(month).filter(({ message: { kind, at }, verdict, sensor, field }) => {
    if ((kind !== 'problem' && kind !== 'worse') || (verdict !== 'suspect' && verdict !== 'anomalous'))
      return false;
    const wrong = [...sensor.faults[field], ...sensor.silences];
    return !wrong.some(({ start, end }) => start < at && end >= at - WINDOW);
  });
}

/** Silences of a sensor while source, worker and receiver are there from its last reading on until it has to be told. */
function silencesOf(month: Month): Counted['silences'] {
  const { world } = month;
  const delays = world.sensors.flatMap((sensor) =>
    sensor.silences.flatMap((silence) => {
      const last = sensor.times[from(sensor.times, silence.start) - 1];
      if (last === undefined || !isVisible(month, last, silence)) return [];
      return FIELDS.map((field) => toldAfter(month, sensor, field, last, silence));
    }),
  );
  const told = delays.filter((delay) => delay !== null);
  return {
    visible: delays.length,
    told: told.length,
    inTime: told.filter((delay) => delay <= PROMISED).length,
    latestMinutes: told.length === 0 ? 0 : Math.round(Math.max(...told) / MINUTE),
  };
}

function isVisible({ world, end }: Month, last: number, silence: Stretch): boolean {
  const until = last + PROMISED;
  if (silence.end < until || until > end) return false;
  const disturbed = [...world.outages, ...world.pauses, ...world.deafness];
  return !disturbed.some((one) => one.start < until && one.end > last) && !isIn(disturbed, last);
}

function toldAfter(
  { messages }: Month,
  sensor: Sensor,
  field: Field,
  last: number,
  silence: Stretch,
): number | null {
  const name = seriesOf(sensor.name, field);
  const found = messages.find(
    ({ at, series }) =>
      at > last &&
      at <= silence.end + HOUR &&
      series.some((one) => one.series === name && one.verdict === 'missing'),
  );
  return found === undefined ? null : found.receivedAt - last;
}

function outboxOf({ database }: Config): Record<string, number> {
  const db = new Database(database.path, { readonly: true });
  try {
    const rows = db
      .prepare<[], { state: string; rows: number }>(
        'SELECT state, count(*) AS rows FROM outbox GROUP BY state',
      )
      .all();
    return Object.fromEntries(rows.map(({ state, rows: number }) => [state, number]));
  } finally {
    db.close();
  }
}
