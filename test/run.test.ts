import { describe, expect, it } from 'vitest';
import { learn } from '../src/attend/learn.ts';
import { baselineSettings } from '../src/detect/settings.ts';
import { PlumblineError } from '../src/lib/errors.ts';
import { type FinishedReport, type RunReport, runWindow } from '../src/run.ts';
import type { SeriesWindow, Source, Window } from '../src/source/source.ts';
import { freshBaseline, pushAll } from '../src/store/baseline-pool.ts';
import {
  away,
  calm,
  HOUR,
  MINUTE,
  memorySource,
  monitorOf,
  NOON,
  never,
  pipelineOf,
  sensor,
} from './support/pipeline.ts';

const window = { start: NOON - HOUR, end: NOON };
const room = sensor('environment.temperature{room=lab}', calm);

function done(report: RunReport): FinishedReport {
  if (report.status !== 'done') throw new Error(`the run is ${report.status}`);
  return report;
}

describe('a run', () => {
  it('writes the figures of each series and ends in the ledger as done', async () => {
    const { pipeline, store } = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const report = done(await runWindow(monitorOf({ unit: '°C' }), window, pipeline, never));
    expect(report).toMatchObject({ source: 'influx', fallbackReason: null, points: 60 });
    const [row] = await store.findResults({ limit: 5 });
    expect(row).toMatchObject({
      series: 'environment.temperature{room=lab}',
      unit: '°C',
      points: 60,
      summaryBy: 'facts',
    });
    expect(row?.figures.mean).toBeCloseTo(room(window).values.reduce((sum, value) => sum + value) / 60, 9);
    const [run] = await store.recentRuns('m1', 1);
    expect(run).toMatchObject({ status: 'done', points: 60, series: 1, attempt: 1 });
  });

  it('says what a query names that is not there, as long as the monitor never saw a point', async () => {
    const contents = { measurements: ['environment'], fields: [], tags: [], values: {} };
    let empty = true;
    const source = memorySource('influx', (asked) => (empty ? [] : [room(asked)]));
    const { pipeline, store } = pipelineOf([{ ...source, contents: async () => contents }]);
    const query = { measurement: 'enviroment', fields: ['temperature'] };
    const monitor = monitorOf({ query, forgetAfter: '1m' });
    const report = done(await runWindow(monitor, window, pipeline, never));
    expect(report.whyEmpty).toMatch(
      /^no point was ever seen: .* no measurement enviroment; .*Did you mean env/,
    );
    expect((await store.recentRuns('m1', 1))[0]).toMatchObject({ status: 'done', error: report.whyEmpty });

    empty = false;
    const later = { start: window.start + HOUR, end: window.end + HOUR };
    expect(done(await runWindow(monitor, later, pipeline, never)).whyEmpty).toBeUndefined();
    empty = true;
    const last = { start: window.start + 9 * HOUR, end: window.end + 9 * HOUR };
    const silent = done(await runWindow(monitor, last, pipeline, never));
    expect(silent).toMatchObject({ resultIds: [], whyEmpty: undefined });
  });

  it('is not done twice', async () => {
    const { pipeline } = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    await runWindow(monitorOf(), window, pipeline, never);
    expect(await runWindow(monitorOf(), window, pipeline, never)).toEqual({ status: 'taken' });
  });

  it('plays a recording only until the source has answered once, unless the config gives it a role', async () => {
    let broken = true;
    const influx = memorySource('influx', (asked) => (broken ? away : [room(asked)]));
    const spare = { ...memorySource('spare', (asked) => [room(asked)]), isPlayed: true };
    const { pipeline } = pipelineOf([influx, spare]);
    const monitor = monitorOf({ fallback: 'spare' });
    const at = (hours: number) => ({ start: window.start + hours * HOUR, end: window.end + hours * HOUR });
    expect(await runWindow(monitor, at(0), pipeline, never)).toMatchObject({ source: 'spare' });
    broken = false;
    expect(await runWindow(monitor, at(1), pipeline, never)).toMatchObject({ source: 'influx' });
    broken = true;
    const named = { ...monitor, fallbackRole: 'stand_in' as const };
    expect(await runWindow(named, at(2), pipeline, never)).toMatchObject({ source: 'spare' });
    expect(await runWindow(monitor, at(3), pipeline, never)).toMatchObject({ status: 'failed' });
  });

  it('reads the fallback when the source is away, and says so', async () => {
    const sources = [memorySource('influx', () => away), memorySource('spare', (asked) => [room(asked)])];
    const { pipeline, store } = pipelineOf(sources);
    await runWindow(monitorOf({ fallback: 'spare' }), window, pipeline, never);
    const [run] = await store.recentRuns('m1', 1);
    expect(run).toMatchObject({
      source: 'spare',
      fallbackReason: 'source_unreachable: influx did not answer',
    });
  });

  it('does not paper over a wrong configuration with the fallback', async () => {
    const wrong = new PlumblineError('source_unauthorized', 'the token was refused', {
      hint: 'Set INFLUX_TOKEN',
    });
    const spare = memorySource('spare', (asked) => [room(asked)]);
    const { pipeline, store } = pipelineOf([memorySource('influx', () => wrong), spare]);
    const report = await runWindow(monitorOf({ fallback: 'spare' }), window, pipeline, never);
    expect(report.status).toBe('failed');
    expect(spare.reads).toHaveLength(0);
    const [run] = await store.recentRuns('m1', 1);
    expect(run).toMatchObject({
      errorCode: 'source_unauthorized',
      error: 'the token was refused. Set INFLUX_TOKEN',
    });
  });

  it('reports a series that used to be there as missing, until it is forgotten', async () => {
    const other = sensor('environment.temperature{room=attic}', (minute) =>
      minute * MINUTE < NOON ? 20 : undefined,
    );
    const source = memorySource('influx', (asked) =>
      [room(asked), other(asked)].filter(({ times }) => times.length > 0),
    );
    const { pipeline, store } = pipelineOf([source]);
    const monitor = monitorOf({ forgetAfter: '2h' });
    for (let hour = 0; hour < 4; hour += 1) {
      await runWindow(
        monitor,
        { start: window.start + hour * HOUR, end: NOON + hour * HOUR },
        pipeline,
        never,
      );
    }
    const rows = await store.findResults({ series: 'environment.temperature{room=attic}', limit: 9 });
    expect(rows.map(({ verdict }) => verdict)).toEqual(['missing', 'missing', expect.any(String)]);
  });

  it('misses no series of its source while it reads the fallback, and none of the fallback afterwards', async () => {
    let isAway = true;
    const influx = memorySource('influx', (asked) => (isAway ? away : [room(asked)]));
    const spare = memorySource('spare', (asked) => [sensor('office.temperature', calm)(asked)]);
    const { pipeline, store } = pipelineOf([influx, spare]);
    const monitor = monitorOf({ fallback: 'spare' });
    for (const [hour, away] of [true, false, true].entries()) {
      isAway = away;
      const end = NOON + hour * HOUR;
      await runWindow(monitor, { start: end - HOUR, end }, pipeline, never);
    }
    const rows = await store.findResults({ limit: 9 });
    expect(rows.map(({ series, points }) => [series, points])).toEqual([
      ['office.temperature', 60],
      ['environment.temperature{room=lab}', 60],
      ['office.temperature', 60],
    ]);
  });

  it('is given back to the ledger when it is aborted', async () => {
    const abort = new AbortController();
    const source = memorySource('influx', () => {
      abort.abort();
      return new PlumblineError('aborted', 'stopped');
    });
    const { pipeline, store, time } = pipelineOf([source]);
    await expect(runWindow(monitorOf(), window, pipeline, abort.signal)).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(await store.retryRuns('m1', 3, time.now)).toMatchObject([{ attempt: 0 }]);
  });

  it('goes on when its lease cannot be renewed, because its end says whether it was lost', async () => {
    const source = memorySource('influx', (asked) => [room(asked)]);
    const { pipeline, store } = pipelineOf([source]);
    const read = source.read;
    const renewed = new Promise<void>((resolve) => {
      pipeline.store.renewLease = async () => {
        resolve();
        throw new Error('database is locked');
      };
    });
    source.read = async (...asked) => {
      await renewed;
      return read(...asked);
    };
    done(await runWindow(monitorOf(), window, { ...pipeline, leaseMs: 30 }, never));
    expect(await store.recentRuns('m1', 1)).toMatchObject([{ status: 'done' }]);
  });

  it('asks about the worst findings first, no more than allowed', async () => {
    const hot = sensor('a.hot', (minute) => (minute * MINUTE === NOON - 10 * MINUTE ? 90 : calm(minute)));
    const calmOne = sensor('a.calm', calm);
    const { pipeline } = pipelineOf([memorySource('influx', (asked) => [calmOne(asked), hot(asked)])]);
    const monitor = monitorOf({ limits: { fail: [0, 50] }, maxQuestions: 1 });
    const report = done(await runWindow(monitor, window, pipeline, never));
    expect(report.questions.map(({ series }) => series.series)).toEqual(['a.hot']);
  });

  it.each([
    ['never', [0, 0]],
    ['on_finding', [0, 0]],
    ['on_change', [1, 0]],
    ['always', [1, 1]],
  ])('with ask: %s hands out %j questions in two normal windows', async (ask, expected) => {
    const { pipeline } = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const counts = [];
    for (const end of [NOON, NOON + HOUR]) {
      const report = done(await runWindow(monitorOf({ ask }), { start: end - HOUR, end }, pipeline, never));
      counts.push(report.questions.length);
    }
    expect(counts).toEqual(expected);
  });
});

