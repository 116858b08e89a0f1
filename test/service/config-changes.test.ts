import { expect, test } from 'vitest';
import { configChanges } from '../../src/service/config-changes.ts';
import { configOf } from '../support/pipeline.ts';

test('names the monitors and the other keys that a changed config wants otherwise, and no value', () => {
  const before = configOf({ name: 'lab' });
  const same = { added: [], changed: [], removed: [], keys: [] };
  expect(configChanges(before, structuredClone(before))).toEqual(same);
  const model = { ...before.model, apiKey: 'geheim' };
  const after = { ...configOf({ name: 'lab', unit: 'K' }), model, heartbeat: undefined };
  const changes = configChanges(before, { ...after, news: { ...before.news, perHour: 7 } });
  expect(changes).toEqual({ ...same, changed: ['lab'], keys: ['model', 'news'] });
  expect(JSON.stringify(changes)).not.toContain('geheim');
  expect(configChanges(before, configOf({ name: 'hall' }))).toMatchObject({
    added: ['hall'],
    removed: ['lab'],
  });
});
