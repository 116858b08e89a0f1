import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkCommand } from '../../src/cli/check.ts';

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
    expect(code).toBeUndefined();
    expect(out).toContain('test/cases/config/every-kind/config.yaml is right. Sources: two, one, file.');
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
