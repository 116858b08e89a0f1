import { pino } from 'pino';
import { expect, test } from 'vitest';
import { readPrompts } from '../../src/ask/prompt-file.ts';
import type { Config } from '../../src/config/schema.ts';
import { createAsking } from '../../src/lane/asking.ts';
import { createLogger } from '../../src/lib/log.ts';
import type { Model } from '../../src/model/model.ts';
import { runWindow } from '../../src/run.ts';
import {
  calm,
  configOf,
  HOUR,
  memorySource,
  monitorOf,
  NOON,
  never,
  pipelineOf,
  sensor,
} from '../support/pipeline.ts';

const silent = createLogger('silent', 'json');
const rooms = ['a', 'b', 'c'].map((one) => sensor(`environment.temperature{room=${one}}`, calm));

/** Three questions in line, and models that answer when they are told to; their names are told as they are asked and closed. */
async function bench(first: string | string[] = 'first', log = silent) {
  const parts = pipelineOf([memorySource('influx', (asked) => rooms.map((read) => read(asked)))]);
  const report = await runWindow(monitorOf(), { start: NOON - HOUR, end: NOON }, parts.pipeline, never);
  const events: string[] = [];
  const waiting: (() => void)[] = [];
  const createModel = ({ model: { url } }: Config): Model | undefined => {
    const name = String(url);
    if (name === 'none') return undefined;
    return {
      ...{ name, where: name, contextTokens: async () => null },
      atOnce: () => [url].flat().length,
      async ask(_messages, _schema, signal) {
        events.push(`${name} asked`);
        await new Promise<void>((answer) => {
          waiting.push(answer);
          signal.addEventListener('abort', () => answer());
        });
        return { status: 'unavailable', reason: 'no' };
      },
      async close() {
        events.push(`${name} closed`);
      },
    };
  };
  const config = (url: string | string[]): Config => ({
    ...configOf({}),
    model: { ...configOf({}).model, url },
  });
  const asking = createAsking({ leaseMs: 30_000, store: parts.store, clock: () => NOON, log, createModel });
  asking.takeOver(config(first), readPrompts('explain'));
  for (const question of report.status === 'done' ? report.questions : []) void asking.lane?.ask(question);
  const until = async (event: string) => {
    while (!events.includes(event)) await new Promise((resolve) => setImmediate(resolve));
  };
  const statuses = async () =>
    (await parts.store.findResults({ limit: 9 })).map(({ exchange }) => exchange.status).sort();
  return { asking, config, events, until, statuses, answer: () => waiting.shift()?.() };
}

test('another model is asked from the next question on; the one before ends what it began, and is closed then', async () => {
  const { asking, config, events, until, answer } = await bench();
  await until('first asked');
  asking.takeOver(config('second'), readPrompts('explain'));
  expect(events).toEqual(['first asked']);
  answer();
  await until('second asked');
  expect(events).toEqual(['first asked', 'first closed', 'second asked']);
  // The same model goes on when only the prompt is another.
  asking.takeOver(config('second'), readPrompts('judge'));
  await asking.close();
  expect(events.filter((event) => event === 'second closed')).toHaveLength(1);
});

test('without a model any more, questions in line end unasked', async () => {
  const { asking, config, until, answer, statuses } = await bench();
  await until('first asked');
  asking.takeOver(config('none'), readPrompts('explain'));
  expect(asking.wanted).toBe(false);
  answer();
  await asking.lane?.idle();
  expect(await statuses()).toEqual(['not_asked', 'not_asked', 'unavailable']);
  await until('first closed');
  await asking.close();
});

test('as many questions are asked at once as there are servers, and none more before the model of before is done', async () => {
  const { asking, config, events, until, answer } = await bench(['first', 'other']);
  await until('first,other asked');
  expect(events).toEqual(['first,other asked', 'first,other asked']);
  asking.takeOver(config(['second', 'other']), readPrompts('explain'));
  answer();
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(events).toHaveLength(2);
  answer();
  await until('second,other asked');
  expect(events.slice(2)).toEqual(['first,other closed', 'second,other asked']);
  await asking.close();
});

test('that the model gives no answer stands in the log once, and not of one that is cut off by a stop', async () => {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line).msg) });
  const { asking, until } = await bench('first', log);
  await until('first asked');
  await asking.close();
  expect(lines).toEqual([]);
  const again = await bench('first', log);
  let isIdle = false;
  void again.asking.lane?.idle().then(() => {
    isIdle = true;
  });
  while (!isIdle) {
    again.answer();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(lines).toEqual(['the model gives no answer: until it does, code writes the summaries']);
  await again.asking.close();
});
