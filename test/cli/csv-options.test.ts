import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addCsvOptions, csvSettingsFrom } from '../../src/cli/csv-options.ts';
import { csvSettings } from '../../src/config/csv.ts';

function settings(...args: string[]) {
  const command = addCsvOptions(new Command('x')).exitOverride();
  command.parse(args, { from: 'user' });
  return csvSettingsFrom(command.opts());
}

describe('the settings of a csv source as options', () => {
  it('has an option for every key', () => {
    const flags = addCsvOptions(new Command('x')).options.map((option) => option.attributeName());
    expect(flags.sort()).toEqual(Object.keys(csvSettings).sort());
  });

  it('gives what the config would give', () => {
    const given = settings(
      ...[
        '--timestamp',
        'Date Time, GMT',
        '--timestamp',
        'Clock',
        '--time-format',
        'dd/MM/yyyy HH:mm',
        '--skip-rows',
        '2',
      ],
      ...[
        '--columns',
        'time,,v',
        '--null-values',
        '-999,ERR',
        '--zones',
        'CST=+08:00',
        '--delimiter',
        'tab',
        '--decimal',
        ',',
      ],
    );
    expect(given).toMatchObject({
      timestamp: ['Date Time, GMT', 'Clock'],
      timeFormat: 'dd/MM/yyyy HH:mm',
      skipRows: 2,
      columns: ['time', '', 'v'],
      nullValues: ['-999', 'ERR'],
      zones: { CST: '+08:00' },
      delimiter: '\t',
      decimal: ',',
    });
    expect(settings('--timestamp', 'when').timestamp).toBe('when');
  });

  it.each([
    [['--time-format', 'HH:mm'], /--timeFormat: .*year, month and day/],
    [['--skip-rows', 'two'], /--skipRows/],
    [['--encoding', 'klingon'], /--encoding: auto, utf-8/],
    [['--timezone', 'Europe/Berln'], /--timezone: an IANA time zone/],
    [['--zones', 'CST=8'], /--zones/],
  ])('refuses %j as the config would', (args, message) => {
    expect(() => settings(...args)).toThrow(message);
  });
});
