import { describe, expect, it } from 'vitest';
import { placeInLine } from '../../src/attend/turns.ts';

const workers = ['w1', 'w2', 'w3', 'w4'];
const monitors = Array.from({ length: 400 }, (_, index) => `monitor-${index}`);
const ownerOf = (monitor: string, living: readonly string[]) =>
  living.find((worker) => placeInLine(monitor, worker, living) === 0);

describe('the turns of workers', () => {
  it('give each monitor one first, one second, and so on', () => {
    for (const monitor of monitors.slice(0, 20))
      expect(workers.map((worker) => placeInLine(monitor, worker, workers)).sort()).toEqual([0, 1, 2, 3]);
  });

  it('are about as many for each', () => {
    for (const worker of workers) {
      const own = monitors.filter((monitor) => ownerOf(monitor, workers) === worker);
      expect(own.length).toBeGreaterThan(70);
      expect(own.length).toBeLessThan(130);
    }
  });

  it('change hands only where a worker has gone', () => {
    const left = workers.slice(1);
    for (const monitor of monitors) {
      const before = ownerOf(monitor, workers);
      if (before !== 'w1') expect(ownerOf(monitor, left)).toBe(before);
    }
  });

  it('are all its own for a worker that is alone, and known to nobody yet', () => {
    expect(placeInLine('m', 'w1', [])).toBe(0);
    expect(placeInLine('m', 'w1', ['w1'])).toBe(0);
  });
});
