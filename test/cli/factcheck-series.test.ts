import { afterEach, describe, expect, it, vi } from 'vitest';
import { factcheckCommand } from '../../src/cli/factcheck.ts';
import { minute } from '../factcheck/support.ts';
import { temporaryFiles } from '../support/temp-file.ts';

interface Told {
  readonly series: string;
  readonly claims: readonly { readonly text: string; readonly verdict: string; readonly evidence: string }[];
  readonly summary: string;
}

describe('plumbline factcheck with several series in one file', () => {
  const file = temporaryFiles();
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });

  const times = Array.from({ length: 30 }, (_, index) => new Date(minute(index)).toISOString());
  const lab = (index: number): string => (20 + (index % 5) / 2).toFixed(1);
  const hall = (index: number): string => (30 + (index % 7) / 2).toFixed(1);

  const WIDE = ['time,lab,hall', ...times.map((time, at) => `${time},${lab(at)},${hall(at)}`)].join('\n');
  const LONG = [
    'when;room;celsius',
    ...times.flatMap((time, at) => [
      `${time};lab;${lab(at).replace('.', ',')}`,
      `${time};hall;${hall(at).replace('.', ',')}`,
    ]),
  ].join('\n');
  const ANNOTATED = [
    '#datatype,string,long,dateTime:RFC3339,double,string,string,string',
    '#group,false,false,false,false,true,true,true',
    '#default,_result,,,,,,',
    ',result,table,_time,_value,_field,_measurement,room',
    ...times.map((time, at) => `,,0,${time},${hall(at)},temperature,air,b7`),
    ...times.map((time, at) => `,,1,${time},${lab(at)},temperature,air,c2`),
    '',
  ].join('\r\n');

  async function factcheck(content: string, text: string, ...args: string[]): Promise<string> {
    const out = vi.spyOn(console, 'log').mockReturnValue();
    const shown = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const files = ['--window', file('air.csv', `${content}\n`), '--text', file('answer.txt', text)];
    await factcheckCommand().parseAsync([...files, ...args], { from: 'user' });
    const written = String((args.includes('--json') ? out : shown).mock.calls.at(-1)?.[0]);
    vi.restoreAllMocks();
    return written;
  }

  async function results(content: string, text: string, ...args: string[]): Promise<readonly Told[]> {
    const told: { readonly results: readonly Told[] } = JSON.parse(
      await factcheck(content, text, ...args, '--json'),
    );
    return told.results;
  }

  const verdicts = ({ claims }: Told): readonly string[] => claims.map(({ verdict }) => verdict);

  it.each([
    ['wide', WIDE, [], ['air.hall', 'air.lab']],
    [
      'long, with the options of a csv source',
      LONG,
      ['--timestamp', 'when', '--value', 'celsius', '--tags', 'room', '--delimiter', ';', '--decimal', ','],
      ['air.celsius{room=hall}', 'air.celsius{room=lab}'],
    ],
    ['annotated CSV of InfluxDB', ANNOTATED, [], ['air.temperature{room=b7}', 'air.temperature{room=c2}']],
  ])('holds a text against each by itself: %s', async (_form, content, args, names) => {
    const told = await results(content, 'The maximum is 33. The minimum is 20.', '--strict', ...args);
    expect(told.map(({ series }) => series)).toEqual(names);
    expect(told.map(verdicts)).toEqual([
      ['supported', 'refuted'],
      ['refuted', 'supported'],
    ]);
    expect(told.map(({ summary }) => summary)).toEqual(['The maximum is 33.', 'The minimum is 20.']);
    expect(told[0]?.claims[1]?.evidence).toContain('all 30 readings: 30');
    expect(process.exitCode).toBe(3);
  });

  it('leaves a sentence that names a series to that one', async () => {
    const told = await results(ANNOTATED, 'The maximum in room b7 is 33. The maximum in room c2 is 22.');
    expect(told.map(verdicts)).toEqual([
      ['supported', 'supported', 'unverifiable', 'unverifiable'],
      ['unverifiable', 'unverifiable', 'supported', 'supported'],
    ]);
    expect(told[1]?.claims[0]?.evidence).toBe('the sentence speaks of air.temperature{room=b7}');
    expect(told[1]?.summary).toBe('The maximum in room c2 is 22.');
    expect(process.exitCode).toBeUndefined();
  });

  it('leaves it to that one also where another would not take the word for a name', async () => {
    const content = ANNOTATED.replaceAll(',b7', ',b').replaceAll(',c2', ',a');
    const [ofA, ofB] = await results(content, 'The maximum in room a is 22.');
    expect(ofA?.claims.at(-1)).toMatchObject({ text: '22', verdict: 'supported' });
    expect(ofB?.claims).toMatchObject([{ text: '22', verdict: 'unverifiable' }]);
    expect(process.exitCode).toBeUndefined();
  });

  it('refutes what is false of the series that a sentence names, though it is true of another', async () => {
    const [ofB7, ofC2] = await results(ANNOTATED, 'The maximum in room c2 is 33.', '--strict');
    expect(ofB7 && verdicts(ofB7)).toEqual(['unverifiable', 'unverifiable']);
    expect(ofB7?.summary).not.toContain('c2');
    expect(ofC2 && verdicts(ofC2)).toEqual(['supported', 'refuted']);
    expect(process.exitCode).toBe(3);
  });

  it('leaves the name of no series of the file false of all', async () => {
    const told = await results(ANNOTATED, 'The maximum in room d5 is 33.');
    expect(told.map(({ claims }) => claims[0]?.verdict)).toEqual(['refuted', 'refuted']);
  });

  it('shows people each series under its name', async () => {
    const shown = await factcheck(WIDE, 'The maximum is 33.');
    expect(shown).toMatch(
      /^== air\.hall\n\nThe \[\+maximum is 33\+\][\s\S]*\n\n== air\.lab\n\nThe \[!maximum is 33!\]/,
    );
  });

  it('lets neither text nor names write to the terminal what moves its cursor', async () => {
    const content = ANNOTATED.replaceAll(',c2', ',c2\u001b[2J');
    const shown = await factcheck(content, 'The maximum \u001b[2Jis 33.', '--explain');
    expect(shown).toContain('== air.temperature{room=c2\uFFFD[2J}');
    expect(shown).not.toContain('\u001b');
  });

  it('checks the one that --series names, alone', async () => {
    const told: Told = JSON.parse(await factcheck(WIDE, 'The maximum is 33.', '--series', 'hall', '--json'));
    expect(told).toMatchObject({ series: 'air.hall', claims: [{ verdict: 'supported' }] });
    expect(told).not.toHaveProperty('results');
    expect(process.exitCode).toBeUndefined();
    expect(await factcheck(WIDE, 'The maximum is 33.', '--series', 'hall')).not.toContain('==');
  });

  it('says which series there are where the name is that of none, or of several', async () => {
    await expect(factcheck(WIDE, 'It is 33.', '--series', 'cellar')).rejects.toMatchObject({
      message: expect.stringMatching(/holds 2 series, none of them cellar$/),
      hint: 'Name one with --series: air.hall, air.lab.',
    });
    await expect(factcheck(ANNOTATED, 'It is 33.', '--series', 'temperature')).rejects.toThrow(
      /2 series, 2 of them temperature/,
    );
  });

  it('leaves a series without one number out, and says so', async () => {
    const empty = ['time,lab,hall', ...times.map((time, at) => `${time},${lab(at)},`)].join('\n');
    const told = JSON.parse(await factcheck(empty, 'The maximum is 22.', '--json'));
    expect(told).toMatchObject({ series: 'air.lab', leftOut: ['air.hall'] });
    const shown = await factcheck(empty, 'The maximum is 22.');
    expect(shown).toMatch(/^== air\.lab\n[\s\S]*\nNot checked, for want of a number: air\.hall\n$/);
  });

  it('refuses a file of several series without a number', async () => {
    const none = ['time,lab,hall', ...times.map((time) => `${time},,`)].join('\n');
    await expect(factcheck(none, 'It is 22.')).rejects.toThrow(/2 series and no number in any/);
  });

  it('takes findings for one series only', async () => {
    const findings = file('findings.json', '[]');
    await expect(factcheck(WIDE, 'It is 22.', '--findings', findings)).rejects.toThrow(
      /--findings is of one series, .* holds 2/,
    );
  });

  it('checks a hundred series at once, and no more', async () => {
    const wide = (count: number): string => {
      const names = Array.from({ length: count }, (_, nth) => `s${nth}`);
      const rows = times.slice(0, 3).map((time) => [time, ...names.map((_, nth) => nth)].join(','));
      return [['time', ...names].join(','), ...rows].join('\n');
    };
    expect(await results(wide(100), 'The maximum is 5.')).toHaveLength(100);
    await expect(factcheck(wide(101), 'The maximum is 5.')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('holds 101 series; at most 100 are checked at once'),
      hint: expect.stringMatching(/ and 91 more\.$/),
    });
  });
});
