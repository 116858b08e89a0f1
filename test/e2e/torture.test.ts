import { expect, it } from 'vitest';
import { torture } from '../../bench/torture/torture.ts';
import { PROJECT } from '../support/project.ts';

// The short form of `npm run torture`: each kind of ordeal that takes seconds, in an order that the day decides.
it('workers that are killed, stopped, locked out and lied to lose no window, double none and write none by half', {
  timeout: 300_000,
}, async () => {
  const seed = new Date().toISOString().slice(0, 10);
  const { violations, ordeals, skipped } = await torture({ project: PROJECT, forMs: 30_000, seed });
  for (const [name, why] of Object.entries(skipped)) console.warn(`left out of the torture: ${name}, ${why}`);
  expect(violations, `seed ${seed}`).toEqual([]);
  expect(Object.keys(ordeals)).toContain('kill -9');
});
