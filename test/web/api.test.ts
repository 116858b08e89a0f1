import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { score } from '../../src/eval/score.ts';
import type { Claim } from '../../src/factcheck/claim.ts';
import { PlumblineError } from '../../src/lib/errors.ts';
import type { NewResult } from '../../src/store/result.ts';
import type { TriedTarget } from '../../src/web/parts.ts';
import {
  evaluation,
  fullResult,
  model,
  overview,
  ranNow,
  result as resultSchema,
  run as runSchema,
  signal as signalSchema,
} from '../../src/web/schemas.ts';
import { calm, HOUR, MINUTE, NOON, sensor } from '../support/pipeline.ts';
import { newResult } from '../support/results.ts';
import { startBench, type WebBench } from '../support/web.ts';

const resultPage = z.object({ results: z.array(resultSchema), next: z.string().nullable() });
const runPage = z.object({ runs: z.array(runSchema), next: z.string().nullable() });
const EVIL = '<script>alert(1)</script>';
let bench: WebBench | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

async function started(...args: Parameters<typeof startBench>): Promise<WebBench> {
  bench = await startBench(...args);
  return bench;
}

/** One finished run; returns the ids of its results. */
async function finished(
  { parts: { store } }: WebBench,
  results: readonly NewResult[],
  end = NOON,
): Promise<readonly number[]> {
  const options = { now: end, leaseMs: 30_000, worker: 'w', attempts: 3 };
  const claim = await store.claimRun('m', { start: end - HOUR, end }, options);
  if (claim === undefined) throw new Error('the run should be free');
  return store.finishRun(claim, { source: 'influx', fallbackReason: null, results, baselines: [] }, end);
}

describe('the overview', () => {
  it('has what needs attention first, with since when', async () => {
    const one = await started();
    const states = ['normal', 'suspect', 'anomalous', 'unknown', 'missing'] as const;
    await finished(
      one,
      states.map((verdict) => newResult({ series: verdict, verdict })),
    );
    const body = overview.parse(await (await one.get('/api/v1/overview')).json());
    const order = ['anomalous', 'missing', 'suspect', 'unknown', 'normal'];
    expect(body.series.map(({ verdict }) => verdict)).toEqual(order);
    expect(body.series[0]).toMatchObject({ since: new Date(NOON).toISOString(), monitor: 'm' });
    expect(body.monitors[0]).toMatchObject({ name: 'm', nextRun: new Date(NOON + HOUR).toISOString() });
  });

  it('is put together once for all who ask, and anew when something was written', async () => {
    let asked = 0;
    const health = async () => {
      asked += 1;
      return { healthy: true, reason: 'healthy' };
    };
    const one = await started({ parts: { health } });
    await Promise.all([one.get('/api/v1/overview'), one.get('/api/v1/overview')]);
    expect(asked).toBe(1);
    await finished(one, [newResult()]);
    const body = overview.parse(await (await one.get('/api/v1/overview')).json());
    expect(body.series).toHaveLength(1);
    expect(asked).toBe(2);
  });

  it('says what is wrong with the worker itself', async () => {
    const health = async () => ({ healthy: false, reason: 'monitor m has not run' });
    const one = await started({ parts: { health } });
    const body = overview.parse(await (await one.get('/api/v1/overview')).json());
    expect(body.worker).toMatchObject({ healthy: false, reason: 'monitor m has not run' });
  });
});

