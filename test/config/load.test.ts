import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { detectorsSchema } from '../../src/config/detectors.ts';
import type { Environment } from '../../src/config/environment.ts';
import { formatProblems, loadConfig } from '../../src/config/load.ts';
import type { MonitorConfig } from '../../src/config/schema.ts';
import { configSchema } from '../../src/config/schema.ts';

const CASES = 'test/cases/config';
const folder = mkdtempSync(join(tmpdir(), 'plumbline-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(text: string | Uint8Array): string {
  const file = join(folder, 'config.yaml');
  writeFileSync(file, text);
  return file;
}

/** What a terminal would show, with the file's name alone. */
function mistakesIn(file: string, environment: Environment = {}): string {
  const loaded = loadConfig(file, environment);
  return loaded.ok ? 'none' : formatProblems(loaded.problems.map((one) => ({ ...one, file: 'config.yaml' })));
}

/** The defaults of the detectors are for the detectors' own tests. */
function withoutDefaults({ detectors, ...monitor }: MonitorConfig): object {
  const defaults = new Map(
    Object.entries(detectorsSchema.parse({})).map(([key, value]) => [key, String(value)]),
  );
  const set = Object.entries(detectors).filter(([key, value]) => defaults.get(key) !== String(value));
  return { ...monitor, detectors: Object.fromEntries(set) };
}

describe('each folder of test/cases/config', () => {
  it.each(readdirSync(CASES))('%s gives what is expected', async (name) => {
    const files = readdirSync(join(CASES, name));
    const environment = files.includes('environment.json')
      ? z
          .record(z.string(), z.string())
          .parse(JSON.parse(readFileSync(join(CASES, name, 'environment.json'), 'utf8')))
      : {};
    const file = join(CASES, name, 'config.yaml');
    const loaded = loadConfig(file, environment);
    const [text, expected] = loaded.ok
      ? [
          JSON.stringify(
            { ...loaded.config, monitors: loaded.config.monitors.map(withoutDefaults) },
            null,
            2,
          ),
          'expected.json',
        ]
      : [mistakesIn(file, environment), 'expected.txt'];
    await expect(`${text}\n`).toMatchFileSnapshot(join('../..', CASES, name, expected));
  });
});

describe('the config as shipped', () => {
  it('is right without any variable', () => {
    expect(loadConfig('config/plumbline.yaml', {})).toMatchObject({
      ok: true,
      config: { sources: { influx: { url: 'http://localhost:8086' } }, model: { url: 'auto', name: '' } },
    });
  });

  it('takes the model that compose injects', () => {
    const injected = { LLM_URL: 'http://model-runner.docker.internal/engines/v1/', LLM_MODEL: 'ai/smollm2' };
    expect(loadConfig('config/plumbline.yaml', injected)).toMatchObject({
      config: { model: { url: injected.LLM_URL, name: injected.LLM_MODEL } },
    });
  });
});

describe('the addresses of a model', () => {
  const modelIn = (url: unknown) => configSchema.shape.model.safeParse({ url });

  it('may be a list of 1 to 16', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => `http://h${at}/v1`);
    expect(modelIn(many(16)).data?.url).toEqual(many(16));
    expect(modelIn(many(17)).success).toBe(false);
    expect(modelIn(many(1)).success).toBe(true);
    expect(modelIn([]).success).toBe(false);
  });

  it.each(['auto', 'none', 'others', 'ftp://h', 'http://me:secret@h/v1'])('has in a list no %s', (one) => {
    expect(modelIn(['http://h/v1', one]).success).toBe(false);
    const text = mistakesIn(write(`model: { url: ["http://h/v1", "${one}"] }`));
    expect(text).toMatch(/model\.url.*\n.*an http:\/\/ or https:\/\/ address/);
    expect(text).not.toContain('secret');
  });
});

describe('a file that cannot be read', () => {
  it('is a mistake that says why', () => {
    expect(mistakesIn(join(folder, 'absent.yaml'))).toContain('ENOENT');
    expect(mistakesIn(folder)).toContain('EISDIR');
    expect(mistakesIn(write(Uint8Array.of(0x61, 0xff, 0xfe)))).toContain('a YAML file in UTF-8');
  });

  it('may have a quarter of a MiB and no more', () => {
    expect(mistakesIn(write('#'.repeat(262_144)))).not.toContain('bytes');
    expect(mistakesIn(write('#'.repeat(262_145)))).toContain(
      'found 262145 bytes; allowed: at most 262144 bytes',
    );
  });

  it('may share one merge key between hundreds of monitors, but not one anchor without end', () => {
    const shared = (times: number) => [
      'monitors:',
      '  - &usual { name: m0 }',
      ...Array.from({ length: times }, (_, at) => `  - { <<: *usual, name: m${at + 1} }`),
    ];
    expect(mistakesIn(write(shared(300).join('\n')))).not.toMatch(/alias/i);
    expect(mistakesIn(write(shared(1500).join('\n')))).toMatch(/alias/i);
  });

  it('cannot exhaust the memory by aliases of aliases', () => {
    const bomb = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]'];
    for (const [name, inner] of ['ba', 'cb', 'dc', 'ed', 'fe'].map((pair) => [...pair])) {
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${inner}`).join(', ')}]`);
    }
    expect(mistakesIn(write(bomb.join('\n')))).toMatch(/alias/i);
  });
});

describe('secrets', () => {
  it('are quoted in no message, wherever they stand', () => {
    const text = mistakesIn(join(CASES, 'secrets', 'config.yaml'), { NAME: 'x' });
    expect(text).not.toMatch(/hunter2|2222222/);
    expect(mistakesIn(join(CASES, 'broken-yaml', 'config.yaml'))).not.toContain('hunter2');
  });

  it('of the environment are quoted in no message, whatever key they were given to', () => {
    const file = join(CASES, 'variables', 'config.yaml');
    const variables = [
      'HOST',
      'PORT',
      'MAX_POINTS',
      'NUMERIC',
      'REPLAY',
      'KIND',
      'WINDOW',
      'LOW',
      'FIELD',
      'TOKEN',
    ];
    const text = mistakesIn(file, Object.fromEntries(variables.map((name) => [name, 'hunter2 !'])));
    expect(text).toMatch(/mistakes in/);
    expect(text).not.toContain('hunter2');
    const twice = `{ name: "\${SECRET}", cron: "* * * * *", source: "\${SECRET}", query: { flux: "" } }`;
    const names = mistakesIn(
      write(`sources: { a: { kind: "\${SECRET}" } }\nmonitors: [${twice}, ${twice}]`),
      {
        SECRET: 'hunter2',
      },
    );
    expect(names).toContain('the name of monitors[0]');
    expect(names).toContain('which is no source');
    expect(names).not.toContain('hunter2');
  });
});
