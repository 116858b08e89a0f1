import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { projectPath } from '../../src/lib/project.ts';

const folder = projectPath('tmp', `totals-${process.pid}`);
afterAll(() => rmSync(folder, { recursive: true }));

it('a test run ends with a line of its totals, in which a file that does not load counts as failed', () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'some.test.ts'),
    `import { it } from 'vitest';
     it('passes', () => {});
     it('fails', () => { throw new Error('no'); });
     it.skip('is skipped', () => {});`,
  );
  writeFileSync(join(folder, 'broken.test.ts'), `import './not-there.ts';`);
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `import { TotalsReporter } from '../../test/support/totals-reporter.ts';
     export default { test: { reporters: ['default', new TotalsReporter()] } };`,
  );
  const vitest = projectPath('node_modules', 'vitest', 'vitest.mjs');
  const { stdout, status } = spawnSync(process.execPath, [vitest, 'run', '--root', folder], {
    encoding: 'utf8',
  });
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 passed, 2 failed, 1 skipped');
  expect(status).toBe(1);
});
