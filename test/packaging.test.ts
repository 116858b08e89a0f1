import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../src/lib/project.ts';

const UNIT = projectPath('packaging', 'systemd', 'plumbline.service');
const ANALYZE = '/usr/bin/systemd-analyze';

describe('the systemd unit', () => {
  test('starts the command of the image, reloads by the signal that the worker takes, and waits as long as it needs', () => {
    const unit = readFileSync(UNIT, 'utf8');
    const image = readFileSync(projectPath('Dockerfile'), 'utf8');
    const [, flags = ''] = /ENTRYPOINT \["node", (.*), "dist\/main.js"\]/.exec(image) ?? [];
    const words = flags.replaceAll('"', '').replaceAll(',', '');
    expect(unit).toContain(`ExecStart=/usr/bin/env node ${words} dist/main.js run --config`);
    expect(unit).toMatch(/^ExecReload=\/bin\/kill -HUP \$MAINPID$/m);
    // A stop takes 10 s at most.
    expect(Number(/^TimeoutStopSec=(\d+)s$/m.exec(unit)?.[1])).toBeGreaterThan(10);
  });

  test.skipIf(!existsSync(ANALYZE))('is one that systemd has nothing against, and of little exposure', () => {
    const verified = spawnSync(ANALYZE, ['verify', UNIT], { encoding: 'utf8' });
    expect(verified.stderr + verified.stdout).toBe('');
    expect(verified.status).toBe(0);
    const rated = spawnSync(ANALYZE, ['security', '--offline=true', UNIT], { encoding: 'utf8' });
    expect(Number(/exposure level for plumbline\.service: ([\d.]+)/.exec(rated.stdout)?.[1])).toBeLessThan(2);
  });
});
