import { expect, test } from 'vitest';
import { lineOf } from '../../src/cli/monitors.ts';
import { monitorState } from '../../src/health.ts';
import { runWindow } from '../../src/run.ts';
import {
  away,
  HOUR,
  MINUTE,
  memorySource,
  monitorOf,
  NOON,
  never,
  pipelineOf,
  sensor,
} from '../support/pipeline.ts';

const room = sensor('environment.temperature{room=lab}', () => 20);

test('a monitor is told with its last run, its next one and what is wrong with it', async () => {
  let isAway = false;
  const parts = pipelineOf([memorySource('influx', (asked) => (isAway ? away : [room(asked)]))]);
  const monitor = monitorOf({ delay: '30s' });
  const line = async () =>
    lineOf(monitor, await monitorState(monitor, parts.store, parts.time.now), parts.time.now);
  expect(await line()).toMatchObject({ ok: false, trouble: 'has no run yet', status: null });
  parts.time.now = NOON + MINUTE;
  await runWindow(monitor, { start: NOON - HOUR, end: NOON }, parts.pipeline, never);
  expect(await line()).toEqual({
    ...{ monitor: 'm1', ok: true, trouble: null, status: 'done', source: 'influx', series: 1, points: 60 },
    ...{ window_end: '2026-11-01T12:00:00.000Z', finished_at: '2026-11-01T12:01:00.000Z' },
    ...{ next_window_end: '2026-11-01T13:00:00.000Z', next_due_at: '2026-11-01T13:00:30.000Z' },
  });
  isAway = true;
  parts.time.now = NOON + HOUR + MINUTE;
  await runWindow(monitor, { start: NOON, end: NOON + HOUR }, parts.pipeline, never);
  expect(await line()).toMatchObject({ ok: false, trouble: expect.stringContaining('source_unreachable') });
});
