import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inspect } from '../../src/detect/inspect.ts';
import { settingsBySeries } from '../../src/detect/settings.ts';
import { PlumblineError } from '../../src/lib/errors.ts';
import { NO_NOTES, type Window } from '../../src/source/source.ts';
import { calm, HOUR, MINUTE, monitorOf, NOON, sensor } from '../support/pipeline.ts';
import { newResult } from '../support/results.ts';
import { startBench, type WebBench } from '../support/web.ts';

const SERIES = 'environment.temperature{room=lab}';
const EVIL = 'environment.temperature{room=<script>alert(1)</script>}';
const TOKEN = 'a-token-of-some-length';
const WINDOW: Window = { start: NOON - HOUR, end: NOON };
/** A quiet hour, but for one reading of 31.5 at 11:20. */
const spiky = (minute: number): number => (minute === (NOON - 40 * MINUTE) / MINUTE ? 31.5 : calm(minute));

let bench: WebBench | undefined;
const clients: Client[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await bench?.close();
  bench = undefined;
});

/** A worker's server whose monitor has judged the hour before noon as a run does. */
async function started(options: Parameters<typeof startBench>[0] = {}): Promise<WebBench> {
  const read = (span: Window) => [sensor(SERIES, spiky)(span), sensor(EVIL, calm)(span)];
  bench = await startBench({ monitor: { unit: '°C' }, read, ...options });
  const monitor = monitorOf({ unit: '°C' });
  const results = read(WINDOW).map((series) => {
    const { inspect: settings } = settingsBySeries(monitor, [])(series.series);
    const points = series.times.length;
    const inspection = inspect(series, WINDOW, settings);
    return newResult({ ...inspection, series: series.series, points, origin: null, notes: NO_NOTES });
  });
  const { store } = bench.parts;
  const claim = await store.claimRun('m', WINDOW, { now: NOON, leaseMs: 30_000, worker: 'w', attempts: 3 });
  if (claim === undefined) throw new Error('the run should be free');
  await store.finishRun(claim, { source: 'influx', fallbackReason: null, results, baselines: [] }, NOON);
  return bench;
}

async function connected(url: string, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } });
  // One type says that the session is optional, the other that it may be undefined: they don't fit under strict rules.
  await Reflect.apply(client.connect, client, [transport]);
  clients.push(client);
  return client;
}

const answered = z.object({
  isError: z.boolean().optional(),
  content: z.array(z.object({ type: z.literal('text'), text: z.string() })),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
});

async function call(client: Client, name: string, given: Record<string, unknown>) {
  return answered.parse(await client.callTool({ name, arguments: given }));
}

/** What a tool gave; a failure fails the test with its text. */
async function given(client: Client, name: string, args: Record<string, unknown> = {}) {
  const { isError, content, structuredContent } = await call(client, name, args);
  if (isError === true || structuredContent === undefined) throw new Error(content[0]?.text);
  expect(JSON.parse(content[0]?.text ?? '')).toEqual(structuredContent);
  return structuredContent;
}

async function failed(client: Client, name: string, args: Record<string, unknown>): Promise<string> {
  const { isError, content } = await call(client, name, args);
  expect(isError).toBe(true);
  return content[0]?.text ?? '';
}

