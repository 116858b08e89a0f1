import { afterEach, describe, expect, it, vi } from 'vitest';
import { factcheckCommand } from '../../src/cli/factcheck.ts';
import { CALM, minute } from '../factcheck/support.ts';
import { temporaryFiles } from '../support/temp-file.ts';

describe('plumbline factcheck', () => {
  const file = temporaryFiles();
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });

  const rows = CALM.map((value, index) => `${new Date(minute(index)).toISOString()},${value}`).join('\n');

  async function factcheck(
    ...args: string[]
  ): Promise<{ claims: { text: string; verdict: string }[]; summary: string }> {
    const out = vi.spyOn(console, 'log').mockReturnValue();
    await factcheckCommand().parseAsync([...args, '--json'], { from: 'user' });
    return JSON.parse(String(out.mock.calls[0]?.[0]));
  }

  it('explains on demand which rules read a claim, how, and what came of it', async () => {
    const window = file('window.csv', `timestamp,value\n${rows}\n`);
    const text = file('answer.txt', 'The mean is 20.5 °C.');
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const args = ['--window', window, '--text', text, '--unit', '°C', '--explain'];
    await factcheckCommand().parseAsync(args, { from: 'user' });
    const written = String(out.mock.calls[0]?.[0]);
    expect(written).toMatch(/rules: .*statistic/);
    expect(written).toContain('reading 1: {is:compare');
    expect(written).toContain('holds  mean of all 60 readings: 20.5 °C');
  });

  it('gives each claim with its place, kind, verdict and evidence, and what may be shown', async () => {
    const window = file('window.csv', `timestamp,value\n${rows}\n`);
    const text = file('answer.txt', 'The mean is 20.5 °C. There are 3 outliers.');
    const { claims, summary } = await factcheck('--window', window, '--text', text, '--unit', '°C');
    expect(claims).toEqual([
      {
        start: 4,
        end: 19,
        text: 'mean is 20.5 °C',
        kind: 'statistic',
        verdict: 'supported',
        evidence: 'mean of all 60 readings: 20.5 °C',
        reading: 'mean of all 60 readings',
      },
      {
        start: 31,
        end: 41,
        text: '3 outliers',
        kind: 'count',
        verdict: 'refuted',
        evidence: expect.any(String),
        reading: expect.any(String),
      },
    ]);
    expect(summary).toBe('The mean is 20.5 °C.');
  });

  it('takes from a file what is unusual, in place of the detectors', async () => {
    const window = file('window.csv', `timestamp,value\n${rows}\n`);
    const text = file('answer.txt', 'There is one outlier at 10:20.');
    const findings = file(
      'findings.json',
      JSON.stringify([{ kind: 'spike', at: new Date(minute(20)).toISOString() }]),
    );
    const { claims } = await factcheck('--window', window, '--text', text, '--findings', findings);
    expect(claims.map(({ verdict }) => verdict)).toEqual(['supported', 'supported']);
    expect(process.exitCode).toBeUndefined();
  });

  it('falls back to a plain sentence from the figures where nothing of the text may be shown', async () => {
    const window = file('window.csv', `timestamp,value\n${rows}\n`);
    const text = file('answer.txt', 'There are 3 outliers.');
    const { summary } = await factcheck('--window', window, '--text', text, '--unit', '°C');
    expect(summary).toMatch(/The mean of \d+ readings is/);
    expect(process.exitCode).toBeUndefined();
    await factcheck('--window', window, '--text', text, '--strict');
    expect(process.exitCode).toBe(3);
  });

  it('says which file cannot be read', async () => {
    const window = file('window.csv', `timestamp,value\n${rows}\n`);
    await expect(factcheck('--window', window, '--text', 'no/such/none.txt')).rejects.toThrow(
      /none\.txt cannot be read/,
    );
  });

  it('refuses a text of which a part would not be read', async () => {
    const window = file('window.csv', `timestamp,value\n${rows}\n`);
    const text = (length: number) => file(`${length}.txt`, 'The mean is 20.5.'.padEnd(length, ' '));
    const { claims } = await factcheck('--window', window, '--text', text(65_536));
    expect(claims).toHaveLength(1);
    await expect(factcheck('--window', window, '--text', text(65_537))).rejects.toThrow(
      /holds more than 65536 characters/,
    );
  });

  it('marks the claims in the text for people', async () => {
    const window = file('window.csv', `timestamp,value\n${rows}\n`);
    const text = file('answer.txt', 'The mean is 20.5.');
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await factcheckCommand().parseAsync(['--window', window, '--text', text], { from: 'user' });
    expect(String(out.mock.calls[0]?.[0])).toMatch(/^The \[\+mean is 20\.5\+\]\./);
  });
});
