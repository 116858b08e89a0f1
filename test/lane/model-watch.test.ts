import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createModelWatch, type Explained } from '../../src/lane/model-watch.ts';

const away: Explained = { status: 'unavailable', reason: 'connection refused' };
const slow: Explained = { status: 'timeout', reason: 'it did not answer in time' };
const well: Explained = { status: 'answered', reason: null };
const babble: Explained = { status: 'unparseable', reason: 'no JSON' };

/** What the log says of questions that ended so, one after the other. */
function told(...all: readonly Explained[]): string[] {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const watch = createModelWatch(log);
  for (const one of all) watch(one, { name: 'ai/smollm2', where: 'http://127.0.0.1:8080/v1' });
  return lines.map((line) => {
    const { level, model_reason: reason, msg } = JSON.parse(line);
    return [level, reason ?? '', msg.replace(/:.*/, '')].join(' ').replace('  ', ' ');
  });
}

test('a model that is away is told of once, with the reason, and once when it answers again', () => {
  expect(told(well, well)).toEqual([]);
  expect(told(away, slow, away, well, well, slow)).toEqual([
    '40 connection refused the model gives no answer',
    '30 the model answers again',
    '40 it did not answer in time the model gives no answer',
  ]);
});

test('a model that answers what cannot be used is not away', () => {
  expect(told(babble, away, babble)).toEqual([
    '40 connection refused the model gives no answer',
    '30 the model answers again',
  ]);
});
