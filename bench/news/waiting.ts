import { trialNews } from '../../src/deliver/trial.ts';
import type { Store } from '../../src/store/store.ts';
import { interleave, median, medianRatio, rounded, timed } from '../tick/measure.ts';
import { MINUTE, seriesOf, startStage } from './stage.ts';

const START = Date.parse('2026-11-01T12:00:00Z');
const SERIES = 100;
const YEAR = 365 * 24 * 60 * MINUTE;

/** How the news wait: there are none, the target is down and the oldest is tried again later, or all are held back as in quiet hours. */
const CASES = ['none', 'target down', 'held back'] as const;

/** What a tick of a hundred series takes with so many news that wait, against one with none; medians of rounds side by side. */
export async function measureWaiting(rounds: number, waiting: number) {
  let now = START;
  const stages = [];
  for (const one of CASES) {
    const stage = await startStage({
      ...{ clock: () => now, url: 'http://127.0.0.1:9' },
      monitor: { cron: '* * * * *', window: '1h' },
      read: (window) => Array.from({ length: SERIES }, (_, i) => seriesOf(`m.a{n=${i}}`, window, MINUTE, i)),
    });
    if (one !== 'none') await fill(stage.store, waiting, one === 'target down');
    const worker = stage.start();
    await worker.idle();
    stages.push({ stage, worker, ms: [] as number[], cpuMs: [] as number[] });
  }
  await interleave(
    rounds,
    async () => {
      now += MINUTE;
    },
    stages.map(({ worker, ms, cpuMs }) => async () => {
      const timing = await timed(async () => {
        worker.wake();
        await worker.idle();
      });
      ms.push(timing.ms);
      cpuMs.push(timing.cpuMs);
    }),
  );
  const [none, ...others] = stages;
  const figures = CASES.slice(1).map((name, index) => ({
    ...{ waiting: name, news: waiting },
    ratioOfMs: rounded(medianRatio(others[index]?.ms ?? [], none?.ms ?? []), 3),
    ratioOfCpu: rounded(medianRatio(others[index]?.cpuMs ?? [], none?.cpuMs ?? []), 3),
  }));
  for (const { stage, worker } of stages) {
    await worker.stop(1000);
    await stage.close();
  }
  return { tickMs: rounded(median(none?.ms ?? []), 1), series: SERIES, rounds, figures };
}

async function fill(store: Store, waiting: number, isDown: boolean): Promise<void> {
  const dueAt = START + (isDown ? 0 : YEAR);
  const news = JSON.stringify(trialNews(START));
  const rows = Array.from({ length: waiting }, (_, i) => ({ target: 'hook', key: `k${i}`, news, dueAt }));
  for (let first = 0; first < waiting; first += 1000)
    await store.enqueue(rows.slice(first, first + 1000), START);
  if (!isDown) return;
  const claim = await store.claimDelivery('hook', START, MINUTE);
  if (claim === undefined) throw new Error('the oldest should be free');
  await store.endDelivery(claim, { state: 'waiting', reason: 'down', dueAt: START + YEAR }, START);
}