describe('results', () => {
  it('come page by page, each once, newest first', async () => {
    const one = await started();
    for (let back = 4; back >= 0; back -= 1) {
      await finished(one, [newResult({ series: 'a' }), newResult({ series: 'b' })], NOON - back * HOUR);
    }
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await one.get(`/api/v1/results?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      const body = resultPage.parse(await page.json());
      seen.push(...body.results.map(({ windowEnd, series }) => windowEnd + series));
      cursor = body.next;
    }
    expect(seen).toHaveLength(10);
    expect(new Set(seen).size).toBe(10);
    expect(seen.map((text) => text.slice(0, 24))).toEqual(
      seen.map((text) => text.slice(0, 24)).toSorted((a, b) => b.localeCompare(a)),
    );
  });

  it('come as CSV and as lines of JSON, with the columns of the table', async () => {
    const one = await started();
    await finished(one, [newResult({ series: 'a,b' }), newResult({ series: 'c' })]);
    const csv = await one.get('/api/v1/results?format=csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(await csv.text()).toMatch(/^id,monitor,series,[\s\S]*\r\n1,m,"a,b",/);
    const lines = await (await one.get('/api/v1/results?format=ndjson')).text();
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).series),
    ).toEqual(['a,b', 'c']);
  });

  it('are found by series and span', async () => {
    const one = await started();
    await finished(one, [newResult({ series: 'a' })], NOON - HOUR);
    await finished(one, [newResult({ series: 'a' }), newResult({ series: 'b' })], NOON);
    const until = new Date(NOON).toISOString();
    const page = await one.get(`/api/v1/results?series=a&until=${until}`);
    const { results } = resultPage.parse(await page.json());
    expect(results).toHaveLength(1);
  });

  it('show the answer cut at its claims, whatever is written in it', async () => {
    const one = await started();
    const { store } = one.parts;
    const [id = 0] = await finished(one, [newResult({ series: `t{tag=${EVIL}}`, toBeAsked: true })]);
    await store.recordPrompt(
      id,
      { messages: [{ role: 'user', content: EVIL }], hash: 'h', model: 'x' },
      NOON,
    );
    const summary = `The mean is 99. ${EVIL}.`;
    const text = JSON.stringify({ verdict: 'normal', summary, evidence: [], advice: '' });
    const reply = { text, model: 'x', promptTokens: 1, completionTokens: 1, elapsedMs: 1 };
    const claim: Claim = {
      ...{ start: 0, end: 14, text: 'The mean is 99', kind: 'statistic', verdict: 'refuted' },
      ...{ evidence: 'mean 21', reading: 'mean of the 3 readings' },
    };
    await store.recordAnswer(id, { reply, modelVerdict: 'normal', claims: [claim], summary: null }, NOON);
    const answer = await one.get(`/api/v1/results/${id}`);
    expect(answer.headers.get('content-type')).toContain('application/json');
    const body = fullResult.parse(await answer.json());
    expect(body.series).toBe(`t{tag=${EVIL}}`);
    expect(body.exchange.prompt).toEqual([{ role: 'user', content: EVIL }]);
    expect(body.answer).toEqual([
      { text: 'The mean is 99', claim: 0 },
      { text: `. ${EVIL}.`, claim: null },
    ]);
    expect(body.claimList).toMatchObject([{ verdict: 'refuted', evidence: 'mean 21' }]);
  });

  it('that are not there are 404, and what is no id is 400, with a hint and no stack', async () => {
    const one = await started();
    expect((await one.get('/api/v1/results/99')).status).toBe(404);
    const wrong = await one.get('/api/v1/results/x');
    expect(wrong.status).toBe(400);
    const body = await wrong.text();
    expect(body).toContain('openapi.json');
    expect(body).not.toMatch(/\.ts|\bat \w+ \(/);
    expect((await one.get('/api/v1/results?cursor=bm9uZQ')).status).toBe(400);
    expect((await one.get('/api/v1/results?limt=1')).status).toBe(400);
  });
});

describe('runs', () => {
  it('are the ledger, by status and page by page', async () => {
    const one = await started();
    await finished(one, [], NOON - HOUR);
    await one.parts.store.skipRuns('m', [{ start: NOON - HOUR, end: NOON, reason: 'too old' }], NOON);
    const all = runPage.parse(await (await one.get('/api/v1/runs?limit=1')).json());
    expect(all.runs).toMatchObject([{ status: 'skipped' }]);
    const next = runPage.parse(await (await one.get(`/api/v1/runs?limit=1&cursor=${all.next}`)).json());
    expect(next.runs).toMatchObject([{ status: 'done' }]);
    const { runs } = runPage.parse(await (await one.get('/api/v1/runs?status=skipped')).json());
    expect(runs).toMatchObject([{ error: 'too old' }]);
  });
});

describe('a signal', () => {
  const SPIKE = NOON / MINUTE - 700;
  const read = sensor('s', (minute) =>
    minute === SPIKE ? 99 : minute > SPIKE + 100 && minute < SPIKE + 200 ? undefined : calm(minute),
  );
  const day = `monitor=m&series=s&start=${new Date(NOON - 24 * HOUR).toISOString()}&end=${new Date(NOON).toISOString()}`;

  it('is thinned by its extremes, so that a spike of one reading stays, and a gap stays open', async () => {
    const one = await started({ read: (span) => [read(span)] });
    const body = signalSchema.parse(await (await one.get(`/api/v1/signal?${day}&points=100`)).json());
    expect(body.rawPoints).toBe(24 * 60 - 99);
    expect(body.times.length).toBeLessThan(110);
    expect(body.values).toContain(99);
    expect(body.values).toContain(null);
    expect(body.times).toEqual(body.times.toSorted((a, b) => a - b));
  });

  it('is read once for all series of a monitor, and once for all who ask', async () => {
    const one = await started({ read: (span) => [read(span), { ...read(span), series: 's2' }] });
    const path = `/api/v1/signal?${day}&points=100`;
    await Promise.all([one.get(path), one.get(path), one.get(path.replace('series=s', 'series=s2'))]);
    await one.get(path);
    expect(one.reads).toHaveLength(1);
  });

  it('names the fallback that it came from', async () => {
    const readSeries = async () => ({
      ...{ series: [read({ start: NOON - HOUR, end: NOON })], source: 'spare' },
      fallbackReason: 'influx is away',
    });
    const one = await started({ parts: { readSeries } });
    const body = await (await one.get(`/api/v1/signal?${day}`)).json();
    expect(body).toMatchObject({ source: 'spare', fallbackReason: 'influx is away' });
  });

  it('of a source that is away is a 502 with what to do', async () => {
    const away = new PlumblineError('source_unreachable', 'influx did not answer', { hint: 'Start it.' });
    const one = await started({ parts: { readSeries: () => Promise.reject(away) } });
    const answer = await one.get(`/api/v1/signal?${day}`);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ error: { code: 'source_unreachable', hint: 'Start it.' } });
  });

  it('has beside it where readings usually lie, where that is known', async () => {
    const one = await started();
    for (let days = 3; days >= 0; days -= 1)
      await finished(one, [newResult({ series: 's' })], NOON - days * 24 * HOUR);
    const { low } = z
      .object({ low: z.array(z.number().nullable()) })
      .parse(await (await one.get(`/api/v1/usual?${day}`)).json());
    expect(low.filter((value) => value !== null)).toEqual([20.1, 20.1]);
    expect((await one.get(`/api/v1/usual?${day.replace('series=s', 'series=t')}`)).status).toBe(404);
    expect((await one.get(`/api/v1/usual?${day.replace('2026-10', '2025-10')}`)).status).toBe(400);
  });

  it('of more than a month is refused before anything is read', async () => {
    const one = await started();
    const start = new Date(NOON - 40 * 24 * HOUR).toISOString();
    const end = new Date(NOON).toISOString();
    const answer = await one.get(`/api/v1/signal?monitor=m&series=s&start=${start}&end=${end}`);
    expect(answer.status).toBe(400);
    expect(one.reads).toEqual([]);
  });
});

describe('feedback', () => {
  it('is stored from this machine, and not from another web site', async () => {
    const one = await started();
    const [id = 0] = await finished(one, [newResult()]);
    const body = { result: id, judgement: 'wrong', note: 'the window was open' };
    const foreign = await one.post('/api/v1/feedback', body, { origin: 'http://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await one.post('/api/v1/feedback', body, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await one.post('/api/v1/feedback', body)).status).toBe(200);
    expect((await one.post('/api/v1/feedback', { ...body, result: 999 })).status).toBe(404);
  });

  it('needs the token where there is one, and reading does unless it is left to all', async () => {
    const token = 'a-long-enough-token';
    const one = await started({ web: { token, anonymous: 'read' } });
    const [id = 0] = await finished(one, [newResult()]);
    const body = { result: id, judgement: 'right' };
    expect((await one.post('/api/v1/feedback', body)).status).toBe(401);
    const bearer = { authorization: `Bearer ${token}` };
    expect((await one.post('/api/v1/feedback', body, bearer)).status).toBe(200);
    expect((await one.get('/api/v1/runs')).status).toBe(200);
    await one.close();
    const closed = await started({ web: { token } });
    expect((await closed.get('/api/v1/runs')).status).toBe(401);
    expect((await closed.get('/api/v1/runs', { authorization: 'Bearer another' })).status).toBe(401);
    expect((await closed.get('/api/v1/runs', bearer)).status).toBe(200);
  });

  it('takes only JSON, and only so much', async () => {
    const one = await started();
    const form = { 'content-type': 'text/plain' };
    expect((await one.post('/api/v1/feedback', {}, form)).status).toBe(415);
    const large = { result: 1, judgement: 'right', note: 'x'.repeat(20_000) };
    expect((await one.post('/api/v1/feedback', large)).status).toBe(413);
  });
});

describe('feedback on a check', () => {
  it('is stored, and there again after a reload', async () => {
    const one = await started();
    const [id = 0] = await finished(one, [newResult({ toBeAsked: true })]);
    const claim: Claim = {
      ...{ start: 4, end: 9, text: 'mean 2', kind: 'value', verdict: 'refuted', evidence: 'mean 21' },
      reading: '',
    };
    const reply = { text: '{}', model: 'm', promptTokens: 1, completionTokens: 1, elapsedMs: 1 };
    const answer = { reply, modelVerdict: null, claims: [claim], summary: null };
    await one.parts.store.recordAnswer(id, answer, NOON);
    const body = { result: id, claim: 0, judgement: 'wrong', note: 'it means the median' };
    expect(await (await one.post('/api/v1/feedback', body)).json()).toEqual({ stored: true });
    const none = await one.post('/api/v1/feedback', { ...body, claim: 1 });
    expect(none.status).toBe(404);
    expect(await none.text()).toContain('has 1 claims');
    const full = fullResult.parse(await (await one.get(`/api/v1/results/${id}`)).json());
    expect(full.claimList).toMatchObject([{ judgement: 'wrong' }]);
    expect(full.feedback).toBeNull();
    const said = await (await one.get('/api/v1/feedback/claims')).json();
    expect(said).toMatchObject([
      { result: id, text: 'mean 2', judgement: 'wrong', note: 'it means the median' },
    ]);
    await one.post('/api/v1/feedback', { result: id, judgement: 'right' });
    const again = fullResult.parse(await (await one.get(`/api/v1/results/${id}`)).json());
    expect(again.feedback).toMatchObject({ judgement: 'right', note: '' });
  });
});

describe('run-now', () => {
  it('answers with the run and its results, what needs attention first', async () => {
    const runNow = async () => {
      if (bench === undefined) throw new Error('there is a bench');
      const results = [newResult({ series: 'a' }), newResult({ series: 'b', verdict: 'anomalous' })];
      await finished(bench, results, NOON + MINUTE);
      return { window: { start: NOON + MINUTE - HOUR, end: NOON + MINUTE } };
    };
    const one = await started({ parts: { runNow } });
    await finished(one, [newResult()]);
    const answer = await one.post('/api/v1/run-now', { monitor: 'm' });
    expect(answer.status).toBe(200);
    const { run, results } = ranNow.parse(await answer.json());
    expect(run).toMatchObject({ status: 'done', windowEnd: new Date(NOON + MINUTE).toISOString() });
    expect(results).toEqual([3, 2]);
  });

  it('says why where nothing was run', async () => {
    const one = await started({
      parts: { runNow: async () => ({ refused: 'an older window has to be run first' }) },
    });
    const answer = await one.post('/api/v1/run-now', { monitor: 'm' });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('not run: an older window has to be run first');
    expect((await one.post('/api/v1/run-now', { monitor: '../m' })).status).toBe(404);
    expect((await one.post('/api/v1/run-now', {})).status).toBe(400);
    expect((await one.get('/api/v1/run-now')).status).toBe(404);
  });

  it('is for those who may write', async () => {
    let ran = 0;
    const runNow = async () => {
      ran += 1;
      return { refused: 'so far' };
    };
    const token = 'a-long-enough-token';
    const one = await started({ web: { token, anonymous: 'read' }, parts: { runNow } });
    const body = { monitor: 'm' };
    const authorization = `Bearer ${token}`;
    expect((await one.post('/api/v1/run-now', body)).status).toBe(401);
    const origin = 'https://evil.example';
    expect((await one.post('/api/v1/run-now', body, { authorization, origin })).status).toBe(403);
    expect(ran).toBe(0);
    expect((await one.post('/api/v1/run-now', body, { authorization })).status).toBe(409);
    expect(ran).toBe(1);
  });
});

describe('a test message', () => {
  it('is sent once at a time, to a target that there is', async () => {
    let take = (): void => undefined;
    const tryTarget = (name: string) =>
      name === 'phone'
        ? new Promise<TriedTarget>((resolve) => {
            take = () => resolve({ taken: false, remark: 'status 503' });
          })
        : Promise.resolve(undefined);
    const one = await started({ parts: { tryTarget } });
    expect((await one.post('/api/v1/news/test', { target: 'fax' })).status).toBe(404);
    const first = one.post('/api/v1/news/test', { target: 'phone' });
    await expect
      .poll(async () => (await one.post('/api/v1/news/test', { target: 'phone' })).status)
      .toBe(409);
    take();
    expect(await (await first).json()).toEqual({ taken: false, remark: 'status 503' });
  });
});

describe('the record of the model', () => {
  it('has a day for each that was asked for, and what came of its questions', async () => {
    const one = await started();
    const [id = 0] = await finished(one, [newResult({ toBeAsked: true })]);
    await one.parts.store.recordNoReply([id], 'unavailable', 'it is away');
    const body = model.parse(await (await one.get('/api/v1/model?days=3')).json());
    expect(body.days.map(({ day }) => day)).toEqual(['2026-10-30', '2026-10-31', '2026-11-01']);
    expect(body.days[2]?.records).toMatchObject([{ status: 'unavailable', questions: 1 }]);
    expect(body.requested).toBeNull();
  });

  it('has what is known of each of several model servers', async () => {
    const there = {
      ...{ where: 'http://a/v1', model: 'm', reason: null },
      contextTokens: 4096,
      latencyMs: 900,
    };
    const away = {
      ...{ where: 'http://b/v1', model: '', reason: 'refused' },
      contextTokens: null,
      latencyMs: null,
    };
    const servers = [
      { ...there, state: 'there', underWay: 1 } as const,
      { ...away, state: 'away', underWay: 0 } as const,
    ];
    const one = await started({ parts: { modelServers: () => servers } });
    const body = model.parse(await (await one.get('/api/v1/model?days=1')).json());
    expect(body.servers).toEqual(servers);
  });

  it('has the evaluations, and passes over what cannot be read any more', async () => {
    const one = await started();
    const kept = { at: NOON, data: 'a.csv', role: 'explain', promptHash: 'h', outcomes: '[]' };
    await one.parts.store.recordEvaluation({ ...kept, model: 'old', scores: '{"windows": 3}' });
    await one.parts.store.recordEvaluation({ ...kept, model: 'new', scores: JSON.stringify(score([])) });
    const body = z.array(evaluation).parse(await (await one.get('/api/v1/evaluations')).json());
    expect(body.map(({ model: name }) => name)).toEqual(['new']);
    expect(body[0]?.figures[0]).toEqual({ name: 'windows (clean, with a fault)', figure: '0 (0, 0)' });
  });
});

describe('events', () => {
  it('tell of a run as it is written', async () => {
    const one = await started();
    const answer = await one.get('/api/v1/events');
    const reader = answer.body?.getReader();
    await reader?.read();
    await finished(one, [newResult()]);
    const { value } = (await reader?.read()) ?? {};
    expect(new TextDecoder().decode(value)).toBe('data: {"kind":"run","monitor":"m"}\n\n');
    await reader?.cancel();
  });
});

describe('every answer', () => {
  it('carries a policy that lets no inline script run, and no trace of the caller is kept', async () => {
    const one = await started();
    const { headers } = await one.get('/healthz');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self';/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is refused under a name that is not this machine’s (DNS rebinding)', async () => {
    const one = await started({ web: { hosts: ['plumbline.lan'] } });
    const status = (host: string) =>
      new Promise((resolve, reject) => {
        const { port } = new URL(one.url);
        const call = request({ port, path: '/healthz', headers: { host } }, (answer) => {
          resolve(answer.statusCode);
          answer.resume();
        });
        call.on('error', reject).end();
      });
    expect(await status('evil.example')).toBe(421);
    expect(await status('localhost:8686')).toBe(200);
    expect(await status('[::1]:8686')).toBe(200);
    expect(await status('plumbline.lan')).toBe(200);
  });

  it('to what nobody foresaw says nothing of the inside', async () => {
    const one = await started({ parts: { health: () => Promise.reject(new Error('secret inside')) } });
    const answer = await one.get('/api/v1/overview');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
  });

  it('has the form of a failure, too, where there is not even a request', async () => {
    const one = await started();
    const long = await one.get(`/api/v1/results?cursor=${'x'.repeat(20_000)}`);
    expect(long.status).toBe(431);
    expect(await long.json()).toMatchObject({
      error: { code: 'usage', message: expect.stringContaining('16 kB') },
    });
    const { port } = new URL(one.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end('no request\r\n\r\n'));
      socket.on('data', (chunk) => resolve(chunk.toString()));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 .*that is no request/s);
  });

  it('is 429 to whoever calls without end', async () => {
    const one = await started();
    let last = 200;
    for (let call = 0; call < 1300 && last !== 429; call += 1) last = (await one.get('/healthz')).status;
    expect(last).toBe(429);
  });
});

describe('slow connections', () => {
  it.each([
    ['that never end their headers', 'GET /api/v1/overview HTTP/1.1\r\nHost: localhost\r\nX-Slow'],
    [
      'that never end a question of an assistant',
      'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"jsonrpc":',
    ],
    [
      'that never end what they want to be run',
      'POST /api/v1/run-now HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{',
    ],
  ])('by the hundred keep nobody waiting: %s', async (_what, begun) => {
    const one = await started();
    const { port } = new URL(one.url);
    const slow = Array.from({ length: 200 }, () => {
      const socket = connect(Number(port), '127.0.0.1').on('error', () => socket.destroy());
      socket.write(begun);
      return socket;
    });
    await Promise.all(slow.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    expect((await one.get('/healthz')).status).toBe(200);
    expect(await finished(one, [newResult()])).toHaveLength(1);
    for (const socket of slow) socket.destroy();
  });
});

describe('readyz', () => {
  it('is 503 where the database cannot be written, or a monitor is late', async () => {
    const locked = new PlumblineError('database_locked', 'somebody holds it');
    const one = await started({ parts: { proveWritable: () => Promise.reject(locked) } });
    const answer = await one.get('/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      ok: false,
      reason: expect.stringContaining('database_locked'),
    });
    await one.close();
    const health = async () => ({ healthy: false, reason: 'm is late' });
    const late = await started({ parts: { health } });
    expect((await late.get('/readyz')).status).toBe(503);
    expect((await late.get('/healthz')).status).toBe(200);
  });
});

describe('the description of the API', () => {
  it('names every call, with what it takes', async () => {
    const one = await started();
    const described = z.object({
      paths: z.record(
        z.string(),
        z.partialRecord(
          z.enum(['get', 'post']),
          z.object({
            parameters: z.array(z.object({ name: z.string() })),
            requestBody: z.unknown().optional(),
          }),
        ),
      ),
    });
    const { paths } = described.parse(await (await one.get('/api/v1/openapi.json')).json());
    expect(Object.keys(paths)).toContain('/api/v1/results/{id}');
    const taken = paths['/api/v1/results']?.get?.parameters.map(({ name }) => name);
    expect(taken).toEqual(['monitor', 'series', 'verdict', 'since', 'until', 'limit', 'cursor', 'format']);
    expect(paths['/api/v1/feedback']?.post?.requestBody).toMatchObject({ required: true });
  });
});
