import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildFlux,
  withWindow as fluxWithWindow,
  inUserLines,
  yieldsSeveral,
} from '../../../src/source/influx/flux-query.ts';
import {
  buildInfluxql,
  withWindow as influxqlWithWindow,
} from '../../../src/source/influx/influxql-query.ts';
import type { StructuredQuery } from '../../../src/source/source.ts';

const WINDOW = { start: Date.parse('2026-11-22T06:00:00Z'), end: Date.parse('2026-11-22T12:00:00Z') };
const QUERY: StructuredQuery = {
  measurement: 'environment',
  fields: ['temperature'],
  where: {},
  groupBy: [],
  aggregate: 'mean',
};

/** Text of any kind, with what could break out of a literal more often than by chance. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('"', "'", '\\', '${', '}', '\n', '//', ';', '|>'),
    ),
  )
  .map((parts) => parts.join(''));

/** The string literals of a Flux script as the Flux specification reads them, and the text around them. */
function fluxLiterals(script: string): { literals: string[]; around: string } {
  const literals: string[] = [];
  const around = script.replaceAll(/"((?:[^"\\]|\\[\s\S])*)"/g, (_all, inner: string) => {
    expect(inner.replaceAll(/\\[\s\S]/g, '')).not.toContain('${');
    const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
    literals.push(
      inner.replaceAll(/\\([\s\S])/g, (_pair, character: string) => escapes[character] ?? character),
    );
    return '"';
  });
  return { literals, around };
}

describe('buildFlux', () => {
  test('asks for the half-open window, always by measurement and field', () => {
    expect(buildFlux('sensors', { ...QUERY, fields: ['temperature', 'co2'] }, WINDOW)).toBe(
      [
        'from(bucket: "sensors")',
        '  |> range(start: 2026-11-22T06:00:00.000Z, stop: 2026-11-22T12:00:00.000Z)',
        '  |> filter(fn: (r) => r["_measurement"] == "environment")',
        '  |> filter(fn: (r) => r["_field"] == "temperature" or r["_field"] == "co2")',
        '  |> drop(columns: ["_start", "_stop"])',
      ].join('\n'),
    );
  });

  test('groups by the tags of groupBy and where, and aggregates inside of the window', () => {
    const query = { ...QUERY, where: { room: 'lab' }, groupBy: ['sensor'], everyMs: 300_000 };
    expect(buildFlux('sensors', query, WINDOW).split('\n').slice(4)).toEqual([
      '  |> filter(fn: (r) => r["room"] == "lab")',
      '  |> group(columns: ["_measurement", "_field", "room", "sensor"])',
      '  |> sort(columns: ["_time"])',
      '  |> aggregateWindow(every: 300000ms, fn: mean, createEmpty: false, timeSrc: "_start")',
      '  |> drop(columns: ["_start", "_stop"])',
    ]);
  });

  test('raw points come with all their tags, so that merged sensors can be told apart', () => {
    expect(buildFlux('sensors', { ...QUERY, groupBy: ['room'] }, WINDOW)).not.toContain('group(');
  });

  test('values become numbers before they are grouped, where their types want it', () => {
    const query = { ...QUERY, groupBy: ['room'], everyMs: 60_000 };
    const steps = buildFlux('sensors', query, WINDOW, { asNumbers: true }).split('\n');
    expect(steps[4]).toBe('  |> toFloat()');
    expect(steps[5]).toContain('group(');
  });

  test('no value leaves its literal, whatever it holds', () => {
    const plain = fluxLiterals(
      buildFlux('b', { ...QUERY, where: { t: 'v' }, groupBy: ['g'], everyMs: 1000 }, WINDOW),
    ).around;
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, hostile, (bucket, measurement, field, value, tag) => {
        fc.pre(!['_measurement', '_field', 't'].includes(tag));
        const query = {
          ...QUERY,
          measurement,
          fields: [field],
          where: { t: value },
          groupBy: [tag],
          everyMs: 1000,
        };
        const { literals, around } = fluxLiterals(buildFlux(bucket, query, WINDOW));
        expect(around).toBe(plain);
        expect(literals).toEqual([
          bucket,
          '_measurement',
          measurement,
          '_field',
          field,
          't',
          value,
          '_measurement',
          '_field',
          't',
          tag,
          '_time',
          '_start',
          '_start',
          '_stop',
        ]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the own Flux of a user', () => {
  const definitions = 'windowStart = 2026-11-22T06:00:00.000Z\nwindowStop = 2026-11-22T12:00:00.000Z\n';

  test('stands behind the definitions of the window', () => {
    expect(fluxWithWindow('from(bucket: "b")', WINDOW)).toBe(`${definitions}from(bucket: "b")`);
  });

  test('keeps package clause, imports and comments before them', () => {
    const preamble = '// mine\npackage main\nimport "math"\nimport s "influxdata/influxdb/schema" // why\n\n';
    expect(fluxWithWindow(`${preamble}imported = 1`, WINDOW)).toBe(`${preamble}\n${definitions}imported = 1`);
  });

  test('is left whole, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (script) => {
        expect(fluxWithWindow(script, WINDOW).replace(definitions, '').replaceAll('\n', '')).toBe(
          script.replaceAll('\n', ''),
        );
      }),
    );
  });
});

