import type { Scores } from './score.ts';

/** One model in one role. */
export interface Examined {
  readonly model: string;
  readonly role: string;
  readonly scores: Scores;
}

type Row = readonly [title: string, cell: (scores: Scores) => string];

const of = (part: number, whole: number): string => `${part} of ${whole}`;
/** Evaluations of before have no such figure, and nothing of nothing is none. */
const ofSome = (part: number | undefined, whole: number | undefined): string =>
  part === undefined || !whole ? '-' : of(part, whole);
const figure = (value: number | null, decimals = 0): string =>
  value === null ? '-' : value.toFixed(decimals);

const ROWS: readonly Row[] = [
  ['windows (clean, with a fault)', (s) => `${s.windows} (${s.clean}, ${s.faulty})`],
  ['answers that fit the schema', (s) => of(s.fits, s.windows)],
  ['claims supported', (s) => figure(s.claimsSupported)],
  ['claims refuted', (s) => figure(s.claimsRefuted)],
  ['claims unverifiable', (s) => figure(s.claimsUnverifiable)],
  ['sentences that hold', (s) => of(s.sentencesShown, s.sentences)],
  ['windows told in its words', (s) => of(s.shownByModel, s.windows)],
  ['  which only repeat the facts', (s) => of(s.onlyRepeats, s.shownByModel)],
  ['statements beyond the text of code', (s) => figure(s.beyondCode ?? null)],
  ['faults named in what is shown', (s) => of(s.faultsNamed, s.faulty)],
  ['origin named in what is shown', (s) => ofSome(s.originsNamed, s.originCases)],
  ['  rightly', (s) => ofSome(s.originsRight, s.originsNamed)],
  ['  rightly, in words of the model', (s) => ofSome(s.originsRightByModel, s.originsNamedByModel)],
  ['anomalies shown on clean windows', (s) => of(s.anomaliesShownOnClean, s.clean)],
  ['its verdict agrees', (s) => of(s.verdictAgrees, s.windows)],
  ['its false alarms', (s) => of(s.falseAlarms, s.clean)],
  ['faults it missed', (s) => of(s.faultsMissed, s.faulty)],
  ['second attempts that helped', (s) => (s.repairsTried === 0 ? '-' : of(s.repairsHelped, s.repairsTried))],
  ['seconds a question', (s) => figure(s.seconds, 1)],
  ['prompt tokens', (s) => figure(s.promptTokens)],
  ['answer tokens', (s) => figure(s.completionTokens)],
];

/** Every figure with its name, in the order of the table. */
export function figuresOf(scores: Scores): readonly { readonly name: string; readonly figure: string }[] {
  return ROWS.map(([title, cell]) => ({ name: title.trim(), figure: cell(scores) }));
}

/** A column for each model and role, a line for each figure. */
export function formatTable(examined: readonly Examined[]): string {
  const columns = [
    ['', '', ...ROWS.map(([title]) => title)],
    ...examined.map(({ model, role, scores }) => [model, role, ...ROWS.map(([, cell]) => cell(scores))]),
  ];
  const widths = columns.map((cells) => Math.max(...cells.map((cell) => cell.length)));
  const line = (row: number): string =>
    columns
      .map((cells, column) => pad(cells[row] ?? '', widths[column] ?? 0, column > 0))
      .join('  ')
      .trimEnd();
  return `${Array.from({ length: ROWS.length + 2 }, (_, row) => line(row)).join('\n')}\n`;
}

function pad(text: string, width: number, right: boolean): string {
  return right ? text.padStart(width) : text.padEnd(width);
}
