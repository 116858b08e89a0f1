import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { z } from 'zod';
import { projectPath } from '../src/lib/project.ts';

const read = (file: string) => readFileSync(projectPath(file), 'utf8');

/** The part of a compose file that the tests look at. */
const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).default({}),
      ports: z.array(z.string()).default([]),
      profiles: z.array(z.string()).default([]),
      read_only: z.boolean().default(false),
      volumes: z.array(z.string()).default([]),
      models: z.record(z.string(), z.record(z.string(), z.string())).nullish(),
    }),
  ),
  models: z.record(z.string(), z.looseObject({ model: z.string() })).nullish(),
  volumes: z.record(z.string(), z.unknown()).default({}),
});

/** The part of package-lock.json that the tests look at. */
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().default(false),
      hasInstallScript: z.boolean().default(false),
      cpu: z.array(z.string()).optional(),
      os: z.array(z.string()).optional(),
    }),
  ),
});
const scriptsSchema = z.object({ scripts: z.object({ install: z.string() }) });

/** Docker's own tag `!reset` takes a value of the overridden file away. */
const resetTag = { tag: '!reset', resolve: () => null };
const compose = composeSchema.parse(parse(read('docker-compose.yml'), { merge: true }));
const ollama = composeSchema.parse(
  parseDocument(read('docker-compose.ollama.yml'), { customTags: [resetTag] }).toJS(),
);
const postgres = composeSchema.parse(parse(read('docker-compose.postgres.yml'), { merge: true }));
const instructions = read('Dockerfile')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('the Dockerfile', () => {
  test('keeps to what the classic builder knows', () => {
    expect(read('Dockerfile')).not.toMatch(/^#\s*syntax=/m);
    for (const line of instructions) expect(line).not.toMatch(/--mount|--link|--chmod|--parents|<</);
  });

  test('copies only what exists and what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const sources = instructions
      .filter((line) => line.startsWith('COPY') && !line.includes('--from'))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      expect(existsSync(projectPath(source)), source).toBe(true);
      expect(
        allowed.some((path) => path === source || path.startsWith(`${source}/`)),
        source,
      ).toBe(true);
    }
  });

  test('is the same for every architecture', () => {
    expect(instructions.join('\n')).not.toMatch(/amd64|x86|x64|arm64|aarch64|--platform|TARGETARCH/);
    for (const line of instructions.filter((one) => one.startsWith('FROM')))
      expect(line).toMatch(/^FROM node:24-slim(?: AS build)?$/);
    const { packages } = lockSchema.parse(JSON.parse(read('package-lock.json')));
    const used = Object.entries(packages).filter(([, { dev }]) => !dev);
    // What the image has is JavaScript, but for the one that brings, or builds, a binary where it is installed.
    expect(used.filter(([, { cpu, os }]) => cpu !== undefined || os !== undefined)).toEqual([]);
    const native = used.filter(([, one]) => one.hasInstallScript).map(([path]) => path);
    expect(native).toEqual(['node_modules/better-sqlite3']);
    const { install } = scriptsSchema.parse(
      JSON.parse(read('node_modules/better-sqlite3/package.json')),
    ).scripts;
    expect(install).toBe('prebuild-install || node-gyp rebuild --release');
    // The compiler of the first stage is a binary: it has to be there for both.
    for (const arch of ['x64', 'arm64'])
      expect(Object.keys(packages)).toContain(`node_modules/@typescript/typescript-linux-${arch}`);
  });

  test('starts node itself, not a shell, as a user who is not root', () => {
    expect(instructions).toContain('ENTRYPOINT ["node", "--max-semi-space-size=2", "dist/main.js"]');
    expect(instructions).toContain('USER node');
  });

  test('asks the worker itself how it is, without a shell and in less than the time that Docker gives', () => {
    const check = instructions.find((line) => line.startsWith('HEALTHCHECK')) ?? '';
    expect(check).toContain('CMD ["node", "dist/main.js", "health", "--http"]');
    expect(check).toContain('--timeout=10s');
  });

  test('puts the database on the volume through a variable that the shipped config reads', () => {
    expect(instructions.join('\n')).toContain('PLUMBLINE_DB=/data/');
    expect(instructions).toContain('VOLUME /data');
    expect(read('config/plumbline.yaml')).toContain(`\${PLUMBLINE_DB:-`);
  });
});

describe('docker-compose.yml', () => {
  test('hands over only variables that the shipped config reads', () => {
    const { environment, models } = compose.services.plumbline ?? {};
    const injected = Object.values(models?.llm ?? {});
    expect(injected).toEqual(['LLM_URL', 'LLM_MODEL']);
    for (const name of [...Object.keys(environment ?? {}), ...injected]) {
      expect(read('config/plumbline.yaml')).toContain(`\${${name}`);
    }
  });

  test('gives the simulator the InfluxDB that the worker reads, and starts it only for a demo', () => {
    const { plumbline, simulator } = compose.services;
    expect(simulator?.environment).toEqual(plumbline?.environment);
    expect(simulator?.profiles).toEqual(['demo']);
    expect(plumbline?.profiles).toEqual([]);
  });

  test('names every volume it mounts, and opens ports on this machine alone', () => {
    for (const { volumes, ports } of Object.values(compose.services)) {
      const named = volumes.filter((volume) => !volume.startsWith('.')).map((volume) => volume.split(':')[0]);
      for (const name of named) expect(Object.keys(compose.volumes)).toContain(name);
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  test('runs our own services on a read-only file system', () => {
    expect(compose.services.plumbline?.read_only).toBe(true);
    expect(compose.services.simulator?.read_only).toBe(true);
  });

  test('uses only models that it declares', () => {
    for (const { models } of Object.values(compose.services)) {
      for (const name of Object.keys(models ?? {})) expect(Object.keys(compose.models ?? {})).toContain(name);
    }
  });
});

describe('docker-compose.postgres.yml', () => {
  const { plumbline, helper, postgres: database } = postgres.services;

  test('gives two workers one database, by variables that the shipped config reads', () => {
    expect(plumbline?.environment.PLUMBLINE_DATABASE_URL).toMatch(
      /^postgres:\/\/plumbline:\$\{POSTGRES_PASSWORD/,
    );
    expect(helper?.environment.PLUMBLINE_DATABASE_URL).toBe(plumbline?.environment.PLUMBLINE_DATABASE_URL);
    for (const name of Object.keys(helper?.environment ?? {}))
      expect(read('config/plumbline.yaml')).toContain(`\${${name}`);
  });

  test('has one of them ask the model, and the other leave its questions to it', () => {
    expect(helper?.environment.LLM_URL).toBe('others');
    expect(plumbline?.environment).not.toHaveProperty('LLM_URL');
  });

  test('opens the database to nobody outside, and keeps it on a volume', () => {
    expect(database?.ports).toEqual([]);
    expect(Object.keys(postgres.volumes)).toEqual(['postgres-data']);
    expect(database?.volumes[0]).toMatch(/^postgres-data:/);
  });
});

test('the override for Ollama takes the model runner away and sets the same variables itself', () => {
  expect(ollama.models).toBeNull();
  expect(ollama.services.plumbline?.models).toBeNull();
  expect(Object.keys(ollama.services.plumbline?.environment ?? {})).toEqual(['LLM_URL', 'LLM_MODEL']);
});
