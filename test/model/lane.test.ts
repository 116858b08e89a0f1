import { describe, expect, it } from 'vitest';
import { createLane } from '../../src/model/lane.ts';

/** A lane whose items are names; each waits until it is let go. */
function laneOf(limit = 10, concurrency = 1) {
  const log: string[] = [];
  const open = new Map<string, () => void>();
  const lane = createLane<string>({
    concurrency: () => concurrency,
    limit,
    handle: (name, signal) =>
      new Promise((resolve) => {
        log.push(`ask ${name}`);
        open.set(name, resolve);
        signal.addEventListener('abort', () => resolve());
      }),
    drop: async (names, why) => {
      log.push(`${why} ${names.join()}`);
    },
  });
  const letGo = async (name: string) => {
    open.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { lane, log, letGo };
}

describe('the lane of questions', () => {
  it('asks one after the other in the order of arrival', async () => {
    const { lane, log, letGo } = laneOf();
    for (const name of ['a', 'b', 'c']) lane.add(name, name);
    expect(log).toEqual(['ask a']);
    await letGo('a');
    await letGo('b');
    expect(log).toEqual(['ask a', 'ask b', 'ask c']);
    await letGo('c');
    await lane.idle();
  });

  it('lets a newer question supersede one of the same series that still waits', async () => {
    const { lane, log, letGo } = laneOf();
    for (const [key, name] of [
      ['x', 'x1'],
      ['y', 'y1'],
      ['y', 'y2'],
    ] as const)
      lane.add(key, name);
    await letGo('x1');
    await letGo('y2');
    expect(log).toEqual(['ask x1', 'superseded y1', 'ask y2']);
  });

  it('does not supersede the question that is being answered', async () => {
    const { lane, log, letGo } = laneOf();
    lane.add('x', 'x1');
    lane.add('x', 'x2');
    await letGo('x1');
    await letGo('x2');
    expect(log).toEqual(['ask x1', 'ask x2']);
  });

  it('drops the oldest that waits when too many do', () => {
    const { lane, log } = laneOf(2);
    for (const name of ['a', 'b', 'c', 'd']) lane.add(name, name);
    expect(log).toEqual(['ask a', 'overflow b']);
  });

  it('stops: aborts what is under way, drops all that waits at once, and what comes later', async () => {
    const { lane, log } = laneOf();
    for (const name of ['a', 'b', 'b2']) lane.add(name, name);
    await lane.stop();
    lane.add('c', 'c');
    expect(log).toEqual(['ask a', 'stopped b,b2', 'stopped c']);
  });
});
