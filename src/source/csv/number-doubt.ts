import { ambiguous } from './file.ts';
import type { ValueColumn } from './layout.ts';
import { isAmbiguous } from './number.ts';
import type { CsvFile } from './open.ts';

/** `1,198` is 1198 or 1.198: nobody but the user can say. */
export function refuseAmbiguousNumbers(file: CsvFile, { name, index, unit }: ValueColumn): void {
  if (file.numberStyle !== 'unsure') return;
  const { head, tail } = file.table;
  const all = [...head, ...tail].map(({ cells }) => cells[index] ?? '');
  const cells = all.map((cell) => (unit === undefined ? cell : cell.replace(unit, '').trim()));
  const cell = cells.find((one) => isAmbiguous(one, file.pointIsSure));
  if (cell === undefined) return;
  const mark = cell.includes(',') ? ',' : '.';
  const [whole, decimals] = [cell.replace(mark, ''), cell.replace(mark, '.')];
  const other = mark === ',' ? '.' : ',';
  throw ambiguous(
    file.path,
    `has numbers in ${name} that can be meant in 2 ways: ${cell} is ${whole} (decimal: "${other}") or ${decimals} (decimal: "${mark}")`,
    'Set decimal to the right sign.',
  );
}
