import { fieldOf, type SeriesWindow } from './source.ts';

/** Relatives that a series is given. */
export const MOST_RELATIVES = 6;

/**
 * The series of one answer, each with those that stand beside it: first series of the same field, the nearest by name, then others.
 * Which ones follows from the names alone.
 */
export function withRelatives(all: readonly SeriesWindow[]): readonly SeriesWindow[] {
  if (all.length < 2) return all;
  const sorted = [...all].sort((a, b) => (a.series < b.series ? -1 : 1));
  const byField = new Map<string, SeriesWindow[]>();
  for (const one of sorted) {
    const same = byField.get(fieldOf(one.series));
    if (same === undefined) byField.set(fieldOf(one.series), [one]);
    else same.push(one);
  }
  const relatives = new Map<SeriesWindow, readonly SeriesWindow[]>();
  for (const [field, same] of byField) {
    const others = firstOthers(sorted, field, MOST_RELATIVES + 1 - same.length);
    same.forEach((one, place) => {
      relatives.set(one, [...nearest(same, place, MOST_RELATIVES), ...others]);
    });
  }
  return all.map((one) => ({ ...one, relatives: relatives.get(one) ?? [] }));
}

/** The first `most` series of other fields. */
function firstOthers(sorted: readonly SeriesWindow[], field: string, most: number): readonly SeriesWindow[] {
  const others: SeriesWindow[] = [];
  for (const one of sorted) {
    if (others.length >= most) break;
    if (fieldOf(one.series) !== field) others.push(one);
  }
  return others;
}

/** The neighbours of the one at a place of a sorted list, those on either side by turns, the list taken for a ring. */
function nearest(sorted: readonly SeriesWindow[], place: number, most: number): SeriesWindow[] {
  const one = sorted[place];
  const near: SeriesWindow[] = [];
  for (let step = 1; near.length < Math.min(most, sorted.length - 1); step += 1) {
    for (const at of [place + step, place - step]) {
      const other = sorted[(at + sorted.length * step) % sorted.length];
      if (other !== undefined && other !== one && !near.includes(other) && near.length < most)
        near.push(other);
    }
  }
  return near;
}
