import { describe, expect, it } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import type { NewsRules } from '../../src/deliver/changes.ts';
import { parseNews } from '../../src/deliver/news.ts';
import { type Failure, SOURCE, unreadNews } from '../../src/deliver/unread.ts';
import { PlumblineError } from '../../src/lib/errors.ts';
import { type Pipeline, runWindow } from '../../src/run.ts';
import {
  away,
  calm,
  configOf,
  HOUR,
  MINUTE,
  memorySource,
  NOON,
  never,
  pipelineOf,
  sensor,
} from '../support/pipeline.ts';

const rules: NewsRules = { from: 'suspect', forMs: 0, remindMs: 24 * HOUR };
const alone = { openThread: undefined, haveEnded: false };
const isAway: Failure = { reason: 'no answer', isOutage: true, isGivenUp: false, standIn: undefined };

/** What is told, run by run: minutes after noon and what went wrong. */
function tellings(runs: readonly (readonly [number, Failure | undefined])[], by = rules, others = alone) {
  let before: ReturnType<typeof unreadNews>['told'][number] | undefined;
  return runs.map(([minute, failure]) => {
    const attempt = { monitor: 'm', source: 'influx', now: NOON + minute * MINUTE, failure };
    const { news, told } = unreadNews(attempt, before, others, by);
    before = told[0] ?? before;
    return news.map(({ kind, title }) => `${kind}: ${title}`).join();
  });
}

describe('a source that cannot be read', () => {
  it('is told when it has lasted five minutes, once, and once that it is over', () => {
    expect(
      tellings([
        [0, isAway],
        [4.9, isAway],
        [5, isAway],
        [6, isAway],
        [7, undefined],
        [8, undefined],
      ]),
    ).toEqual(['', '', 'problem: influx cannot be read', '', 'over: influx can be read again', '']);
  });

  it('is no news when it was away for less, however often', () => {
    expect(
      tellings([
        [0, isAway],
        [4, undefined],
        [6, isAway],
        [10, undefined],
      ]),
    ).toEqual(['', '', '', '']);
  });

  it('is told after news.for where that is longer, and again while it lasts', () => {
    const slow = { ...rules, forMs: 10 * MINUTE, remindMs: HOUR };
    const runs = [0, 5, 10, 69, 70].map((minute) => [minute, isAway] as const);
    expect(tellings(runs, slow)).toEqual([
      '',
      '',
      'problem: influx cannot be read',
      '',
      'reminder: influx still cannot be read',
    ]);
  });

  it('is told again by a monitor that it is still away for when others have told that it is back', () => {
    const before = { series: SOURCE, verdict: 'missing', at: NOON, thread: 'source/influx/x' };
    const attempt = { monitor: 'm', source: 'influx', now: NOON + HOUR, failure: isAway };
    const { told } = unreadNews(attempt, before, { ...alone, haveEnded: true }, rules);
    expect(told).toMatchObject([{ verdict: 'unknown', at: NOON + HOUR }]);
  });

  it('is nothing for who wants to hear of what is anomalous only', () => {
    expect(
      tellings(
        [
          [0, isAway],
          [60, isAway],
        ],
        { ...rules, from: 'anomalous' },
      ),
    ).toEqual(['', '']);
  });

  it('is told at once where the window was given up', () => {
    const refused = { ...isAway, isOutage: false, isGivenUp: true };
    expect(
      tellings([
        [0, refused],
        [60, undefined],
      ]),
    ).toEqual(['problem: m: its windows cannot be read', 'over: m: its windows can be read again']);
  });
});

describe('a run that cannot read its source', () => {
  const targets = configSchema.shape.targets.parse({
    phone: { kind: 'ntfy', topic: 'plumbline' },
    second: { kind: 'ntfy', topic: 'other', only: { monitors: ['m2'] } },
  });

  async function lab(monitors: readonly Record<string, unknown>[]) {
    const state: { error: PlumblineError | undefined } = { error: undefined };
    const read = sensor('environment.temperature', calm);
    const sources = [
      memorySource('influx', (window) => state.error ?? [read(window)]),
      memorySource('spare', (window) => [read(window)]),
    ];
    const { pipeline, store, time } = pipelineOf(sources);
    const config = { ...configOf(...monitors), targets };
    const telling: Pipeline = { ...pipeline, news: config };
    return {
      state,
      /** One run of a monitor, minutes after noon. */
      async run(nth: number, minute: number) {
        time.now = NOON + minute * MINUTE;
        const [monitor] = config.monitors.slice(nth);
        if (monitor === undefined) throw new Error('there is such a monitor');
        const end = NOON + Math.floor(minute / 60) * HOUR;
        return runWindow(monitor, { start: end - HOUR, end }, telling, never);
      },
      async sent(target: string) {
        const titles: string[] = [];
        for (;;) {
          const claim = await store.claimDelivery(target, time.now + HOUR, 1000);
          if (claim === undefined) return titles;
          titles.push(parseNews(claim.news)?.title ?? '');
          await store.endDelivery(claim, { state: 'sent' }, time.now);
        }
      },
    };
  }

  it('tells each target once, whichever of its monitors it hears of, and once that it is back', async () => {
    const { state, run, sent } = await lab([{}, {}, {}]);
    await run(0, 0);
    state.error = away;
    for (const minute of [60, 61, 66, 67]) for (const nth of [0, 1, 2]) await run(nth, minute);
    expect(await sent('phone')).toEqual(['influx cannot be read']);
    expect(await sent('second')).toEqual(['influx cannot be read']);
    state.error = undefined;
    for (const nth of [2, 0, 1]) await run(nth, 70);
    expect(await sent('phone')).toEqual(['influx can be read again']);
    expect(await sent('second')).toEqual(['influx can be read again']);
  });

  it('tells that another source stands in for it', async () => {
    const { state, run, sent } = await lab([{ fallback: 'spare' }]);
    state.error = away;
    await run(0, 0);
    await run(0, 60);
    expect(await sent('phone')).toEqual(['influx cannot be read']);
  });

  it('tells that windows were given up, with what the source said', async () => {
    const { state, run, sent } = await lab([{ attempts: 2 }]);
    state.error = new PlumblineError('source_rejected', 'influx refused the query');
    await run(0, 0);
    expect(await sent('phone')).toEqual([]);
    await run(0, 1);
    expect(await sent('phone')).toEqual(['m1: its windows cannot be read']);
  });
});
