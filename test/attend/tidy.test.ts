import { expect, it, vi } from 'vitest';
import { tidyUp } from '../../src/attend/tidy.ts';
import { createLogger } from '../../src/lib/log.ts';
import { configOf, HOUR, NOON, never, pipelineOf } from '../support/pipeline.ts';

const DAY = 24 * HOUR;
const log = createLogger('silent', 'json');

// Where rows are kept by the month, a result may stay for a month longer.
it.each([
  ['for less long than results', 10 * DAY],
  ['as long as results', 30 * DAY],
])('prompts go when their time is over, also where they are kept %s', async (_, prompts) => {
  const { pipeline } = pipelineOf([]);
  const deletePromptsBefore = vi.fn(async () => ({ deleted: 0, more: false }));
  const { database } = configOf({});
  const kept = { ...database, keep: { ...database.keep, prompts, results: 30 * DAY } };
  const store = { ...pipeline.store, deletePromptsBefore };
  await tidyUp({ database: kept }, { ...pipeline, store }, log, never);
  expect(deletePromptsBefore.mock.calls).toEqual([[NOON - prompts]]);
});

it('is done in portions, a few each time', async () => {
  const { pipeline } = pipelineOf([]);
  const deletePromptsBefore = vi.fn(async () => ({ deleted: 200, more: true }));
  const store = { ...pipeline.store, deletePromptsBefore };
  await tidyUp(configOf({}), { ...pipeline, store }, log, never);
  expect(deletePromptsBefore).toHaveBeenCalledTimes(5);
});
