import type { SeriesWindow } from './source.ts';

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
    const field = fieldOf(one);
    byField.set(field, [...(byField.get(field) ?? []), one]);
  }
  return all.map((one) => {
    const same = nearest(byField.get(fieldOf(one)) ?? [], one, MOST_RELATIVES);
    const others = sorted.filter((other) => fieldOf(other) !== fieldOf(one));
    return { ...one, relatives: [...same, ...others.slice(0, MOST_RELATIVES - same.length)] };
  });
}

/** `environment.temperature` of `environment.temperature{room=lab}`. */
function fieldOf({ series }: SeriesWindow): string {
  return series.replace(/\{.*$/s, '');
}

/** The neighbours in a sorted list, those on either side by turns, the list taken for a ring. */
function nearest(sorted: readonly SeriesWindow[], one: SeriesWindow, most: number): SeriesWindow[] {
  const place = sorted.indexOf(one);
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
