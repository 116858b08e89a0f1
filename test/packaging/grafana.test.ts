import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../../src/config/schema.ts';
import type { Finding } from '../../src/detect/finding.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/store.ts';
import { HOUR, NOON } from '../support/pipeline.ts';
import { newResult } from '../support/results.ts';
import { startBench, type WebBench } from '../support/web.ts';

// Neither Debian nor npm nor PyPI has a Grafana: what its data sources would ask is asked here, and the rest held against its model.

const SERIES = 'environment.temperature{room=lab,sensor=a}';
const datasource = z.strictObject({ type: z.string(), uid: z.string().regex(/^\$\{DS_PLUMBLINE\}$/) });
const position = z.strictObject({
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  w: z.int().min(1).max(24),
  h: z.int().min(1),
});
const sqlTarget = z.strictObject({
  ...{ refId: z.string(), datasource, rawQueryText: z.string(), queryText: z.string() },
  queryType: z.enum(['table', 'time series']),
  timeColumns: z.array(z.string()),
});
const column = z.strictObject({
  ...{ selector: z.string(), text: z.string() },
  type: z.enum(['string', 'number', 'timestamp', 'boolean']),
});
const infinityTarget = z.strictObject({
  ...{
    refId: z.string(),
    datasource: datasource.optional(),
    type: z.literal('json'),
    source: z.literal('url'),
  },
  ...{
    parser: z.literal('backend'),
    format: z.enum(['table', 'timeseries']),
    url: z.string().startsWith('/api/v1/'),
  },
  url_options: z.strictObject({ method: z.literal('GET'), data: z.literal('') }),
  root_selector: z.string(),
  filters: z.array(z.never()),
  columns: z.array(column).min(1),
});
/** What an exported dashboard has, in Grafana's model of dashboards. */
const boardOf = <Target extends z.ZodType, Query extends z.ZodType>(target: Target, query: Query) =>
  z.looseObject({
    __inputs: z.tuple([
      z.looseObject({ name: z.literal('DS_PLUMBLINE'), type: z.literal('datasource'), pluginId: z.string() }),
    ]),
    __requires: z.array(z.looseObject({ type: z.enum(['grafana', 'datasource', 'panel']), id: z.string() })),
    uid: z.string().regex(/^[a-z-]{1,40}$/),
    title: z.string(),
    schemaVersion: z.int().min(36),
    time: z.strictObject({ from: z.string(), to: z.string() }),
    templating: z.object({
      list: z.array(z.looseObject({ name: z.string(), type: z.literal('query'), datasource, query })),
    }),
    panels: z.array(
      z.looseObject({
        ...{ id: z.int(), type: z.enum(['stat', 'table', 'timeseries']), title: z.string(), datasource },
        gridPos: position,
        targets: z.array(target).min(1),
        fieldConfig: z.strictObject({
          defaults: z.looseObject({}),
          overrides: z.array(
            z.strictObject({
              matcher: z.strictObject({ id: z.literal('byName'), options: z.string() }),
              properties: z.array(z.strictObject({ id: z.string(), value: z.unknown() })),
            }),
          ),
        }),
      }),
    ),
  });
const sqlBoard = boardOf(sqlTarget, z.string());
const infinityBoard = boardOf(infinityTarget, z.looseObject({ infinityQuery: infinityTarget }));

