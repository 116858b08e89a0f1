import { parseNumber } from '../cells.ts';

/** How a file writes numbers: which sign stands before the decimals, and so which between thousands. */
export type NumberStyle =
  | 'point'
  | 'comma'
  /** Nothing in the sample tells; each cell is read that can mean one thing only. */
  | 'unsure';

const SEPARATORS = /(?<=\d)[\s'’](?=\d{3}(?!\d))/g;
const EXPONENT = '(?:[eE][+-]?\\d+)?';
const PLAIN_POINT = new RegExp(`^[+-]?(?:\\d+\\.?\\d*|\\.\\d+)${EXPONENT}$`);
const PLAIN_COMMA = new RegExp(`^[+-]?(?:\\d+,\\d*|,\\d+)${EXPONENT}$`);
/** `1,198` or `1.198`: thousands, or three decimals. */
const ONE_GROUP = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;
/** Not worth a second look once a point is known. */
const SURE_POINT = /^-?\d+\.\d+$/;
const COMMA_GROUPS = /^[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3})(?:\.\d*)?$/;
const POINT_GROUPS = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/;

/** The number that a cell of that style writes, thousands separators or not; NaN for anything else. */
export function numberOf(cell: string, style: NumberStyle): number {
  // Word processors and spreadsheets write minus signs and blanks of their own.
  const text = cell.trim().replace(/^[−–]/, '-').replace(SEPARATORS, '');
  if (text.length > 64 || !/\d/.test(text)) return Number.NaN;
  if (ONE_GROUP.test(text) && text.includes(',') && style === 'unsure') return Number.NaN;
  if (style !== 'comma') {
    if (PLAIN_POINT.test(text)) return Number(text);
    if (COMMA_GROUPS.test(text)) return Number(text.replaceAll(',', ''));
  }
  if (style !== 'point') {
    if (/^[+-]?\d+$/.test(text)) return Number(text);
    if (PLAIN_COMMA.test(text)) return Number(text.replace(',', '.'));
    if (POINT_GROUPS.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  }
  return Number.NaN;
}

/** True for what is a number in one style or the other. */
export function looksNumeric(cell: string): boolean {
  const text = cell.trim();
  return text !== '' && text.length <= 64 && (isNumber(text, 'point') || isNumber(text, 'comma'));
}

function isNumber(text: string, style: NumberStyle): boolean {
  const bytes = Buffer.from(text);
  return !Number.isNaN(parseNumber(bytes, 0, bytes.length)) || !Number.isNaN(numberOf(text, style));
}

/** What the numbers of a file tell about their style, and the cells that could be meant in either way. */
export interface StyleEvidence {
  readonly style: NumberStyle;
  /** A cell that decided, as an example; '' where none did. */
  readonly decidedBy: string;
}

/** Looks for cells that can be read in one style only. Both kinds in one file leave it unsure. */
export function numberStyleOf(cells: Iterable<string>): StyleEvidence {
  let point = '';
  let comma = '';
  for (const cell of cells) {
    const text = cell.trim();
    if (!/[.,]/.test(text) || ONE_GROUP.test(text)) continue;
    if (point !== '' && SURE_POINT.test(text)) continue;
    const asPoint = !Number.isNaN(numberOf(text, 'point'));
    const asComma = !Number.isNaN(numberOf(text, 'comma'));
    if (asPoint && !asComma) point ||= text;
    if (asComma && !asPoint) comma ||= text;
    if (point !== '' && comma !== '') return { style: 'unsure', decidedBy: '' };
  }
  if (point !== '') return { style: 'point', decidedBy: point };
  return comma === '' ? { style: 'unsure', decidedBy: '' } : { style: 'comma', decidedBy: comma };
}

/** A cell that means two numbers where the style is unsure: `1,198`, and `1.198` beside decimal commas or semicolons. */
export function isAmbiguous(cell: string, pointIsSure: boolean): boolean {
  const text = cell.trim();
  return ONE_GROUP.test(text) && (text.includes(',') || !pointIsSure);
}
