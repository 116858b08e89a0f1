import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatProblems, loadConfig } from '../../src/config/load.ts';

// What takes more than linear time here would run into the time limit of a test by far: some took minutes.

const folder = mkdtempSync(join(tmpdir(), 'plumbline-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SOURCES = 'sources:\n  s: { kind: csv, path: data/office.csv }\n';
const QUERY = 'query: { measurement: m, fields: [t] }';
const monitor = (name: string, more = '') =>
  `  - { name: ${name}, cron: "*/5 * * * *", source: s, ${QUERY}${more} }\n`;
const GOOD = `${SOURCES}monitors:\n${monitor('a')}`;

function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

function problemsIn(text: string, environment = {}) {
  const file = join(folder, 'config.yaml');
  writeFileSync(file, text);
  const loaded = loadConfig(file, environment);
  return loaded.ok ? [] : loaded.problems;
}

describe('a config that would take long or much to read', () => {
  it.each([
    ['a range', '1-999999999 * * * *'],
    ['weekdays', '* * * * 1000-2000'],
    ['a list', `${'1,'.repeat(200)}1 * * * *`],
  ])('has no cron expression of which %s fills the memory', (_, cron) => {
    const [problem] = problemsIn(GOOD.replace('*/5 * * * *', cron));
    expect(problem).toMatchObject({ line: 4, path: 'monitors[0].cron' });
    expect(problem?.allowed).toMatch(/^minute hour day month weekday/);
  });

  it.each([
    ['[', '['.repeat(20_000)],
    ['[]', '['.repeat(20_000) + ']'.repeat(20_000)],
    ['[ on lines of their own', '[\n '.repeat(20_000)],
    ['{a:', '{a: '.repeat(20_000)],
    ['-', `\n${'- '.repeat(20_000)}`],
    ['?', `\n${'? '.repeat(20_000)}`],
  ])('is refused where %s stands within itself 20,000 times', (_, value) => {
    expect(problemsIn(`${SOURCES}monitors: ${value}\n`)).toEqual([
      expect.objectContaining({
        found: 'brackets or lists nested too deep',
        allowed: 'at most 50 levels',
      }),
    ]);
  });

  it('is refused where indentation goes too deep', () => {
    const deep = repeat(500, (index) => `${' '.repeat(index + 1)}a:\n`);
    expect(problemsIn(`${SOURCES}monitors:\n${deep}`)).toMatchObject([
      { found: 'brackets or lists nested too deep' },
    ]);
  });

  it('may have brackets in its texts, however many', () => {
    const flux = `windowStart windowStop ${repeat(60, () => '[[')}`;
    // The only mistake is that a file speaks no Flux.
    expect(problemsIn(GOOD.replace(QUERY, `query: { flux: "${flux}" }`))).toMatchObject([
      { path: 'monitors[0].query.flux' },
    ]);
    const block = `\n    query:\n      flux: |\n        ${flux}\n`;
    const written = `  - name: a\n    cron: "* * * * *"\n    source: s${block}`;
    const problems = problemsIn(`${SOURCES}monitors:\n${written}`);
    expect(problems.map(({ path }) => path)).toEqual(['monitors[0].query.flux']);
  });

  it('is told once of 120,000 variables that are never closed', () => {
    const problems = problemsIn(`${GOOD}model: { name: "${'${'.repeat(120_000)}" }\n`);
    expect(problems).toMatchObject([{ line: 5, path: 'model.name', found: 'a ${ that is never closed' }]);
  });

  it('has no text that its variables blow up', () => {
    const file = `${GOOD}model: { name: "${`\${LONG}`.repeat(1000)}" }\n`;
    expect(problemsIn(file, { LONG: 'x'.repeat(1000) })).toMatchObject([
      { path: 'model.name', found: 'a text that is too long with its variables put in' },
    ]);
  });

  it('is refused with 50,000 unknown keys', () => {
    const problems = problemsIn(GOOD + repeat(50_000, (index) => `k${index}: 1\n`));
    expect(problems).toMatchObject([{ line: null, allowed: 'at most 262144 bytes' }]);
  });

  it('is told the first hundred of 20,000 unknown keys, on their lines', () => {
    const problems = problemsIn(GOOD + repeat(20_000, (index) => `k${index}: 1\n`));
    expect(problems).toHaveLength(100);
    expect(problems[99]).toMatchObject({ line: 104, path: 'k99', found: 'an unknown key' });
    expect(formatProblems(problems)).toMatch(/^100 mistakes or more in /);
  });

  it('is told the first hundred of 20,000 keys that stand twice', () => {
    const problems = problemsIn(GOOD + repeat(20_000, () => 'k: 1\n'));
    expect(problems).toHaveLength(100);
    expect(problems[0]).toMatchObject({ line: 6, found: 'a mistake in the YAML (Map keys must be unique)' });
  });

  it('is refused with 9,000 monitors', () => {
    const problems = problemsIn(`${SOURCES}monitors:\n${repeat(9000, (index) => monitor(`m${index}`))}`);
    expect(problems).toMatchObject([{ line: null, allowed: 'at most 262144 bytes' }]);
    const many = problemsIn(`${SOURCES}monitors:\n${repeat(2001, (index) => monitor(`m${index}`))}`);
    expect(many).toMatchObject([{ path: 'monitors', allowed: 'at most 2000 in the list' }]);
  });

  it('is read with 2,000 monitors', () => {
    const monitors = repeat(2000, (index) => monitor(`m${index}`));
    expect(problemsIn(`${SOURCES}monitors:\n${monitors}`)).toEqual([]);
  });

  it('is told the first hundred mistakes of 2,000 wrong monitors', () => {
    const wrong = repeat(2000, () =>
      monitor('same', ', timezone: Europa/Berlim').replace('source: s', 'source: z'),
    );
    const problems = problemsIn(`${SOURCES}monitors:\n${wrong}`);
    expect(problems).toHaveLength(100);
    expect(problems[0]).toMatchObject({ line: 4, path: 'monitors[0].timezone', suggestion: 'Europe/Berlin' });
  });

  it('names twenty of a thousand sources where none is meant', () => {
    const sources = `sources:\n${repeat(1001, (index) => `  s${index}: { kind: csv, path: p }\n`)}`;
    const problems = problemsIn(`${sources}monitors:\n${monitor('a')}`);
    const allowed = problems.map((one) => one.allowed);
    expect(allowed).toContain('at most 1000 sources');
    expect(allowed).toContainEqual(expect.stringMatching(/^s0, .*, s19 and 981 more$/));
  });
});

describe('a key', () => {
  it('that is a mapping itself, as a template left in, is refused and quoted nowhere', () => {
    const warnings: unknown[] = [];
    const listen = (warning: unknown) => warnings.push(warning);
    process.on('warning', listen);
    const problems = problemsIn(`${GOOD}model:\n  apiKey: {{ hunter2 }}\n`);
    process.off('warning', listen);
    expect(problems).toMatchObject([
      { line: 6, found: 'a mistake in the YAML (a key is a list or a mapping itself)' },
    ]);
    expect(formatProblems(problems)).not.toContain('hunter2');
    expect(warnings).toEqual([]);
  });

  it('named __proto__ is refused, and not lost', () => {
    const file = GOOD.replace('fields: [t]', 'fields: [t], where: { __proto__: x }');
    expect(problemsIn(file)).toMatchObject([
      { line: 4, found: 'a mistake in the YAML (__proto__ can be no key)' },
    ]);
  });
});
