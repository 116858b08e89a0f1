import { expect, it } from 'vitest';
import { soak } from '../../bench/soak/soak.ts';
import { PROJECT } from '../support/project.ts';

// The short form of `npm run soak`: a day, with what may happen in it, in an order that the day decides.
it('a day of a worker whose sources, model, disk, clock and config are not always well leave nothing lost, doubled or untrue', {
  timeout: 600_000,
}, async () => {
  const seed = new Date().toISOString().slice(0, 10);
  const began = Date.parse('2026-10-24T00:00:00Z');
  const options = { days: 1, forMs: 10_000, many: 50, seed, began };
  const { violations, faults, figuresChecked } = await soak({ project: PROJECT, ...options });
  expect(violations, `seed ${seed}, faults ${Object.keys(faults).join(', ')}`).toEqual([]);
  expect(Object.keys(faults).length).toBeGreaterThan(1);
  expect(figuresChecked).toBeGreaterThan(1000);
});