describe('the baseline', () => {
  const DAY = 24 * HOUR;
  const monitor = monitorOf({ history: '2d' });
  const key = { monitor: 'm1', series: 'environment.temperature{room=lab}', source: 'influx' };

  it('is learned from the history and then advances once a point, though windows overlap', async () => {
    const { pipeline, store } = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const first = done(await runWindow(monitor, window, pipeline, never));
    expect(first.untrained).toEqual([key.series]);
    const lesson = { ...first, monitor, window, series: first.untrained };
    expect(await learn(lesson, pipeline, never)).toBe((2 * DAY) / MINUTE);
    for (const minutes of [10, 20]) {
      const end = NOON + minutes * MINUTE;
      const next = done(await runWindow(monitor, { start: end - HOUR, end }, pipeline, never));
      expect(next.untrained).toEqual([]);
    }
    const stored = await store.loadBaseline(key);
    expect(stored?.times).toHaveLength(20);
    expect(stored?.times[0]).toBe(NOON);
  });

  describe('of a series that was never judged', () => {
    /** Quiet until half an hour before the end of the first window, then three degrees up. */
    const stepped = sensor(
      'environment.temperature{room=lab}',
      (minute) => calm(minute) + (minute * MINUTE < NOON - HOUR / 2 ? 0 : 3),
    );
    const next = { start: window.start + HOUR / 2, end: NOON + HOUR / 2 };

    it('is taught by the history first, so that the first verdict rests on it', async () => {
      const { pipeline, store } = pipelineOf([memorySource('influx', (asked) => [stepped(asked)])]);
      const first = done(await runWindow(monitor, window, { ...pipeline, historyFirstMs: 60_000 }, never));
      expect(first.untrained).toEqual([]);
      const [row] = await store.findResults({ limit: 1 });
      expect(row?.verdict).toBe('anomalous');
      expect(row?.findings.map(({ kind, start }) => [kind, (start - NOON) / MINUTE])).toEqual([
        ['level shift', -31],
      ]);
      expect(row?.judged.find(({ kind }) => kind === 'drift')?.from).not.toBeNull();
      // The baseline is stored with the run, and goes on from there.
      expect(done(await runWindow(monitor, next, pipeline, never)).untrained).toEqual([]);
      expect((await store.loadBaseline(key))?.times).toHaveLength(30);
    });

    it('is judged without it where the history takes too long or fails', async () => {
      const histories = [() => new Promise<never>(() => undefined), () => Promise.reject(away)];
      for (const history of histories) {
        const source = memorySource('influx', (asked) => [stepped(asked)]);
        const read = source.read.bind(source);
        const slow: Source = {
          ...source,
          read: (query, asked, signal) => (asked.end === NOON ? read(query, asked, signal) : history()),
        };
        const { pipeline, store } = pipelineOf([slow]);
        const report = done(await runWindow(monitor, window, { ...pipeline, historyFirstMs: 30 }, never));
        expect(report.untrained).toEqual([key.series]);
        const [row] = await store.findResults({ limit: 1 });
        // The history may still come: nobody says from when on what can be judged.
        expect(row?.judged.map(({ when }) => when)).toEqual(row?.judged.map(() => null));
        expect(await store.loadBaseline(key)).toBeUndefined();
      }
    });

    it('that the source has no history of is told from when on it can be judged', async () => {
      const young = sensor(key.series, (minute) =>
        minute * MINUTE < window.start ? undefined : calm(minute),
      );
      const { pipeline, store } = pipelineOf([memorySource('influx', (asked) => [young(asked)])]);
      const report = done(await runWindow(monitor, window, { ...pipeline, historyFirstMs: 60_000 }, never));
      expect(report.untrained).toEqual([key.series]);
      const [row] = await store.findResults({ limit: 1 });
      expect(row?.judged.find(({ kind }) => kind === 'drift')?.when).toBe(window.start + DAY);
    });
  });

  it('is learned anew when another version of the detectors wrote it', async () => {
    const { pipeline, store } = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const content = { kind: 'snapshot' as const, snapshot: Uint8Array.of(99, 1, 2, 3) };
    await store.saveBaselines('m1', [{ ...key, seq: 1, content }], NOON);
    const report = done(await runWindow(monitor, window, pipeline, never));
    expect(report.untrained).toEqual([key.series]);
    await learn({ ...report, monitor, window, series: report.untrained }, pipeline, never);
    const next = { start: window.start + HOUR, end: NOON + HOUR };
    expect(done(await runWindow(monitor, next, pipeline, never)).untrained).toEqual([]);
  });

  describe('of a sensor one of whose points is of the far future', () => {
    const FAR = Date.parse('2098-01-01T00:00:00Z');
    /** As a query of one's own without an upper bound gives it. */
    const unbounded = (asked: Window): SeriesWindow => {
      const { times, values, ...rest } = room(asked);
      return {
        ...rest,
        times: Float64Array.from([...times, FAR]),
        values: Float64Array.from([...values, 20]),
      };
    };
    const windowAt = (hour: number) => ({ start: window.start + hour * HOUR, end: NOON + hour * HOUR });
    const source = memorySource('influx', (asked) => [unbounded(asked)]);

    it('is that of the other points, and later windows show no gap', async () => {
      const { pipeline, store } = pipelineOf([source]);
      const { pipeline: twin, store: sound } = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
      for (const each of [pipeline, twin]) {
        const first = done(await runWindow(monitor, window, each, never));
        await learn({ ...first, monitor, window, series: first.untrained }, each, never);
        for (const hour of [1, 2]) done(await runWindow(monitor, windowAt(hour), each, never));
      }
      expect(await store.loadBaseline(key)).toEqual(await sound.loadBaseline(key));
      const [row] = await store.findResults({ limit: 1 });
      expect(row?.points).toBe(60);
      expect(row?.findings).toMatchObject([{ kind: 'future' }]);
      expect(row?.figures.lastAt).toBe(NOON + 2 * HOUR - MINUTE);
    });

    it('is learned anew where it took that point in once', async () => {
      const { pipeline, store } = pipelineOf([source]);
      const poisoned = freshBaseline(key, baselineSettings(monitor));
      pushAll(poisoned.baseline, { times: Float64Array.of(NOON, FAR), values: Float64Array.of(20, 20) });
      const content = { kind: 'snapshot' as const, snapshot: poisoned.baseline.snapshot() };
      await store.saveBaselines('m1', [{ ...key, seq: 1, content }], NOON);
      const report = done(await runWindow(monitor, window, pipeline, never));
      expect(report.untrained).toEqual([key.series]);
      await learn({ ...report, monitor, window, series: report.untrained }, pipeline, never);
      expect(done(await runWindow(monitor, windowAt(1), pipeline, never)).untrained).toEqual([]);
    });
  });

  it('takes no point of long before its window', async () => {
    const { pipeline, store } = pipelineOf([
      memorySource('influx', (asked) => [room({ start: asked.start - 30 * DAY, end: asked.end })]),
    ]);
    const content = {
      kind: 'snapshot' as const,
      snapshot: freshBaseline(key, baselineSettings(monitor)).baseline.snapshot(),
    };
    await store.saveBaselines('m1', [{ ...key, seq: 1, content }], NOON);
    done(await runWindow(monitor, window, pipeline, never));
    expect((await store.loadBaseline(key))?.times[0]).toBe(window.start - HOUR);
  });

  it('is learned anew by a worker at work after it was forgotten', async () => {
    const { pipeline, store } = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const report = done(await runWindow(monitor, window, pipeline, never));
    await learn({ ...report, monitor, window, series: report.untrained }, pipeline, never);
    expect(await store.forgetBaselines(key.series, 'another')).toEqual([]);
    expect(await store.forgetBaselines(key.series)).toEqual([key]);
    const next = { start: window.start + HOUR, end: NOON + HOUR };
    const after = done(await runWindow(monitor, next, pipeline, never));
    expect(after.untrained).toEqual([key.series]);
    const lesson = { ...after, monitor, window: next, series: after.untrained };
    expect(await learn(lesson, pipeline, never)).toBe((2 * DAY) / MINUTE);
  });

  it('does not advance when its run was not stored', async () => {
    const { pipeline, store } = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const report = done(await runWindow(monitor, window, pipeline, never));
    await learn({ ...report, monitor, window, series: report.untrained }, pipeline, never);
    const next = { start: window.start + HOUR, end: NOON + HOUR };
    const fullDisk = {
      ...store,
      finishRun: () => Promise.reject(new PlumblineError('internal', 'the disk is full')),
    };
    const failed = await runWindow(monitor, next, { ...pipeline, store: fullDisk }, never);
    expect(failed).toMatchObject({ status: 'failed' });
    expect((await store.loadBaseline(key))?.times).toHaveLength(0);
    done(await runWindow(monitor, next, pipeline, never));
    expect((await store.loadBaseline(key))?.times).toHaveLength(60);
  });
});

