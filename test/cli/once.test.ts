import { afterEach, describe, expect, it, vi } from 'vitest';
import { onceCommand } from '../../src/cli/once.ts';
import { temporaryFiles } from '../support/temp-file.ts';

const file = temporaryFiles();

describe('plumbline once', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });

  async function once(path: string): Promise<{ out: string; err: string; code: unknown }> {
    const monitors =
      '  - { name: a, cron: "0 * * * *", source: room, query: { measurement: m, fields: [v] } }';
    const config = file(
      'once.yaml',
      `sources:\n  room: { kind: csv, path: ${path} }\nmonitors:\n${monitors}\n`,
    );
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const err = vi.spyOn(console, 'error').mockReturnValue();
    await onceCommand().parseAsync(['--config', config, '--no-model', '--at', '2026-03-10T12:00:00Z'], {
      from: 'user',
    });
    const text = (calls: readonly unknown[][]) => calls.flat().join('\n');
    return { out: text(out.mock.calls), err: text(err.mock.calls), code: process.exitCode };
  }

  it('says nothing of points where the file could not be read', async () => {
    const { out, err, code } = await once(file('ambiguous.csv', 'time,v\n03/04/2026 00:05,1\n'));
    expect({ out, code }).toEqual({ out: '', code: 1 });
    expect(err).toContain('03/04/2026 00:05 is 2026-04-03 00:05');
  });

  it('says that no series had a point where the file was read', async () => {
    const { out, code } = await once(file('old.csv', 'time,v\n2026-03-01 00:05,1\n'));
    expect({ out, code }).toEqual({ out: 'No series had a point in the window.\n', code: 0 });
  });
});