describe('the tools for assistants, over HTTP', () => {
  it('are there, and say that they only read', async () => {
    const client = await connected((await started()).url);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      ...['list_series', 'latest_findings', 'get_window', 'get_signal', 'history', 'check_statement'],
    ]);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    expect(client.getInstructions()).toContain('check_statement');
  });

  it('list the series, what needs attention first, narrowed by text and state', async () => {
    const client = await connected((await started()).url);
    const all = await given(client, 'list_series');
    expect(all).toMatchObject({
      all: 2,
      series: [
        { series: SERIES, verdict: 'anomalous', unit: '°C' },
        { series: EVIL, verdict: 'normal' },
      ],
    });
    expect(await given(client, 'list_series', { search: 'LAB', limit: 1 })).toMatchObject({ all: 1 });
    expect(await given(client, 'list_series', { state: 'missing' })).toEqual({ all: 0, series: [] });
  });

  it('give the latest findings, and none of what is well', async () => {
    const client = await connected((await started()).url);
    const { windows } = z
      .object({ windows: z.array(z.looseObject({ series: z.string(), findings: z.array(z.unknown()) })) })
      .parse(await given(client, 'latest_findings'));
    expect(windows).toMatchObject([{ series: SERIES, findings: [{ kind: 'spike', observed: 31.5 }] }]);
    expect(await given(client, 'latest_findings', { series: EVIL })).toEqual({ windows: [] });
    expect(await given(client, 'latest_findings', { since: '2026-11-01T13:00:00Z' })).toEqual({
      windows: [],
    });
  });

  it('give figures, facts and what was not judged of a window', async () => {
    const client = await connected((await started()).url);
    const window = await given(client, 'get_window', { series: SERIES });
    expect(window).toMatchObject({ recorded: { verdict: 'anomalous', points: 60 }, remarks: [] });
    expect(JSON.stringify(window.facts)).toContain('31.5');
    expect(window.notJudged).toContain('drift');
  });

  it('give what was recorded where the source is away', async () => {
    const { url } = await startedThenAway();
    const client = await connected(url);
    const window = await given(client, 'get_window', { series: SERIES });
    expect(window).toMatchObject({ recorded: { verdict: 'anomalous' }, facts: [] });
    expect(JSON.stringify(window.remarks)).toContain('influx does not answer');
    const text = await failed(client, 'check_statement', { series: SERIES, text: 'It was calm.' });
    expect(text).toContain('source_unreachable: influx does not answer');
  });

  it('give the signal with its spike, however few points are wanted', async () => {
    const client = await connected((await started()).url);
    const span = '2026-11-01T00:00:00Z/2026-11-01T12:00:00Z';
    const signal = await given(client, 'get_signal', { series: SERIES, window: span, points: 20 });
    expect(signal).toMatchObject({ rawPoints: 720, source: 'influx' });
    const values = z.array(z.number().nullable()).parse(signal.values);
    expect(values.length).toBeLessThan(30);
    expect(Math.max(...values.map((value) => value ?? 0))).toBe(31.5);
  });

  it('give the history of a series', async () => {
    const client = await connected((await started()).url);
    expect(await given(client, 'history', { series: SERIES })).toMatchObject({
      verdict: 'anomalous',
      windows: [{ windowEnd: '2026-11-01T12:00:00.000Z', findings: ['spike'], points: 60 }],
    });
    const before = { series: SERIES, until: '2026-11-01T12:00:00Z' };
    expect(await given(client, 'history', before)).toMatchObject({ windows: [] });
  });
});

/** The source answered the run, and is away since. */
async function startedThenAway(): Promise<WebBench> {
  await bench?.close();
  let isAway = false;
  const read = (span: Window) => {
    if (isAway) throw new PlumblineError('source_unreachable', 'influx does not answer');
    return [sensor(SERIES, spiky)(span)];
  };
  const one = await started({ read });
  isAway = true;
  return one;
}

describe('check_statement', () => {
  it('says of each claim what it was held against, and what may be said', async () => {
    const client = await connected((await started()).url);
    const text =
      'There is a spike of 31.5 °C at 11:20. The mean temperature is 27 °C. It may be due to an open door.';
    const checked = await given(client, 'check_statement', { series: SERIES, text });
    expect(checked).toMatchObject({
      ...{ result: 1, readings: 60, windowEnd: '2026-11-01T12:00:00.000Z', remarks: [] },
      mayBeSaid: 'There is a spike of 31.5 °C at 11:20.',
      guess: 'It may be due to an open door.',
    });
    const claims = z.array(z.looseObject({ text: z.string(), verdict: z.string(), evidence: z.string() }));
    const mean = claims.parse(checked.claims).find((claim) => claim.text.includes('27'));
    expect(mean).toMatchObject({ verdict: 'refuted', reading: expect.stringContaining('60 readings') });
    expect(mean?.evidence).toMatch(/20\.\d/);
    expect(String(checked.instead)).toContain('31.5');
  });

  it('leaves what only a baseline sees open in a span that no run has judged', async () => {
    const client = await connected((await started()).url);
    const window = '2026-11-01T10:30:00Z/2026-11-01T11:30:00Z';
    const text = 'There is a spike of 31.5 °C at 11:20. There is no drift.';
    const checked = await given(client, 'check_statement', { series: SERIES, window, text });
    expect(checked).toMatchObject({ result: null, mayBeSaid: 'There is a spike of 31.5 °C at 11:20.' });
    expect(checked.notJudged).toContain('drift');
    expect(checked.counts).toMatchObject({ refuted: 0, unverifiable: 1 });
  });

  it('finds a recorded window by its end and by the id of its result', async () => {
    const client = await connected((await started()).url);
    const text = 'The highest reading is 31.5 °C.';
    for (const window of ['2026-11-01T12:00:00Z', '2026-11-01T13:00:00+01:00', '1']) {
      const checked = await given(client, 'check_statement', { series: SERIES, window, text });
      expect(checked).toMatchObject({ result: 1, counts: { supported: 1, refuted: 0, unverifiable: 0 } });
    }
  });

  it('says so where the readings are no longer those that were judged', async () => {
    let from = 0;
    const read = (span: Window) => [sensor(SERIES, spiky)({ ...span, start: span.start + from })];
    const client = await connected((await started({ read })).url);
    from = 30 * MINUTE;
    const text = 'The lowest reading is 20 °C.';
    const checked = await given(client, 'check_statement', { series: SERIES, text });
    expect(JSON.stringify(checked.remarks)).toContain('30 readings of this window now; it was judged by 60');
    from = HOUR;
    const gone = await failed(client, 'check_statement', { series: SERIES, text });
    expect(gone).toContain('no longer has the 60 readings');
  });

  it('holds nothing against the data of a stand-in', async () => {
    const readSeries = async (_monitor: unknown, span: Window) => ({
      series: [sensor(SERIES, calm)(span)],
      source: 'spare',
      fallbackReason: 'source_unreachable: influx does not answer',
    });
    const client = await connected((await started({ parts: { readSeries } })).url);
    for (const window of ['newest', '2026-11-01T10:00:00Z/2026-11-01T11:00:00Z']) {
      const text = await failed(client, 'check_statement', { series: SERIES, window, text: 'It is 20 °C.' });
      expect(text).toContain('spare has other data');
    }
  });
});

