import type { Command } from 'commander';
import { z } from 'zod';
import { csvSettings } from '../config/csv.ts';
import { PlumblineError } from '../lib/errors.ts';
import type { CsvReadOptions } from '../source/csv/options.ts';

/** The settings of a csv source as options of a command. */
export type CsvFlags = Partial<Record<keyof typeof csvSettings, string | readonly string[]>>;

/** What each option takes; one that may be given several times is a list. */
const ARGUMENTS: Readonly<Record<keyof typeof csvSettings, string>> = {
  layout: '<auto|wide|long>',
  timestamp: '<column>',
  value: '<column>',
  field: '<column>',
  tags: '<columns>',
  timeFormat: '<format>',
  locale: '<language>',
  timezone: '<zone>',
  zones: '<word=offset>',
  delimiter: '<sign>',
  decimal: '<sign>',
  encoding: '<name>',
  skipRows: '<count>',
  comment: '<text>',
  columns: '<names>',
  nullValues: '<values>',
  trueValues: '<words>',
  falseValues: '<words>',
  units: '<auto|strip>',
};
/** Lists are written with commas; a column of the time may have one in its name and is given twice instead. */
const LISTS: ReadonlySet<string> = new Set([
  'tags',
  'columns',
  'nullValues',
  'trueValues',
  'falseValues',
  'zones',
]);

/** Adds the settings of a csv source as options of the same names, less those that the command has for itself. */
export function addCsvOptions(command: Command, except: readonly string[] = []): Command {
  for (const [key, argument] of Object.entries(ARGUMENTS)) {
    if (except.includes(key)) continue;
    const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${argument}`;
    const schema: z.ZodType = csvSettings[keyOf(key)];
    const told = `of the file: ${schema.description ?? key}`;
    const collect = (text: string, texts: readonly string[] | undefined) => [...(texts ?? []), text];
    if (LISTS.has(key) || key === 'timestamp') command.option(flag, told, collect);
    else command.option(flag, told);
  }
  return command;
}

function keyOf(key: string): keyof typeof csvSettings {
  for (const known of z.keyof(z.object(csvSettings)).options) if (known === key) return known;
  throw new Error(`${key} is no setting of a csv source`);
}

/** The options as settings, checked as the config is. Throws `usage` with all that is wrong. */
export function csvSettingsFrom(flags: CsvFlags): Partial<CsvReadOptions> {
  const given = Object.keys(ARGUMENTS).flatMap((key) => {
    const value = flags[keyOf(key)];
    return value === undefined ? [] : [[key, settingOf(key, value)] as const];
  });
  const parsed = z.object(csvSettings).safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  throw new PlumblineError('usage', problems.join('; '), { hint: 'See docs/configuration.md, "Files".' });
}

function settingOf(key: string, value: string | readonly string[]): unknown {
  const texts = typeof value === 'string' ? [value] : value;
  const [first = ''] = texts;
  if (key === 'timestamp') return texts.length === 1 ? first : texts;
  if (key === 'skipRows') return /^\d+$/.test(first) ? Number(first) : first;
  if (key === 'delimiter') return first === '\\t' || first === 'tab' ? '\t' : first;
  if (!LISTS.has(key)) return first;
  const parts = texts.flatMap((text) => text.split(','));
  if (key !== 'zones') return parts;
  return Object.fromEntries(parts.map((part) => part.split('=').map((side) => side.trim())));
}
