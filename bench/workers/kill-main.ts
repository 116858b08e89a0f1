import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectPath } from '../../src/lib/project.ts';
import { createTestDatabase } from '../../test/support/database/create.ts';
import { withServer } from '../../test/support/database/with-server.ts';
import { killMany } from './kill-many.ts';

const { kills, seed, workers } = new Command('torture:workers')
  .description(
    'ends one after another of several workers on one PostgreSQL database by kill -9, and looks whether anything was lost',
  )
  .option('--kills <number>', 'how many', Number, 200)
  .option('--workers <number>', 'how many run at a time', Number, 4)
  .option('--seed <text>', 'the same seed gives the same pauses', String(Date.now()))
  .parse()
  .opts<{ readonly kills: number; readonly workers: number; readonly seed: string }>();

process.env.TEST_DATABASE_URL ??= 'start';
const report = await withServer(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-kill-'));
  const database = await createTestDatabase(folder);
  try {
    const url = database.place.url ?? '';
    const tell = (line: string) => console.error(line);
    return await killMany({ project: projectPath(), url, kills, seed, workers, tell });
  } finally {
    await database.drop();
    rmSync(folder, { recursive: true });
  }
});
console.log(JSON.stringify(report, null, 2));
if (report.violations.length > 0) process.exitCode = 1;
