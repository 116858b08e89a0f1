import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProject, type Project } from './project.ts';

let project: Project;

beforeEach(() => {
  project = createProject();
});

afterEach(() => rmSync(project.folder, { recursive: true }));

const run = (...args: string[]) => project.start('start.mjs', args).ended();

describe('npm start', () => {
  it('builds and runs the worker with the options it was given', async () => {
    const { code, output } = await run('--config', 'lab.yaml');
    expect(output).toMatch(/^Building .*\nworker run --config lab.yaml\n$/);
    expect(code).toBe(0);
  });

  it('builds again only when a source has changed', async () => {
    await run();
    expect((await run()).output).toBe('worker run\n');
    project.write('src/main.ts', 'console.log("changed");');
    expect((await run()).output).toMatch(/^Building .*\nchanged\n$/);
  });

  it('builds once when started twice at the same moment', async () => {
    const outputs = (await Promise.all([run(), run()])).map(({ output }) => output);
    expect(outputs.filter((output) => output.includes('Building'))).toHaveLength(1);
    expect(outputs.every((output) => output.endsWith('worker run\n'))).toBe(true);
  });

  it('does not run what could not be built, and says why', async () => {
    await run();
    project.write('package.json', '{"engines":{"node":">=20"},"scripts":{"build":"echo TS2304; exit 2"}}');
    project.write('src/main.ts', 'console.log("changed");');
    const first = await run();
    expect(first).toMatchObject({ code: 1, output: expect.stringMatching(/The build failed:\nTS2304/) });
    expect((await run()).code).toBe(1);
  });

  it('says which Node.js it needs', async () => {
    project.write('package.json', '{"engines":{"node":">=99.5"}}');
    const { code, output } = await run();
    expect(output).toMatch(/^Plumbline needs Node.js 99.5 or newer; this is \d+\./);
    expect(code).toBe(1);
  });

  it('ends with the exit code of the worker', async () => {
    project.write('src/main.ts', 'process.exit(7);');
    expect((await run()).code).toBe(7);
  });

  it('passes a signal on once, though terminal and npm both send it, and waits for the worker', async () => {
    project.write(
      'src/main.ts',
      `let signals = 0;
       process.on('SIGINT', () => { signals += 1; console.log('a signal'); });
       process.on('SIGTERM', () => { console.log('SIGINT came', signals, 'times'); process.exit(3); });
       setInterval(() => {}, 1000);
       console.log('ready');`,
    );
    const start = project.start('start.mjs');
    await start.printed('ready');
    start.process.kill('SIGINT');
    start.process.kill('SIGINT');
    // Of two signals that wait, the system may hand on the later one first.
    await start.printed('a signal');
    start.process.kill('SIGTERM');
    const { code, output } = await start.ended();
    expect(output).toMatch(/SIGINT came 1 times/);
    expect(code).toBe(3);
  });
});

describe('npm test', () => {
  beforeEach(() => {
    project.write('dist/model/embedded-files.js', 'export const findEmbeddedModel = () => ({ ok: false });');
    project.write('dist/package.json', '{"type":"module"}');
    project.write('node_modules/vitest/vitest.mjs', 'console.log(process.argv.slice(2)); process.exit(4);');
  });

  it('says how to get what is missing, runs the tests it was asked for and ends with their exit code', async () => {
    await run();
    const { code, output } = await project.start('test.mjs', ['test/source'], { CI: '', PATH: '' }).ended();
    expect(output).toMatch(/the embedded model are skipped; to run them: npm run embedded/);
    expect(output).toMatch(/influxd.* are skipped; to run them: sudo apt-get install influxdb/);
    expect(output).toMatch(/\[ 'run', 'test\/source' \]/);
    expect(code).toBe(4);
  });

  it('fails in CI when something is missing', async () => {
    const { code, output } = await project.start('test.mjs', [], { CI: 'true' }).ended();
    expect(output).toMatch(/In CI nothing may be skipped/);
    expect(code).toBe(1);
  });
});
