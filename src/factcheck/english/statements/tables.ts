import type { Quantity } from '../../statement/literals.ts';
import type { StatisticName } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import { equal, literal, statistic } from '../phrases/built.ts';
import { isHere, WHOLE } from '../phrases/implied.ts';
import { meaningOf } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';
import { namedPart } from './frames.ts';
import type { Labelled } from './labels.ts';
import { goesBack, reading } from './scene.ts';
import type { Telling } from './telling.ts';

/** What a row or a column of a table is of: a figure, or a part of the window. */
export interface Head {
  readonly name?: StatisticName;
  readonly part?: Part;
}

const NUMBERS = /^(?:measure|figure|range)$/;

/** The columns of a table, by cell, which a row without numbers names; null where a sentence is no row of a table. */
export function columnsAfter(row: Labelled, before: readonly Head[] | null): readonly Head[] | null {
  const { tokens, islands } = row;
  if (!isRow(tokens)) return null;
  if (islands.some(({ category }) => NUMBERS.test(category))) return before;
  const last = cellAt(tokens, tokens.length - 1);
  const heads = Array.from({ length: last + 1 }, (_, cell) => headOf(row, cell));
  return heads.some(({ name, part }) => name !== undefined || part !== undefined) ? heads : before;
}

function isRow(tokens: readonly Token[]): boolean {
  return tokens[0]?.text === '|';
}

function cellAt(tokens: readonly Token[], at: number): number {
  return tokens.slice(0, at + 1).filter(({ text }) => text === '|').length;
}

function headOf(
  { tokens, islands, chart }: Pick<Labelled, 'tokens' | 'islands' | 'chart'>,
  cell: number,
): Head {
  const inCell = [...tokens.keys()].filter((at) => cellAt(tokens, at) === cell);
  const part = islands
    .filter(({ from }) => inCell.includes(from))
    .map(namedPart)
    .find((one) => one !== null);
  const name = inCell
    .flatMap((at) => chart.at(at))
    .map((edge) => meaningOf(edge, 'stat') ?? meaningOf(edge, 'extreme'))
    .find((one) => one !== undefined);
  const isPart = part != null && !isHere(part) && !goesBack(part);
  return { ...(name === undefined ? {} : { name }), ...(isPart ? { part } : {}) };
}

/** A number of a table: the figure of the part that its row and its column name. Undefined where these do not name both. */
export function tableReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const { tokens, islands, scenes } = telling;
  const columns = scenes[index]?.columns ?? null;
  const last = (islands[index]?.to ?? 0) - 1;
  if (columns === null || !isRow(tokens)) return undefined;
  const [row, column] = [headOf(telling, 1), columns[cellAt(tokens, last)] ?? {}];
  const name = row.name ?? column.name;
  const part = column.part ?? row.part;
  if (name === undefined || (part === undefined && column.name === undefined)) return undefined;
  return [reading(equal(statistic(name, part ?? WHOLE), literal(quantity)))];
}
