/** The largest value of a measure over a window, and what else there is of it. */
export interface Peak {
  /** Row at which the measure is largest in size. */
  readonly at: number;
  /** Row of the one that undoes it: about as large, with the other sign. Null where there is none. */
  readonly undone: number | null;
  /** The largest size elsewhere. */
  readonly next: number;
}

/** What undoes a change is at least this part of it. */
const UNDONE = 0.6;

/**
 * Where a measure is largest, what undoes it, and how large it gets at least `apart` rows from both: an event must stand out from
 * what the series does in the rest of the same window. `to` is the row after the last one that is known.
 */
export function peakOf(measure: Float64Array, from: number, to: number, apart: number): Peak {
  const largest = (isWanted: (row: number) => boolean): number => {
    let place = -1;
    for (let row = from; row < to; row++) {
      if (isWanted(row) && Math.abs(measure[row] ?? 0) > Math.abs(measure[place] ?? 0)) place = row;
    }
    return place;
  };
  const sizeAt = (row: number): number => Math.abs(measure[row] ?? 0);
  const at = Math.max(
    from,
    largest(() => true),
  );
  const isApart = (row: number, other: number) => Math.abs(row - other) >= apart;
  const sign = Math.sign(measure[at] ?? 0);
  const opposite = largest((row) => isApart(row, at) && Math.sign(measure[row] ?? 0) === -sign);
  const undone = opposite >= 0 && sizeAt(opposite) >= UNDONE * sizeAt(at) ? opposite : null;
  const next = largest((row) => isApart(row, at) && (undone === null || isApart(row, undone)));
  return { at, undone, next: next < 0 ? 0 : sizeAt(next) };
}