describe('what the server says about own Flux', () => {
  test.each([
    [
      'from(bucket: "b")\n  |> nosuch()',
      'error @4:6-4:12: undefined identifier',
      'error @2:6-2:12: undefined identifier',
    ],
    ['import "math"\n\nfrom(b)', 'compilation failed: loc 6:1-6:2: x', 'compilation failed: loc 3:1-3:2: x'],
    ['import "nosuch"\nfrom(b)', 'error @1:1-1:16: invalid import', 'error @1:1-1:16: invalid import'],
    ['from(b)', 'runtime error @3:1-7:2: boom', 'runtime error @1:1-5:2: boom'],
  ])('names the lines as the user wrote them (%j)', (flux, said, told) => {
    expect(inUserLines(said, flux)).toBe(told);
  });

  test.each([
    ['a |> yield(name: "a")\nb |> yield(name: "b")', true],
    ['a |> yield(name: "yield (")', false],
    ['a |> yield() // yield()', false],
  ])('several yields are seen in the code alone (%j)', (flux, several) => {
    expect(yieldsSeveral(flux)).toBe(several);
  });
});

/** The literals in either quote of an InfluxQL statement, and the text around them. */
function influxqlLiterals(statement: string): { literals: string[]; around: string } {
  const literals: string[] = [];
  const around = statement.replaceAll(
    /(["'])((?:(?!\1)[^\\\n]|\\[\s\S])*)\1/g,
    (_all, quote: string, inner: string) => {
      literals.push(
        inner.replaceAll(/\\([\s\S])/g, (_pair, character: string) => (character === 'n' ? '\n' : character)),
      );
      return quote;
    },
  );
  return { literals, around };
}

describe('buildInfluxql', () => {
  test('asks for the half-open window by every tag set', () => {
    expect(buildInfluxql(undefined, { ...QUERY, where: { room: 'lab' } }, WINDOW)).toBe(
      `SELECT "temperature" FROM "environment" WHERE "room" = 'lab' AND time >= '2026-11-22T06:00:00.000Z' AND time < '2026-11-22T12:00:00.000Z' GROUP BY *`,
    );
  });

  test('aggregates under the name of the field, without empty intervals', () => {
    const query = { ...QUERY, groupBy: ['sensor'], everyMs: 60_000, aggregate: 'max' } as const;
    const statement = buildInfluxql('short term', query, WINDOW);
    expect(statement).toMatch(
      /^SELECT max\("temperature"\) AS "temperature" FROM "short term"\."environment" /,
    );
    expect(statement).toMatch(/ GROUP BY time\(60000ms\), "sensor" fill\(none\)$/);
  });

  test('no value leaves its literal, whatever it holds', () => {
    const plain = influxqlLiterals(
      buildInfluxql('p', { ...QUERY, where: { t: 'v' }, groupBy: ['g'], everyMs: 1000 }, WINDOW),
    ).around;
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, hostile, (policy, measurement, field, value, tag) => {
        fc.pre(tag !== 't');
        const query = {
          ...QUERY,
          measurement,
          fields: [field],
          where: { t: value },
          groupBy: [tag],
          everyMs: 1000,
        };
        const { literals, around } = influxqlLiterals(buildInfluxql(policy, query, WINDOW));
        expect(around).toBe(plain);
        expect(literals.filter((text) => !text.startsWith('2026-'))).toEqual([
          field,
          field,
          policy,
          measurement,
          't',
          value,
          't',
          tag,
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  test('the window stands in the own text of a user as time literals', () => {
    const text = 'SELECT x FROM m WHERE time >= $windowStart AND time < $windowStop AND a = $windowStarts';
    expect(influxqlWithWindow(text, WINDOW)).toBe(
      `SELECT x FROM m WHERE time >= '2026-11-22T06:00:00.000Z' AND time < '2026-11-22T12:00:00.000Z' AND a = $windowStarts`,
    );
  });
});
