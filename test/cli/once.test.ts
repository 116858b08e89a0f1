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

  /** `series verdict` of each row of the fixture in one window, and the kinds that were found. */
  async function rowsOf(folder: string, fields: string, window: string, at: string): Promise<string[]> {
    const query = `{ measurement: data, fields: [${fields}] }`;
    const config = file(
      'field.yaml',
      `sources:\n  f: { kind: csv, path: test/fixtures/field/${folder}/data.csv }\nmonitors:\n  - { name: a, cron: "0 * * * *", source: f, window: ${window}, query: ${query} }\n`,
    );
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await onceCommand().parseAsync(['--config', config, '--no-model', '--json', '--at', at], {
      from: 'user',
    });
    const rows: { series: string; verdict: string; findings: { kind: string }[] | string }[] = JSON.parse(
      String(out.mock.calls[0]?.[0]),
    );
    return rows
      .map(({ series, verdict, findings }) => {
        const found: { kind: string }[] = typeof findings === 'string' ? JSON.parse(findings) : findings;
        return [series, verdict, ...found.map(({ kind }) => kind)].join(' ');
      })
      .sort();
  }

  it('calls a column of words missing, and finds nothing in its neighbour', async () => {
    const rows = await rowsOf('one-column-says-err', 'temperature, humidity', '4h', '2026-03-10T14:00:00Z');
    // Without a past, a window test alone may not deny a fault.
    expect(rows[0]).toMatch(/^data\.humidity (?:normal|unknown)$/);
    expect(rows[1]).toBe('data.temperature missing');
  });

  it('calls an entity missing that is unavailable throughout', async () => {
    const rows = await rowsOf(
      'home-automation',
      'sensor.living_room, sensor.attic',
      '4h',
      '2026-03-10T14:00:00Z',
    );
    expect(rows).toContain('data.sensor.attic missing');
    expect(rows.join()).toMatch(/data\.sensor\.living_room (?:normal|unknown|suspect)/);
  });

  it('finds nothing about order in a file with the newest row first', async () => {
    const rows = await rowsOf('newest-first', 'temperature, humidity', '24h', '2026-03-11T00:00:00Z');
    expect(rows.join()).not.toMatch(/disorder|duplicate|clock/);
    expect(rows).toHaveLength(2);
  });
});
