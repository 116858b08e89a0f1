import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type Absences, logRun, noteSource } from '../../src/attend/run-log.ts';
import { PlumblineError } from '../../src/lib/errors.ts';
import type { RunReport } from '../../src/run.ts';
import { monitorOf } from '../support/pipeline.ts';

const [a, b] = ['a', 'b'].map((name) => monitorOf({ name, fallback: 'spare' }));
const nothing = {
  points: 0,
  verdicts: {},
  resultIds: [],
  questions: [],
  wordless: [],
  states: [],
  untrained: [],
  whyEmpty: undefined,
};
const well: RunReport = { status: 'done', source: 'influx', fallbackReason: null, ...nothing };
const instead: RunReport = { ...well, source: 'spare', fallbackReason: 'source_overloaded: busy' };
const failed = (code: 'source_unreachable' | 'source_rejected' | 'database_locked'): RunReport => {
  return { status: 'failed', error: new PlumblineError(code, code), attempt: 1 };
};

/** What the log says of runs of the monitors a and b, in their order. */
function told(runs: readonly (readonly ['a' | 'b', RunReport])[]): string[] {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line).msg) });
  const away: Absences = new Map();
  for (const [name, report] of runs) {
    const monitor = name === 'a' ? a : b;
    if (monitor !== undefined) noteSource(log, monitor, report, away);
  }
  return lines.map((line) => line.replace(/ \(.*/, ''));
}

test('a source is said to be away once, and back once, when it is for all of its monitors', () => {
  const runs = [
    ['a', instead],
    ['b', instead],
    ['a', instead],
    ['a', well],
    ['b', well],
    ['b', well],
  ] as const;
  expect(told(runs)).toEqual(['influx is away: reading spare instead', 'influx is back']);
});

test('one of several monitors that is refused does not make it come and go', () => {
  const turns = Array.from(
    { length: 6 },
    (_, at) => [at % 2 === 0 ? 'a' : 'b', at % 2 === 0 ? well : instead] as const,
  );
  expect(told(turns)).toEqual(['influx is away: reading spare instead']);
});

test('a source that rejects a query has answered', () => {
  expect(
    told([
      ['a', failed('source_unreachable')],
      ['b', well],
      ['a', failed('database_locked')],
    ]),
  ).toHaveLength(1);
  expect(
    told([
      ['a', failed('source_unreachable')],
      ['a', failed('source_rejected')],
    ]),
  ).toEqual(['influx is away: its windows wait for it', 'influx is back']);
});

test('without a stand-in its windows wait; what else fails says nothing of the source', () => {
  expect(
    told([
      ['a', failed('source_rejected')],
      ['a', failed('source_unreachable')],
      ['a', failed('source_rejected')],
      ['a', well],
    ]),
  ).toEqual(['influx is away: its windows wait for it', 'influx is back']);
});

test('a run that fails as the one before did, its source being away still, is no second error in the log', () => {
  const lines: string[] = [];
  const write = (line: string) => {
    const { level, msg, error_code } = JSON.parse(line);
    if (msg === 'run failed') lines.push(`${level} ${error_code}`);
  };
  const log = pino({ base: null, level: 'debug' }, { write });
  const away: Absences = new Map();
  const monitor = monitorOf({ name: 'a' });
  const codes = ['source_unreachable', 'source_unreachable', 'source_rejected', 'source_rejected'] as const;
  for (const report of [...codes.map(failed), well, failed('source_unreachable')]) {
    const isKnown = noteSource(log, monitor, report, away);
    logRun(log, monitor, { start: 0, end: 1 }, report, { elapsedMs: 1, isKnown });
  }
  const [debug, error] = [20, 50];
  expect(lines).toEqual([
    `${error} source_unreachable`,
    `${debug} source_unreachable`,
    // What is wrong with the window spends its attempts, and is told each time.
    `${error} source_rejected`,
    `${error} source_rejected`,
    `${error} source_unreachable`,
  ]);
});
