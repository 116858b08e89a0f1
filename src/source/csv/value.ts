import { parseNumber } from '../cells.ts';
import type { RecordScanner } from '../records.ts';

/** How files write that there is no value. */
const NULLS: ReadonlySet<string> = new Set(['', 'nan', 'null', 'nil', 'none', 'na', 'n/a', '#n/a', '-', '?']);
const INFINITE = /^[+-]?inf(?:inity)?$/i;

export function isNull(text: string): boolean {
  return NULLS.has(text.trim().toLowerCase()) || INFINITE.test(text.trim());
}

export function isNumeric(text: string, decimalComma: boolean): boolean {
  const bytes = Buffer.from(text);
  return !Number.isNaN(parseNumber(bytes, 0, bytes.length, decimalComma)) || isBoolean(text);
}

function isBoolean(text: string): boolean {
  return /^(?:true|false)$/i.test(text.trim());
}

/** The value of field i: a number, 1 or 0 for a boolean, NaN for none; undefined when it is anything else. */
export function readCsvValue(
  scanner: RecordScanner,
  index: number,
  decimalComma: boolean,
): number | undefined {
  const from = scanner.starts[index] ?? 0;
  const value = parseNumber(scanner.bytes, from, scanner.ends[index] ?? from, decimalComma);
  if (!Number.isNaN(value)) return value;
  const text = scanner.text(index);
  if (isNull(text)) return Number.NaN;
  if (isBoolean(text)) return text.trim().toLowerCase() === 'true' ? 1 : 0;
  const bytes = Buffer.from(text);
  const quoted = parseNumber(bytes, 0, bytes.length, decimalComma);
  return Number.isNaN(quoted) ? undefined : quoted;
}
