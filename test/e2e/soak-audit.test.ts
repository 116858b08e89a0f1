import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Audited, auditFigures, auditLedger, openBefore } from '../../bench/soak/audit.ts';
import { auditEnd } from '../../bench/soak/audit-end.ts';
import { type Influx, startInflux } from '../../bench/soak/influx.ts';
import { type Receiver, startReceiver } from '../../bench/soak/receiver.ts';
import { DAY, HOUR, MINUTE, pointsOf, ROOM } from '../../bench/soak/world.ts';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';

// An audit that finds nothing must be one that would have found something.

const BEGAN = Date.parse('2026-10-24T00:00:00Z');
const FIRST = BEGAN + HOUR;
const NOW = FIRST + HOUR;
let folder: string;
let database: TestDatabase;
let lab: Influx;
let phone: Receiver;
let audited: Audited;

const iso = (ms: number) => new Date(ms).toISOString();

beforeAll(async () => {
  lab = await startInflux([ROOM], { began: BEGAN, now: () => NOW, shift: 0 });
  phone = await startReceiver();
});
afterAll(async () => {
  await lab.close();
  await phone.close();
});
const ENDS = [FIRST, FIRST + 5 * MINUTE, FIRST + 10 * MINUTE];
const DAYS = ['2026-10-24T00:30:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'].map(
  Date.parse,
);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  database = await createTestDatabase(folder);
  audited = { database, began: BEGAN, measurements: [ROOM], sources: { lab } };
  lab.told.set('room', []);
  const all = [...ENDS.map(runSql), ...DAYS.map((end) => ledgerSql('daily', end))];
  await database.change(all.join(';'), [...ENDS, ...DAYS]);
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function ledgerSql(monitor: string, end: number): string {
  return `INSERT INTO runs (monitor, window_start, window_end, status)
    VALUES ('${monitor}', '${iso(end - HOUR)}', '${iso(end)}', 'done')`;
}

/** A window of one sensor, as the server said it at its end. */
function runSql(end: number, index: number): string {
  const span = { start: end - HOUR, end };
  lab.told.get('room')?.push({ ...span, at: end });
  const values = pointsOf(ROOM, 'steady', span, { at: end, began: BEGAN, shift: 0 }).map(
    ({ value }) => value,
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return `${ledgerSql('often', end)};
    INSERT INTO results (id, monitor, series, source, window_start, window_end, unit, points, nulls, mean, min, max, last, verdict,
      findings, summary, summary_by, model_status)
    VALUES (${index + 1}, 'often', 'room.temperature{sensor=steady}', 'lab', '${iso(span.start)}', '${iso(end)}', '', ${values.length},
      0, ${mean}, ${Math.min(...values)}, ${Math.max(...values)}, ${values.at(-1)}, 'normal', '[]', '', 'facts', 'not_asked')`;
}

const all = async (now = NOW) => [
  ...(await auditFigures(audited, 0)).violations,
  ...(await auditLedger(audited)),
  ...(await auditEnd(audited, now, 10 * DAY, { phone })),
];
const second = iso(FIRST + 5 * MINUTE);
const outbox = (state: string, at = FIRST) =>
  `INSERT INTO outbox (target, key, news, state, created_at, due_at)
   VALUES ('phone', 'k', '{"kind":"problem","window":{"end":${FIRST}}}', '${state}', '${iso(at)}', '${iso(at)}')`;

describe('the audit of the soak', () => {
  it('finds nothing in a whole database, and the windows that are open', async () => {
    expect(await all()).toEqual([]);
    expect(await openBefore(database, 'often', FIRST + 10 * MINUTE)).toBe(0);
    expect(await openBefore(database, 'often', FIRST + 22 * MINUTE)).toBe(2);
  });

  it.each([
    [
      'a window that was lost',
      `DELETE FROM runs WHERE window_end = '${second}'; DELETE FROM results WHERE window_end = '${second}'`,
      /10 minutes between/,
    ],
    [
      'a window that was skipped',
      `DELETE FROM results WHERE window_end = '${second}'; UPDATE runs SET status = 'skipped', error = 'catchUp' WHERE window_end = '${second}'`,
      /is skipped/,
    ],
    [
      'a run that never ended',
      `UPDATE runs SET status = 'running' WHERE window_end = '${second}'`,
      /1 runs are not done/,
    ],
    [
      'results of a run that failed',
      `UPDATE runs SET status = 'failed' WHERE window_end = '${second}'`,
      /is failed and has results/,
    ],
    [
      'a mistake of the program',
      `UPDATE runs SET error_code = 'internal', error = 'oh' WHERE window_end = '${second}'`,
      /: oh/,
    ],
    ['a wrong mean', 'UPDATE results SET mean = mean + 0.01 WHERE id = 2', /none fits/],
    ['a wrong extreme', 'UPDATE results SET max = max + 0.01 WHERE id = 2', /none fits/],
    ['a shorter window', 'UPDATE results SET points = 59 WHERE id = 2', /59 points/],
    [
      'a sensor that nobody has',
      "UPDATE results SET series = 'room.temperature{sensor=x}' WHERE id = 2",
      /none fits/,
    ],
    [
      'a day that was left out',
      "DELETE FROM runs WHERE monitor = 'daily' AND window_end BETWEEN '2026-10-25' AND '2026-10-26'",
      /after 2026-10-24 comes 2026-10-26/,
    ],
    [
      'a day that came twice',
      "INSERT INTO runs (monitor, window_start, window_end, status) VALUES ('daily', '2026-10-24T01:30:00.000Z', '2026-10-25T01:30:00.000Z', 'done')",
      /after 2026-10-25 comes 2026-10-25/,
    ],
    [
      'a day at the wrong hour',
      "UPDATE runs SET window_end = '2026-10-26T00:30:00.000Z' WHERE window_end >= '2026-10-26'",
      /2026-10-26 at 01:30/,
    ],
    [
      'a lie that is shown',
      "UPDATE results SET summary = 'The mean is 731.5 °C.' WHERE id = 2",
      /1 summaries have a lie/,
    ],
    [
      'an answer that was not kept',
      "UPDATE results SET model_status = 'answered', response = '{}' WHERE id = 2",
      /1 answers were not kept/,
    ],
    ['news that nobody took', outbox('sent'), /phone never took k/],
    ['news that were given up', outbox('dead'), /1 news were given up/],
    ['news of a window of yesterday', outbox('joined', FIRST + 10 * HOUR), /1 news tell of windows/],
    ['a result that hangs on nothing', `DELETE FROM runs WHERE window_end = '${second}'`, /hang on nothing/],
    [
      'a window that still stands on a stand-in',
      `UPDATE runs SET fallback_reason = 'x' WHERE window_end = '${second}'`,
      /1 windows still stand/,
    ],
  ])('finds %s', async (_, sql, told) => {
    await database.change(sql);
    expect((await all()).join('\n')).toMatch(told);
  });

  it('finds what waits for ever, and what is kept for too long', async () => {
    await database.change(
      `UPDATE results SET model_status = NULL, prompt = '[]' WHERE id = 2; ${outbox('waiting')}`,
    );
    const told = (await all(NOW + 50 * DAY)).join('\n');
    for (const one of [
      /1 questions still wait/,
      /1 news still wait/,
      /runs are older/,
      /1 prompts are older/,
    ])
      expect(told).toMatch(one);
  });
});
