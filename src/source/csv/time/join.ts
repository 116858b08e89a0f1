/** What stands before each part of a date that has a column for each: 2026-03-10 00:05:00. */
const BEFORE = ['', '-', '-', ' ', ':', ':'];

/** The cells of a time that has several columns, as one text. */
export function joinTime(cells: readonly string[]): string {
  const areParts =
    cells.length > 2 && /^\d{4}$/.test(cells[0] ?? '') && cells.every((cell) => /^\d{1,4}$/.test(cell));
  if (!areParts) return cells.join(' ').trim();
  return (
    cells.map((cell, at) => `${BEFORE[at] ?? ' '}${cell.padStart(2, '0')}`).join('') +
    (cells.length === 4 ? ':00' : '')
  );
}
