import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkCommand } from '../../src/cli/check.ts';
import { temporaryFiles } from '../support/temp-file.ts';

const file = temporaryFiles();

describe('plumbline check', () => {
  beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-03-28T12:00:00Z'), toFake: ['Date'] }));
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });

  /** What the command prints and the exit code that it leaves. */
  async function check(...args: string[]): Promise<{ out: string; err: string; code: unknown }> {
    const out = vi.spyOn(console, 'log').mockReturnValue();
    const err = vi.spyOn(console, 'error').mockReturnValue();
    await checkCommand().parseAsync(args, { from: 'user' });
    const text = (calls: readonly unknown[][]) => calls.flat().join('\n');
    return { out: text(out.mock.calls), err: text(err.mock.calls), code: process.exitCode };
  }

  it('lists the next three windows of each monitor in its time zone and in UTC', async () => {
    const { out, code } = await check('--config', 'test/cases/config/every-kind/config.yaml');
    expect(code).toBe(1);
    expect(out).toContain('WRONG file (data/x.csv): data/x.csv cannot be read: ENOENT');
    expect(out).toContain(
      'test/cases/config/every-kind/config.yaml is right. Sources: two, one, file, three.',
    );
    // 06:00:30 on Monday to Wednesday after the spring change.
    expect(out).toContain(
      [
        'structured: "30 0 6 * * mon-fri" in Europe/Berlin; 1h 30m each, read 0ms after their end',
        '  2026-03-30 04:30:30 to 2026-03-30 06:00:30   = 2026-03-30 02:30:30 to 2026-03-30 04:00:30 UTC',
        '  2026-03-31 04:30:30 to 2026-03-31 06:00:30   = 2026-03-31 02:30:30 to 2026-03-31 04:00:30 UTC',
        '  2026-04-01 04:30:30 to 2026-04-01 06:00:30   = 2026-04-01 02:30:30 to 2026-04-01 04:00:30 UTC',
      ].join('\n'),
    );
  });

  it('prints them as JSON for machines', async () => {
    const { out } = await check('--config', 'test/cases/config/four-line-monitor/config.yaml', '--json');
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      monitors: [
        {
          name: 'office',
          next: [
            { window_start: '2026-03-28T06:00:00.000Z', due_at: '2026-03-28T12:00:30.000Z' },
            { window_end: '2026-03-28T12:05:00.000Z' },
            { window_end: '2026-03-28T12:10:00.000Z' },
          ],
        },
      ],
    });
  });

  it('opens the files of the config: columns, times and the first row as it will be read', async () => {
    const path = file('room.csv', 'time;Raum;t\n31.03.2026 00:05;A;19,5\n');
    const query = '{ measurement: m, fields: [t] }';
    const wrong = '{ measurement: m, fields: [temperature] }';
    const monitors = `  - { name: a, cron: "0 * * * *", source: room, query: ${query} }\n  - { name: b, cron: "0 * * * *", source: room, query: ${wrong} }\n`;
    const config = file('lab.yaml', `sources:\n  room: { kind: csv, path: ${path} }\nmonitors:\n${monitors}`);
    const { out, code } = await check('--config', config);
    expect(code).toBe(1);
    expect(out).toContain(
      [
        `ok    room (${path}): columns time, Raum, t`,
        '     utf-8, cells between semicolons',
        '     times in time read as d.M.yyyy H:m: 31.03.2026 00:05 is 2026-03-31T00:05:00.000Z',
        '     decimal commas, as in 19,5',
        '     first row: 2026-03-31T00:05:00.000Z, t 19.5',
        `WRONG room for b (${path}): ${path} has no column temperature, which fields names. Its columns are time, Raum, t.`,
      ].join('\n'),
    );
  });

  it('tells all mistakes on standard error and exits with 2', async () => {
    const { out, err, code } = await check('--config', 'test/cases/config/wrong-cron/config.yaml');
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toContain('6 mistakes in test/cases/config/wrong-cron/config.yaml');
  });

  it('prints the mistakes as JSON for machines', async () => {
    const { out, code } = await check('--config', 'test/cases/config/empty/config.yaml', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ ok: false, problems: [{ line: 1, found: 'nothing' }] });
  });
});
