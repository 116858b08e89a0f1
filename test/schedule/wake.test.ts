import { getTasks } from 'node-cron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startWaking } from '../../src/schedule/wake.ts';

describe('waking', () => {
  beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-03-28T23:30:05Z') }));
  afterEach(() => vi.useRealTimers());

  /** Moves the clock and gives the times of the wakes, as minutes and seconds of the day. */
  async function wakesWithin(ms: number, plans: Parameters<typeof startWaking>[0]): Promise<string[]> {
    const wakes: string[] = [];
    const waking = startWaking(plans, () => wakes.push(new Date().toISOString().slice(11, 19)));
    await vi.advanceTimersByTimeAsync(ms);
    waking.stop();
    return wakes;
  }

  it('comes a delay after each tick, and every minute', async () => {
    const plan = { cron: '*/2 * * * *', timezone: 'UTC', delay: 10_000 };
    expect(await wakesWithin(180_000, [plan, plan])).toEqual([
      '23:31:00',
      '23:32:00',
      '23:32:10',
      '23:33:00',
    ]);
  });

  it('comes every second where a monitor has six fields', async () => {
    expect(await wakesWithin(3500, [{ cron: '* * * * * *', timezone: 'UTC', delay: 0 }])).toHaveLength(3);
  });

  it('comes for an hour that spring leaves out, which node-cron passes over', async () => {
    const wakes = await wakesWithin(2 * 3_600_000, [
      { cron: '30 2 * * *', timezone: 'Europe/Berlin', delay: 0 },
    ]);
    expect(wakes).toContain('01:00:00');
  });

  it('comes as soon as the process is awake again after it slept through a tick', async () => {
    const onWake = vi.fn();
    const waking = startWaking([{ cron: '*/30 * * * *', timezone: 'UTC', delay: 0 }], onWake);
    vi.setSystemTime(Date.parse('2026-03-28T23:30:10Z'));
    await vi.advanceTimersByTimeAsync(57_000);
    waking.stop();
    expect(onWake).toHaveBeenCalledOnce();
  });

  it('ends when stopped, also for a tick whose delay is running', async () => {
    const onWake = vi.fn();
    const waking = startWaking([{ cron: '* * * * *', timezone: 'UTC', delay: 20_000 }], onWake);
    await vi.advanceTimersByTimeAsync(60_000);
    onWake.mockClear();
    waking.stop();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(onWake).not.toHaveBeenCalled();
    expect(getTasks().size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
