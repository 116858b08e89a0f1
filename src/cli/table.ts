import type { ResultRow } from '../store/sqlite/rows.ts';
import { printable } from './printable.ts';

export type Format = 'table' | 'json' | 'csv';

/** Rows of `results` for people (a few columns, then the summary) or for machines (every column). */
export function formatResults(rows: readonly ResultRow[], format: Format): string {
  if (format === 'json') return `${JSON.stringify(rows, null, 2)}\n`;
  return format === 'csv' ? csv(rows) : printable(rows.map(forPeople).join('\n'));
}

function forPeople(row: ResultRow): string {
  const unit = row.unit === '' ? '' : ` ${row.unit}`;
  const figures =
    row.mean === null
      ? `${row.points} points`
      : `${row.points} points, mean ${short(row.mean)}${unit}, standard deviation ${short(row.stddev)}, last ${short(row.last)}${unit}`;
  const by = row.summary_by === 'model' ? `said by ${row.model}, checked` : modelNote(row);
  return [
    `#${row.id}  ${row.window_end}  ${row.verdict.toUpperCase()}  ${row.series}  (${row.monitor})`,
    `    ${figures}`,
    `    ${row.summary}`,
    `    [${by}]`,
    '',
  ].join('\n');
}

function modelNote({ model_status, model_reason }: ResultRow): string {
  if (model_status === null) return 'written from the facts; the model has not answered yet';
  const reason = model_reason === null ? '' : `: ${model_reason}`;
  return `written from the facts; model ${model_status.replace('_', ' ')}${reason}`;
}

/** At most six digits: enough to read, few enough to compare. */
function short(figure: number | null): string {
  return figure === null ? 'none' : String(Number(figure.toPrecision(6)));
}

function csv(rows: readonly ResultRow[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const lines = [Object.keys(first), ...rows.map((row) => Object.values(row))];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** RFC 4180; a leading sign that a spreadsheet would take for a formula is kept apart by a quote. */
function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