describe('what assistants send', () => {
  it.each([
    [
      'a series that there is not',
      { series: 'environment.temperature{room=hall}' },
      /no series .*There are, for example: .*room=lab/,
    ],
    ['a monitor that has it not', { series: SERIES, monitor: 'other' }, /no series .* of monitor other/],
    ['no time', { series: SERIES, window: 'yesterday' }, /that is no time/],
    [
      'a window that was not judged',
      { series: SERIES, window: '2026-11-01T11:59:00Z' },
      /no recorded window/,
    ],
    ['a result of another series', { series: SERIES, window: '2' }, /result 2 is none of/],
    [
      'a span that ends before it begins',
      { series: SERIES, window: '2026-11-01T12:00:00Z/2026-11-01T11:00:00Z' },
      /end must come after/,
    ],
    ['a span of years', { series: SERIES, window: '2020-11-01T12:00:00Z/2026-11-01T11:00:00Z' }, /31 days/],
    ['a text without end', { series: SERIES, text: 'x'.repeat(4001) }, /4000/],
    ['a key that there is not', { series: SERIES, sql: 'DROP TABLE results' }, /sql/],
  ])('is refused with what to do: %s', async (_what, args, message) => {
    const client = await connected((await started()).url);
    expect(await failed(client, 'check_statement', { text: 'It is 20 °C.', ...args })).toMatch(message);
  });

  it('is never taken for a path, a query or markup', async () => {
    const one = await started();
    const client = await connected(one.url);
    for (const series of ['../../etc/passwd', "'; DROP TABLE results; --", EVIL]) {
      const { content } = await call(client, 'history', { series });
      expect(content[0]?.text).not.toContain('root:');
    }
    expect(await given(client, 'list_series')).toMatchObject({ all: 2 });
    expect((await fetch(`${one.url}/mcp/..%2f..%2fetc%2fpasswd`, { method: 'POST' })).status).toBe(404);
  });

  it('may have a bounded size, and be JSON only', async () => {
    const one = await started();
    expect((await one.post('/mcp', { text: 'x'.repeat(100_000) })).status).toBe(413);
    const form = {
      method: 'POST',
      body: 'a=b',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
    expect((await fetch(`${one.url}/mcp`, form)).status).toBe(415);
    const rpc = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    expect((await one.post('/mcp', rpc, { accept: 'text/html' })).status).toBe(406);
    expect((await one.get('/mcp')).status).toBe(405);
  });

  it('needs what reading the API needs: the token, a known host, no foreign site', async () => {
    const one = await started({ web: { token: TOKEN } });
    const rpc = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    const accept = 'application/json, text/event-stream';
    expect((await one.post('/mcp', rpc, { accept })).status).toBe(401);
    const authorization = `Bearer ${TOKEN}`;
    expect((await one.post('/mcp', rpc, { accept, authorization })).status).toBe(200);
    const foreign = { accept, authorization, origin: 'https://evil.example' };
    expect((await one.post('/mcp', rpc, foreign)).status).toBe(403);
    const client = await connected(one.url, { authorization });
    expect((await client.listTools()).tools).toHaveLength(6);
  });

  it('keeps a failure that nobody foresaw to the log', async () => {
    const describe = () => Promise.reject(new Error('the secret of /home/me'));
    const client = await connected((await started({ parts: { describe } })).url);
    const text = await failed(client, 'check_statement', { series: SERIES, text: 'It is 20 °C.' });
    expect(text).toBe('internal: the call failed; the log of the worker says why');
  });
});
