import { afterEach, describe, expect, it } from 'vitest';
import { HOUR, NOON } from '../support/pipeline.ts';
import { newResult } from '../support/results.ts';
import { startBench, type WebBench } from '../support/web.ts';

let bench: WebBench | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

describe('/metrics', () => {
  it('says by monitor and target how it is, and names no series', async () => {
    bench = await startBench();
    const { store } = bench.parts;
    const options = { now: NOON, leaseMs: 30_000, worker: 'w', attempts: 3 };
    const claim = await store.claimRun('m', { start: NOON - HOUR, end: NOON }, options);
    if (claim === undefined) throw new Error('the run should be free');
    const results = ['a', 'b"\n} 1'].map((series) => newResult({ series, verdict: 'missing' }));
    await store.finishRun(claim, { source: 'influx', fallbackReason: null, results, baselines: [] }, NOON);
    const answer = await bench.get('/metrics');
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toContain(`plumbline_last_success_window_end_seconds{monitor="m"} ${NOON / 1000}\n`);
    expect(text).toContain('plumbline_series{monitor="m",verdict="missing"} 2\n');
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).not.toContain('series="');
  });
});
