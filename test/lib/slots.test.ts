import { describe, expect, it } from 'vitest';
import { createSlots } from '../../src/lib/slots.ts';

const never = new AbortController().signal;

/** Work that is under way until it is let go. */
function work() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const doing = (name: string) => () =>
    new Promise<string>((resolve) => {
      begun.push(name);
      ends.set(name, () => resolve(name));
    });
  return { begun, doing, end: (name: string) => ends.get(name)?.() };
}

describe('slots', () => {
  it('let as much begin as there is room for, and the rest in the order in which it came', async () => {
    const { begun, doing, end } = work();
    const slots = createSlots(2);
    const all = ['a', 'b', 'c', 'd'].map((name) => slots.use(doing(name), never));
    await Promise.resolve();
    expect(begun).toEqual(['a', 'b']);
    end('b');
    await all[1];
    await Promise.resolve();
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const name of ['a', 'c', 'd']) {
      end(name);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are given back by work that fails', async () => {
    const slots = createSlots(1);
    await expect(slots.use(() => Promise.reject(new Error('no')), never)).rejects.toThrow('no');
    expect(await slots.use(async () => 'next', never)).toBe('next');
  });

  it('let go of what gives up waiting, whose turn goes to the next', async () => {
    const { begun, doing, end } = work();
    const slots = createSlots(1);
    const abort = new AbortController();
    const first = slots.use(doing('a'), never);
    const second = slots.use(doing('b'), abort.signal);
    const third = slots.use(doing('c'), never);
    abort.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    end('a');
    await first;
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual(['a', 'c']);
    end('c');
    await third;
    await expect(slots.use(doing('d'), abort.signal)).rejects.toThrow('enough');
  });
});
