import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/detect/finding.ts';
import { PlumblineError } from '../../../src/lib/errors.ts';
import { newResult } from '../../support/results.ts';
import { type Database, HOUR, NOON, useBench, windowAt } from './bench.ts';

const SPAN = { start: NOON, end: NOON + 4 * HOUR };
const spike: Finding = {
  ...{ kind: 'spike', detector: 'spike', flag: 4, start: NOON, end: NOON, points: 1, observed: 31 },
  ...{ expected: null, score: 0.9, sentence: 'A spike.' },
};

export function digestsContract(create: () => Promise<Database>): void {
  const bench = useBench(create);

  describe('tells for a digest', () => {
    it('which series were in trouble in a span, how often, and of the worst window what was said', async () => {
      await bench().finish(-1, [newResult({ verdict: 'anomalous', score: 1 })]);
      await bench().finish(0, [newResult({ verdict: 'suspect', score: 0.99, summary: 'It drifts.' })]);
      const worst = { verdict: 'anomalous', score: 0.6, summary: 'A spike.', origin: 'sensor' } as const;
      await bench().finish(1, [newResult({ ...worst, findings: [spike] }), newResult({ series: 'other' })]);
      await bench().finish(2, [newResult({ verdict: 'anomalous', score: 0.55 })]);
      await bench().finish(4, [newResult({ verdict: 'anomalous', score: 1 })]);
      const [trouble, ...others] = await bench().store.troubles(SPAN);
      expect(others).toEqual([]);
      expect(trouble).toMatchObject({
        ...{ monitor: 'm', series: newResult().series, source: 'influx', windows: 3 },
        ...{ firstEnd: NOON, lastEnd: NOON + 2 * HOUR, ...worst, kind: 'spike' },
      });
      const row = await bench().store.getResult(trouble?.worstId ?? 0);
      expect(row?.result.summary).toBe('A spike.');
    });

    it('nothing of what stood in', async () => {
      await bench().finish(0, [newResult({ verdict: 'anomalous' })], {
        ...{ standIn: true, fallbackReason: 'away' },
      });
      expect(await bench().store.troubles(SPAN)).toEqual([]);
      expect((await bench().store.activity(SPAN)).runs).toMatchObject([
        { status: 'done', runs: 1, standIns: 1 },
      ]);
    });

    it('how the runs of a span went, and why some did not', async () => {
      const { store } = bench();
      await bench().finish(-1);
      const done = await bench().claim(0, NOON);
      await store.finishRun(
        done,
        { source: 'influx', fallbackReason: null, results: [], baselines: [] },
        NOON + 90_000,
      );
      for (const [hours, text] of [
        [1, 'first'],
        [2, 'second'],
      ] as const) {
        const run = await store.claimRun('m', windowAt(hours), {
          ...{ now: NOON, leaseMs: 1000, worker: 'w1', attempts: 1 },
        });
        if (run === undefined) throw new Error('the run should be free');
        await store.failRun(run, new PlumblineError('source_timeout', text), NOON + 3 * HOUR);
      }
      await store.skipRuns('m', [{ ...windowAt(3), reason: 'too old' }], NOON);
      const { runs, failures } = await store.activity(SPAN);
      expect(runs).toEqual([
        { monitor: 'm', status: 'done', runs: 1, standIns: 0, worstLagMs: 90_000 },
        { monitor: 'm', status: 'failed', runs: 2, standIns: 0, worstLagMs: 2 * HOUR },
        { monitor: 'm', status: 'skipped', runs: 1, standIns: 0, worstLagMs: -3 * HOUR },
      ]);
      expect(failures).toEqual([
        {
          ...{ monitor: 'm', status: 'failed', code: 'source_timeout', runs: 2, error: 'second' },
          lastEnd: NOON + 2 * HOUR,
        },
        {
          ...{ monitor: 'm', status: 'skipped', code: null, runs: 1, error: 'too old' },
          lastEnd: NOON + 3 * HOUR,
        },
      ]);
    });

    it('how the questions went that were asked', async () => {
      const { store } = bench();
      const [asked = 0, waiting = 0] = await bench().finish(0, [
        newResult({ toBeAsked: true }),
        newResult({ series: 'b', toBeAsked: true }),
        newResult({ series: 'c' }),
      ]);
      await store.recordPrompt(asked, { messages: [], hash: 'h', model: 'm' }, NOON);
      const claim = { start: 0, end: 1, text: 'x', kind: 'value', evidence: '', reading: '' } as const;
      const claims = (['supported', 'supported', 'refuted'] as const).map((verdict, i) => ({
        ...{ ...claim, start: i, verdict },
      }));
      const reply = { text: '{}', model: 'm', promptTokens: 1, completionTokens: 1, elapsedMs: 1 };
      await store.recordAnswer(asked, { reply, modelVerdict: null, claims, summary: 'All well.' }, NOON);
      expect((await store.activity(SPAN)).questions).toEqual([
        { status: 'answered', questions: 1, shown: 1, supported: 2, refuted: 1, unverifiable: 0 },
      ]);
      await store.recordNoReply([waiting], 'timeout', 'slow');
      expect((await store.activity(SPAN)).questions).toHaveLength(2);
    });
  });

  describe('keeps a digest', () => {
    const window = { start: NOON - 24 * HOUR, end: NOON };
    const delivery = { target: 'phone', key: 'digest/1', news: '{}', dueAt: NOON };

    it('once with its news, whichever of two workers comes first', async () => {
      const other = await bench().open();
      expect(await bench().store.lastDigestEnd()).toBeNull();
      const kept = await Promise.all(
        [bench().store, other].map((store, i) =>
          store.recordDigest({ window, state: 'told' }, [{ ...delivery, news: `${i}` }], NOON),
        ),
      );
      expect(kept.toSorted()).toEqual([false, true]);
      expect(await other.lastDigestEnd()).toBe(NOON);
      expect(await other.deliveryCounts()).toMatchObject([{ waiting: 1 }]);
      // Also when the outbox has forgotten it.
      const claim = await other.claimDelivery('phone', NOON, HOUR);
      if (claim !== undefined) await other.endDelivery(claim, { state: 'sent' }, NOON);
      await other.deleteDeliveriesBefore(NOON + 1);
      expect(await other.recordDigest({ window, state: 'told' }, [delivery], NOON)).toBe(false);
      expect(await other.deliveryCounts()).toEqual([]);
    });
  });
}
