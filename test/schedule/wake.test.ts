import { getTasks } from 'node-cron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startWaking, type WakePlan } from '../../src/schedule/wake.ts';

describe('waking', () => {
  beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-03-28T23:30:05Z') }));
  afterEach(() => vi.useRealTimers());

  /** Moves the clock and gives the times of the wakes, as minutes and seconds of the day. */
  async function wakesWithin(ms: number, plans: readonly WakePlan[]): Promise<string[]> {
    const wakes: string[] = [];
    const note = () => void wakes.push(new Date().toISOString().slice(11, 19));
    const waking = startWaking(plans, Date.now, { onTick: note, onMinute: note });
    await vi.advanceTimersByTimeAsync(ms);
    waking.stop();
    return wakes;
  }

  it('comes a delay after each tick, and every minute', async () => {
    const plan = { cron: '*/2 * * * *', timezone: 'UTC', delay: 10_000 };
    expect(await wakesWithin(180_000, [plan])).toEqual(['23:31:00', '23:32:00', '23:32:10', '23:33:00']);
  });

  it('comes for each of those that tick at the same time, and for no other', async () => {
    const often = { cron: '* * * * *', timezone: 'UTC', delay: 0, name: 'often' };
    const seldom = { cron: '0 0 * * *', timezone: 'UTC', delay: 0, name: 'seldom' };
    const woken: string[] = [];
    const waking = startWaking([often, { ...often, name: 'as often' }, seldom], Date.now, {
      onTick: ({ name }) => woken.push(name),
      onMinute: () => {},
    });
    await vi.advanceTimersByTimeAsync(60_000);
    waking.stop();
    expect(woken).toEqual(['often', 'as often']);
  });

  it('goes on when the clock is set back, though node-cron waits for the tick that it had chosen', async () => {
    const onTick = vi.fn();
    const onMinute = vi.fn();
    const plan = { cron: '*/10 * * * * *', timezone: 'UTC', delay: 0 };
    const waking = startWaking([plan], Date.now, { onTick, onMinute });
    await vi.advanceTimersByTimeAsync(30_000);
    vi.setSystemTime(Date.parse('2026-03-28T20:00:05Z'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onMinute).toHaveBeenCalled();
    onTick.mockClear();
    await vi.advanceTimersByTimeAsync(60_000);
    waking.stop();
    expect(onTick.mock.calls.length).toBeGreaterThanOrEqual(5);
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

  it('comes within a minute after the process slept through a tick', async () => {
    const onWake = vi.fn();
    const plan = { cron: '*/30 * * * *', timezone: 'UTC', delay: 0 };
    const waking = startWaking([plan], Date.now, { onTick: onWake, onMinute: onWake });
    vi.setSystemTime(Date.parse('2026-03-29T00:20:10Z'));
    await vi.advanceTimersByTimeAsync(57_000);
    waking.stop();
    expect(onWake).toHaveBeenCalled();
  });

  it('ends when stopped, also for a tick whose delay is running', async () => {
    const onWake = vi.fn();
    const plan = { cron: '* * * * *', timezone: 'UTC', delay: 20_000 };
    const waking = startWaking([plan], Date.now, { onTick: onWake, onMinute: onWake });
    await vi.advanceTimersByTimeAsync(60_000);
    onWake.mockClear();
    waking.stop();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(onWake).not.toHaveBeenCalled();
    expect(getTasks().size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
