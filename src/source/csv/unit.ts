import { looksNumeric } from './number.ts';

/** A number with its unit behind: `19.02 °C`, `45%`, `1,013.2 hPa`. */
const WITH_UNIT =
  /^([+-−–]?[\d.,'’\s]*\d(?:[eE][+-]?\d+)?)(\s*)([°µμΩ%‰A-Za-z][^\d\s"]{0,9}(?:[²³]|\^?-?\d)?(?:\/[A-Za-z]+[²³\d]?)?(?:\s[A-Za-z.]{1,5})?)$/u;
/** Directly behind a number these multiply it: 10k is no 10. */
const MULTIPLIERS: ReadonlySet<string> = new Set([
  'k',
  'K',
  'M',
  'G',
  'T',
  'm',
  'u',
  'µ',
  'μ',
  'n',
  'p',
  'e',
  'E',
]);

/** The unit that a cell ends with; undefined where it holds no number with a unit. */
export function unitOf(cell: string): string | undefined {
  if (looksNumeric(cell)) return undefined;
  const [, number = '', gap = '', unit = ''] = WITH_UNIT.exec(cell.trim()) ?? [];
  if (!looksNumeric(number) || (gap === '' && MULTIPLIERS.has(unit))) return undefined;
  return unit;
}

/** The one unit of all cells that hold numbers; undefined where there are none, or several, or bare numbers. */
export function commonUnit(cells: readonly string[]): string | undefined {
  const numbers = cells.filter((cell) => looksNumeric(cell) || unitOf(cell) !== undefined);
  const units = new Set(numbers.map(unitOf));
  return units.size === 1 ? [...units][0] : undefined;
}

/** The most frequent unit, whether or not bare numbers stand beside it. */
export function usualUnit(cells: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const unit = unitOf(cell);
    if (unit !== undefined) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
