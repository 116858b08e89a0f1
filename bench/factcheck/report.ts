import type { KindScore, Score } from './score.ts';

const COLUMNS = [
  'found',
  'this kind',
  'verdict right',
  'refuted, false',
  'supported, true',
  'false shown',
  'true left out',
];
const NAME_WIDTH = 30;
const COLUMN_WIDTH = 19;

export const HEADER: string =
  ''.padEnd(NAME_WIDTH) + COLUMNS.map((name) => name.padStart(COLUMN_WIDTH)).join('');

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} % ${part}/${whole}`;
}

/** One line of figures; a kind of claim has no sentences of its own. */
export function row(name: string, score: Score | KindScore): string {
  const cells = [
    percent(score.touched, score.labels),
    percent(score.matched, score.labels),
    percent(score.right, score.matched),
    percent(score.refutedFalse, score.calledRefuted),
    percent(score.supportedTrue, score.calledSupported),
    ...('spurious' in score
      ? []
      : [percent(score.falseShown, score.refuted), percent(score.trueMissing, score.trueSentences)]),
  ];
  return name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padStart(COLUMN_WIDTH)).join('');
}