describe('a database that takes nothing', () => {
  it.each(['database_full', 'database_locked', 'database_unreachable', 'database_damaged'] as const)(
    'costs a window an attempt only where it is no passing trouble: %s',
    async (code) => {
      const { pipeline, store } = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
      const monitor = monitorOf();
      const refusing = { ...store, finishRun: () => Promise.reject(new PlumblineError(code, 'not now')) };
      const refused = await runWindow(monitor, window, { ...pipeline, store: refusing }, never);
      expect(refused).toMatchObject({ status: 'failed', error: { code } });
      const [run] = await store.recentRuns(monitor.name, 1);
      expect(run).toMatchObject({ status: 'failed', attempt: code === 'database_damaged' ? 1 : 0 });
    },
  );
});

describe('feedback', () => {
  it('makes a detector less sensitive for its series after three times wrong, and again as before when taken back', async () => {
    const restless = sensor('environment.temperature{room=lab}', (minute) =>
      minute % 60 === 50 ? 24 : 20 + (minute % 7) / 10,
    );
    const { pipeline, store } = pipelineOf([memorySource('influx', (asked) => [restless(asked)])]);
    const findings: number[] = [];
    const runHour = async (hour: number) => {
      await runWindow(
        monitorOf(),
        { start: window.start + hour * HOUR, end: NOON + hour * HOUR },
        pipeline,
        never,
      );
      const [row] = await store.findResults({ limit: 1 });
      findings.push(row?.findings.length ?? 0);
      return row?.id ?? 0;
    };
    const ids = [await runHour(0)];
    for (let hour = 1; hour < 24; hour += 1) {
      const id = ids.at(-1) ?? 0;
      if (findings.at(-1) === 0) break;
      await store.recordFeedback(id, 'wrong', '', NOON);
      ids.push(await runHour(hour));
    }
    expect(findings[0]).toBe(1);
    expect(findings[2]).toBe(1);
    expect(findings.at(-1)).toBe(0);
    for (const id of ids) await store.recordFeedback(id, 'right', '', NOON);
    await runHour(30);
    expect(findings.at(-1)).toBe(1);
  });
});