const fileOf = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../packaging/grafana/${name}.json`, import.meta.url), 'utf8'));

/** As Grafana puts them in: `${__from}` and the like. */
function filled(text: string): string {
  const [from, to] = [NOON - 24 * HOUR, NOON + HOUR];
  const values = new Map([
    ['__from', String(from)],
    ['__to', String(to)],
    ['__from:date:iso', new Date(from).toISOString()],
    ['__to:date:iso', new Date(to).toISOString()],
    ['series:percentencode', encodeURIComponent(SERIES)],
    ['series', SERIES],
  ]);
  return text.replace(/\$\{([^}]+)\}/g, (_all, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`nobody fills ${name} in`);
    return value;
  });
}

const spike: Finding = {
  ...{ kind: 'spike', detector: 'hampel', flag: 4, start: NOON - HOUR, end: NOON - HOUR, points: 1 },
  ...{ observed: 31.5, expected: [19.5, 22], score: 0.93, sentence: 'A spike of 31.5 °C at 11:00.' },
};

/** A window with a finding and an answer, and one that was skipped. */
async function worked(store: Store): Promise<void> {
  const window = { start: NOON - HOUR, end: NOON };
  const claim = await store.claimRun('m', window, { now: NOON, leaseMs: 30_000, worker: 'w', attempts: 3 });
  if (claim === undefined) throw new Error('the run should be free');
  const results = [newResult({ series: SERIES, verdict: 'anomalous', findings: [spike], toBeAsked: true })];
  const took = { readMs: 10, judgeMs: 2 };
  const [id = 0] = await store.finishRun(
    claim,
    { source: 'influx', fallbackReason: null, results, baselines: [], took },
    NOON,
  );
  const reply = { text: '{}', model: 'm', promptTokens: 1, completionTokens: 1, elapsedMs: 1 };
  const claims = [
    { start: 0, end: 1, text: 'x', kind: 'value', verdict: 'refuted', evidence: '', reading: '' },
  ] as const;
  await store.recordAnswer(id, { reply, modelVerdict: null, claims, summary: null }, NOON);
  await store.skipRuns('m', [{ start: NOON - 3 * HOUR, end: NOON - 2 * HOUR, reason: 'too old' }], NOON);
}

let folder: string | undefined;
let bench: WebBench | undefined;
afterEach(async () => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  await bench?.close();
  folder = bench = undefined;
});

describe.each(['plumbline-sqlite', 'plumbline-infinity'])('the dashboard %s', (name) => {
  const board =
    name === 'plumbline-sqlite' ? sqlBoard.parse(fileOf(name)) : infinityBoard.parse(fileOf(name));

  it('has what Grafana wants of one that is imported', () => {
    const { panels, __requires: requires, __inputs: inputs } = board;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const wanted = requires.filter(({ type }) => type === 'panel').map(({ id }) => id);
    expect(new Set(wanted)).toEqual(new Set(panels.map(({ type }) => type)));
    expect(requires.map(({ id }) => id)).toContain(inputs[0].pluginId);
    expect(new Set(panels.map((one) => one.datasource.type))).toEqual(new Set([inputs[0].pluginId]));
  });

  it('has no panel over another one, and none that reaches beyond the page', () => {
    const taken = new Set<string>();
    for (const { gridPos } of board.panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken.has(`${x} ${y}`)).toBe(false);
          taken.add(`${x} ${y}`);
        }
      }
    }
  });
});

describe('what the dashboard over SQLite asks', () => {
  it('has an answer in a real database, with the columns that its panels name', async () => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-grafana-'));
    const store = openStore(join(folder, 'p.db'));
    await worked(store);
    await store.close();
    const db = new Database(join(folder, 'p.db'), { readonly: true });
    const { panels, templating } = sqlBoard.parse(fileOf('plumbline-sqlite'));
    const rows = (sql: string) => db.prepare<[], Record<string, unknown>>(filled(sql)).all();
    for (const { query } of templating.list) expect(rows(query)).toEqual([{ series: SERIES }]);
    for (const { title, targets, fieldConfig } of panels) {
      for (const { queryText, rawQueryText, queryType, timeColumns } of targets) {
        expect(queryText).toBe(rawQueryText);
        const [first, ...others] = rows(queryText);
        expect([title, first]).not.toEqual([title, undefined]);
        const columns = Object.keys(first ?? {});
        const named = fieldConfig.overrides.map(({ matcher }) => matcher.options);
        expect(named.filter((one) => !columns.includes(one))).toEqual([]);
        // A time series is of times in seconds and of numbers.
        if (queryType === 'table') continue;
        expect(timeColumns).toEqual(['time']);
        for (const value of Object.values(first ?? {})) expect(value).toBeTypeOf('number');
        expect(Number(first?.time)).toBeLessThan(NOON);
        expect(others).toEqual([]);
      }
    }
    db.close();
  });
});

describe('what the dashboard over the API asks', () => {
  /** What a selector of the data source names. */
  const selected = (value: unknown, selector: string): unknown =>
    selector
      .split('.')
      .reduce<unknown>((at, key) => z.record(z.string(), z.unknown()).safeParse(at).data?.[key], value);

  it('has an answer from a real server, with every column that it selects', async () => {
    const config = configSchema.parse({
      sources: { influx: { kind: 'csv', path: 'rooms.csv' } },
      monitors: [
        { name: 'm', cron: '0 * * * *', source: 'influx', query: { measurement: 'e', fields: ['t'] } },
      ],
      targets: { hook: { kind: 'webhook', url: 'http://127.0.0.1:9/x' } },
    });
    bench = await startBench({ parts: { config: () => config } });
    await worked(bench.parts.store);
    const { panels, templating } = infinityBoard.parse(fileOf('plumbline-infinity'));
    const targets = panels.flatMap((panel) =>
      panel.targets.map((target) => ({ ...target, title: panel.title })),
    );
    const queries = templating.list.map(({ query }) => ({ ...query.infinityQuery, title: 'the variable' }));
    for (const { title, url, root_selector: root, columns } of [...targets, ...queries]) {
      const answer = await bench.get(filled(url));
      expect([title, answer.status]).toEqual([title, 200]);
      const found = selected(await answer.json(), root);
      const [first] = Array.isArray(found) ? found : [found];
      for (const { selector, type } of columns) {
        const value = selected(first, selector);
        expect([title, selector, value]).not.toEqual([title, selector, undefined]);
        if (value === null) continue;
        if (type === 'timestamp') expect(Date.parse(String(value))).not.toBeNaN();
        else expect([title, selector, typeof value]).toEqual([title, selector, type]);
      }
    }
  });
});
