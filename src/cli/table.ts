import { csv } from '../lib/csv.ts';
import { isoTime } from '../lib/time.ts';
import { columnsOf } from '../store/columns.ts';
import type { Exchange } from '../store/exchange.ts';
import type { Result } from '../store/result.ts';
import { printable } from './printable.ts';

export type Format = 'table' | 'json' | 'csv';

/** Results for people (a few figures, then the summary) or for machines (every column of the table). */
export function formatResults(results: readonly Result[], format: Format): string {
  if (format === 'json') return `${JSON.stringify(results.map(columnsOf), null, 2)}\n`;
  return format === 'csv' ? csv(results.map(columnsOf)) : printable(results.map(forPeople).join('\n'));
}

function forPeople(result: Result): string {
  const { id, monitor, series, source, standIn, window, verdict, points, figures, summary, exchange } =
    result;
  const unit = result.unit === '' ? '' : ` ${result.unit}`;
  const told = Number.isNaN(figures.mean)
    ? `${points} points`
    : `${points} points, mean ${short(figures.mean)}${unit}, standard deviation ${short(figures.stddev)}, last ${short(figures.last)}${unit}`;
  const by = result.summaryBy === 'model' ? `said by ${answeredBy(exchange)}, checked` : modelNote(exchange);
  return [
    `#${id}  ${isoTime(window.end)}  ${verdict.toUpperCase()}  ${series}  (${monitor}${standIn ? `; NOT ITS OWN SOURCE: ${source} stands in` : ''})`,
    `    ${told}`,
    `    ${summary}`,
    `    [${by}]`,
    '',
  ].join('\n');
}

/** The model that was asked for, and what the server says it is where that is another name. */
export function answeredBy({ model, modelRequested }: Pick<Exchange, 'model' | 'modelRequested'>): string {
  if (modelRequested === null || modelRequested === '' || modelRequested === model)
    return model ?? 'no model';
  return model === null ? modelRequested : `${modelRequested} (${model})`;
}

function modelNote({ status, reason }: Exchange): string {
  if (status === null) return 'written from the facts; the model has not answered yet';
  if (status === 'answered') return 'written from the facts; nothing that the model said could be shown';
  const why = reason === null ? '' : `: ${reason}`;
  return `written from the facts; model ${status.replace('_', ' ')}${why}`;
}

/** At most six digits: enough to read, few enough to compare. */
function short(figure: number): string {
  return Number.isNaN(figure) ? 'none' : String(Number(figure.toPrecision(6)));
}
