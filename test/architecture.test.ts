import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../src/', import.meta.url).pathname;

/** The floors of the building, lowest first; what stands on the same line may not see each other. */
const FLOORS = [
  ...[
    'lib',
    'config',
    'schedule',
    'source',
    'statistics',
    'inject',
    'detect',
    'facts',
    'prompt',
    'model',
    'factcheck',
    'store',
    'measures.ts',
  ],
  ...[
    'deliver',
    'discover',
    'simulate',
    'ask',
    'eval',
    'replay',
    'web',
    'reading',
    'questions',
    'context',
    'run.ts',
    'lane',
    'health.ts',
    'digest',
    'attend',
    'worker.ts',
    'copy.ts',
    'app.ts',
    'service',
    'cli',
    'main.ts',
  ],
];

/** Folders that compute only: no clock, no I/O, no random numbers, no logger. */
const PURE = ['statistics', 'inject', 'detect', 'facts', 'prompt', 'factcheck'];

interface Import {
  readonly from: string;
  readonly to: string;
}

function sourceFiles(): readonly string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => relative(SRC, join(SRC, file)).replaceAll('\\', '/'));
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, to = '']) => ({
    from: file,
    to: to.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), to)) : to,
  }));
}

const floorOf = (file: string): number => FLOORS.indexOf(file.split('/')[0] ?? '');

describe('the structure', () => {
  it('has a floor for every folder and file in src', () => {
    expect(sourceFiles().filter((file) => floorOf(file) === -1)).toEqual([]);
  });

  it('imports only downwards', () => {
    const inner = sourceFiles()
      .flatMap(importsOf)
      .filter(({ to }) => to.endsWith('.ts'));
    const upward = inner.filter(({ from, to }) => floorOf(to) > floorOf(from));
    expect(upward).toEqual([]);
  });

  it('keeps statistics, detectors, prompts and the fact-check pure', () => {
    const impure = sourceFiles()
      .filter((file) => PURE.includes(file.split('/')[0] ?? ''))
      .flatMap((file) => {
        const text = readFileSync(join(SRC, file), 'utf8');
        const io = importsOf(file).filter(({ to }) =>
          /^node:(?!crypto$)|^pino$|^ky$|lib\/log|lib\/clock/.test(to),
        );
        const calls = /Date\.now\(|new Date\(\)|Math\.random\(|process\.|console\./.exec(text);
        return io.length > 0 || calls !== null
          ? [`${file}: ${io.map(({ to }) => to).join()} ${calls?.[0] ?? ''}`]
          : [];
      });
    expect(impure).toEqual([]);
  });

  it('keeps rows and SQL behind the interface of the store', () => {
    for (const adapter of ['store/sqlite/', 'store/postgres/']) {
      const opening = [`${adapter}store.ts`, `${adapter}archive.ts`, `${adapter}examine.ts`];
      const knowing = sourceFiles()
        .flatMap(importsOf)
        .filter(({ from, to }) => to.startsWith(adapter) && !from.startsWith(adapter));
      expect(knowing.filter(({ to }) => !opening.includes(to))).toEqual([]);
      const knowers = new Set(knowing.map(({ from }) => from));
      expect([...knowers].sort()).toEqual(['app.ts', 'cli/doctor/database.ts']);
    }
  });

  it('waits with deadlines, not with signals that a garbage collection takes away', () => {
    const weak = sourceFiles().filter((file) =>
      /AbortSignal\s*\.\s*(?:any|timeout)\s*\(/.test(readFileSync(join(SRC, file), 'utf8')),
    );
    expect(weak).toEqual([]);
  });

  it('ends reading before judging begins: the reader sees no data, the judge no words', () => {
    const inside = (folder: string) =>
      sourceFiles()
        .flatMap(importsOf)
        .filter(({ from }) => from.startsWith(folder));
    const byReader = inside('factcheck/english/').filter(({ to }) =>
      /^(?:statistics|detect|source)\/|factcheck\/(?:judge|show|context|factcheck)/.test(to),
    );
    const byJudge = inside('factcheck/judge/').filter(({ to }) =>
      /factcheck\/(?:english|show|factcheck\.ts)/.test(to),
    );
    expect([...byReader, ...byJudge]).toEqual([]);
  });

  it('lets only app.ts know the concrete sources', () => {
    const adapters = /source\/influx\//;
    const knowing = sourceFiles()
      .flatMap(importsOf)
      .filter(({ from, to }) => adapters.test(to) && !from.startsWith('source/'))
      .map(({ from }) => from);
    expect([...new Set(knowing)]).toEqual(['app.ts']);
  });

  it('loads neither server nor protocol before somebody wants them', () => {
    const reached = (from: string): ReadonlySet<string> => {
      const seen = new Set<string>();
      const wanted = [from];
      for (let file = wanted.pop(); file !== undefined; file = wanted.pop()) {
        if (seen.has(file)) continue;
        seen.add(file);
        if (file.endsWith('.ts')) wanted.push(...loadedBy(file));
      }
      return seen;
    };
    const packages = (from: string) =>
      [...reached(from)].filter((file) =>
        /^(?:fastify|@fastify|prom-client|@modelcontextprotocol)/.test(file),
      );
    expect(packages('main.ts')).toEqual([]);
    expect(packages('web/server.ts').filter((name) => name.includes('protocol'))).toEqual([]);
    expect(packages('web/server.ts')).toContain('fastify');
    expect(packages('web/mcp/server.ts')).toContain('@modelcontextprotocol/sdk/server/mcp.js');
  });
});

/** What a file loads with itself: no types, and nothing by a call of `import`. */
function loadedBy(file: string): readonly string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from\s'([^']+)'/gm)].map(([, to = '']) =>
    to.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), to)) : to,
  );
}
