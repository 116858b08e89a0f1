import { stringify } from 'yaml';
import { formatDuration, isoTime } from '../lib/time.ts';
import { type Guess, guessOf, usualSpan } from './guess.ts';
import { rhythmOf } from './rhythm.ts';
import type { FieldSample, MeasurementSurvey, Survey } from './survey.ts';

/** What is written besides the monitors. */
export interface Heading {
  readonly sourceName: string;
  /** As it is to stand in the file, `${...}` and all. */
  readonly source: unknown;
  /** Where it was looked, in words. */
  readonly from: string;
  readonly now: number;
}

/** `groupBy` takes no more; without it every set of tags is a series. */
const MOST_TAGS = 20;
const LONGEST_NAME = 64;

/** How many monitors came of a survey, and the config with them. */
export interface Written {
  readonly yaml: string;
  readonly monitors: number;
  readonly series: number;
}

/** A whole config: the source and a monitor for all fields of a measurement that are of one kind; guesses are marked. */
export function writeConfig(
  { sourceName, source, from, now }: Heading,
  { measurements, more }: Survey,
): Written {
  const names = new Set<string>();
  const groups = measurements.flatMap((one) => groupsOf(one).map((group) => ({ one, group })));
  const monitors = groups.map(({ one, group }) => monitorYaml(one, group, sourceName, names));
  const left = measurements.flatMap(leftOut);
  const yaml = [
    `# Written by plumbline discover at ${isoTime(now)}, from ${oneLine(from)}.`,
    '# What is marked as a guess was taken from names and newest values: look it over, then run plumbline doctor.',
    '',
    stringify({ sources: { [sourceName]: source } }).trimEnd(),
    '',
    'monitors:',
    monitors.join('\n\n'),
    ...(left.length > 0 ? ['', '# Left out:', ...left] : []),
    ...(more > 0 ? [`# ${more} more measurements were not looked at.`] : []),
    '',
  ].join('\n');
  const series = groups.reduce(
    (sum, { group }) => sum + group.fields.flatMap((field) => field.series).length,
    0,
  );
  return { yaml, monitors: monitors.length, series };
}

interface Group extends Guess {
  readonly fields: readonly FieldSample[];
}

/** Fields of one unit and the same bounds share a monitor: they are looked at side by side. */
function groupsOf({ fields }: MeasurementSurvey): readonly Group[] {
  const groups = new Map<string, FieldSample[]>();
  for (const field of fields.filter(({ isCounter }) => !isCounter)) {
    const key = JSON.stringify(guessOf(field));
    groups.set(key, [...(groups.get(key) ?? []), field]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...guessOf(first), fields: group }];
  });
}

function monitorYaml(
  { measurement, tags, spanMs }: MeasurementSurvey,
  { unit, fail, fields }: Group,
  source: string,
  names: Set<string>,
): string {
  const interval = Math.min(...fields.map(({ intervalMs }) => intervalMs));
  const { cron, window } = rhythmOf(interval);
  const series = fields.flatMap((field) => field.series);
  const name = freeName([measurement, ...fields.slice(0, 1).map(({ field }) => field)], names);
  const groupBy = tags.length > 0 && tags.length <= MOST_TAGS ? [`      groupBy: ${list(tags)}`] : [];
  return [
    `  # ${series.length} series, such as ${oneLine(series[0] ?? '')}; a value about every ${formatDuration(interval)}`,
    `  - name: ${name}`,
    `    cron: "${cron}"  # guess, as the window: from the interval of the values`,
    `    window: ${window}`,
    `    source: ${source}`,
    '    query:',
    `      measurement: ${quoted(measurement)}`,
    `      fields: ${list(fields.map(({ field }) => field))}`,
    ...groupBy,
    unit === '' ? '    unit: ""  # not known' : `    unit: ${quoted(unit)}  # guess, from the name`,
    ...limitLines(fail, fields, spanMs),
  ].join('\n');
}

function limitLines(fail: Guess['fail'], fields: readonly FieldSample[], spanMs: number): readonly string[] {
  const min = Math.min(...fields.map((field) => field.min));
  const max = Math.max(...fields.map((field) => field.max));
  const usual = usualSpan({ min, max }, fail);
  const suspect =
    usual &&
    `suspect: [${usual.join(', ')}]  # guess: ${formatDuration(spanMs)} of values, and as much again`;
  if (fail === undefined)
    return suspect === undefined ? [] : [`    # limits: { ${suspect.replace(/ {2}#/, ' }  #')}`];
  return [
    '    limits:',
    `      fail: [${fail.join(', ')}]  # guess: what such a sensor can measure`,
    ...(suspect === undefined ? [] : [`      # ${suspect}`]),
  ];
}

function leftOut({ measurement, fields, notNumeric, silent }: MeasurementSurvey): readonly string[] {
  const counters = fields.filter(({ isCounter }) => isCounter).map(({ field }) => field);
  const reasons = [
    [counters, 'only rise: watch how fast, by a query of your own (derivative)'],
    [notNumeric, 'hold text'],
    [silent, 'had no value in the last 30 days'],
  ] as const;
  return reasons.flatMap(([names, why]) =>
    names.length === 0 ? [] : [`# ${oneLine(measurement)}: ${names.map(oneLine).join(', ')} ${why}.`],
  );
}

/** A name that the config takes and no other monitor has. */
function freeName(parts: readonly string[], taken: Set<string>): string {
  const plain = parts.map((part) => part.replaceAll(/[^A-Za-z0-9._-]+/g, '-')).join('-');
  const base = plain.replace(/^[^A-Za-z0-9]+/, '').slice(0, LONGEST_NAME - 4) || 'monitor';
  let name = base;
  for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}`;
  taken.add(name);
  return name;
}

function list(names: readonly string[]): string {
  return `[${names.map(quoted).join(', ')}]`;
}

/** What stands in a database is text here, and no variable of the environment. */
function quoted(text: string): string {
  return JSON.stringify(text.replaceAll(/\$(?=\{)/g, '$$$$'));
}

/** A comment ends with its line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 200);
}
