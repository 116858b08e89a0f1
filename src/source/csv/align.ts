import { ambiguous } from './file.ts';
import type { CsvReadOptions } from './options.ts';
import type { Profile } from './profile.ts';
import { quote } from './quote.ts';
import type { SampleRow } from './sample.ts';
import { isTimeName } from './time/names.ts';

/** Names where the cells are that they belong to. Rows may have a cell more than there are names, on either side. */
export function align(
  path: string,
  { cells: header }: SampleRow,
  body: readonly SampleRow[],
  width: number,
  profile: Profile,
  { timestamp }: CsvReadOptions,
): readonly string[] {
  let names = [...header];
  while (names.length > 0 && names.at(-1) === '' && names.length > width) names.pop();
  if (body.length === 0 || names.length === width) return names;
  if (names.at(-1) === '' && names.length === width) return names;
  while (names.at(-1) === '') names = names.slice(0, -1);
  if (names.length === width) return names;
  const placed = place(names, body, width, profile, timestamp);
  if (placed !== undefined) return placed;
  throw misfit(path, names, body[0], width);
}

export function misfit(
  path: string,
  names: readonly string[],
  row: SampleRow | undefined,
  width: number,
): ReturnType<typeof ambiguous> {
  return ambiguous(
    path,
    `has ${names.length} names (${names.slice(0, 5).join(', ')}) above rows of ${width} cells: ${quote(row)}`,
    'Which name belongs to which cell can not be told: name all columns with columns, "" for one without a name. Numbers with decimal commas need quotes, or another delimiter.',
  );
}

/** Fewer names than cells: undefined where it can't be told on which side the cells without a name are. */
function place(
  names: readonly string[],
  body: readonly SampleRow[],
  width: number,
  { times }: Profile,
  timestamp: CsvReadOptions['timestamp'],
): readonly string[] | undefined {
  const spare = width - names.length;
  if (spare < 1) return undefined;
  const behind = [...names, ...Array<string>(spare).fill('')];
  const lastAreEmpty = body.every(({ cells }) => cells.slice(names.length).every((cell) => cell === ''));
  if (spare > 1) return lastAreEmpty ? behind : undefined;
  const isTimed = (name: string): boolean =>
    timestamp === 'auto' ? isTimeName(name) : timestamp.includes(name);
  const timed = [...names.keys()].filter((at) => names[at] !== '' && isTimed(names[at] ?? ''));
  const inPlace = timed.some((at) => times.has(at));
  const shifted = timed.some((at) => times.has(at + 1));
  const numbered = areRowNumbers(body);
  if (shifted && !inPlace) return ['', ...names];
  if (lastAreEmpty) return inPlace || !numbered ? behind : undefined;
  return !inPlace && numbered ? ['', ...names] : undefined;
}

/** 1, 2, 3, ... as statistics packages number rows. */
function areRowNumbers(body: readonly SampleRow[]): boolean {
  const numbers = body
    .slice(0, 50)
    .map(({ cells }) => (/^\d+$/.test(cells[0] ?? '') ? Number(cells[0]) : Number.NaN));
  return numbers.every((number, at) =>
    at === 0 ? !Number.isNaN(number) : number === (numbers[at - 1] ?? 0) + 1,
  );
}
