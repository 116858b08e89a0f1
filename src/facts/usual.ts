import { extentOf, type Geometry, measure, type Rows, rememberedLevels } from './stretch.ts';

/** Places at which the same is measured to know what is usual. */
const MOST_PLACES = 80;
/** Under so many nothing is said of what is usual. */
const FEWEST_PLACES = 12;

/** What a measure is elsewhere in the window, sorted; null where there are too few places. */
export type Usual = (geometry: Geometry, values: Float64Array, outside: Rows) => readonly number[] | null;

/** The same, which remembers what it was asked: where many are struck in the same rows each is the relative of others. */
export function rememberedUsual(): Usual {
  const known = new WeakMap<Float64Array, Map<string, readonly number[] | null>>();
  return (geometry, values, outside) => {
    const ofSeries = known.get(values) ?? new Map<string, readonly number[] | null>();
    known.set(values, ofSeries);
    const rows = [geometry.rows, ...geometry.reference, outside].map(({ from, to }) => `${from} ${to}`);
    const key = `${geometry.measure} ${rows.join(' ')}`;
    const before = ofSeries.get(key);
    if (before !== undefined) return before;
    const found = usualOf(geometry, values, outside);
    ofSeries.set(key, found);
    return found;
  };
}

export function usualOf(geometry: Geometry, values: Float64Array, outside: Rows): readonly number[] | null {
  const extent = extentOf(geometry);
  const places: number[] = [];
  for (let shift = -extent.from; shift + extent.to <= values.length; shift += 1) {
    const isBeside = shift + extent.to <= outside.from || shift + extent.from >= outside.to;
    if (isBeside) places.push(shift);
  }
  const step = Math.max(1, Math.floor(places.length / MOST_PLACES));
  const levelOf = rememberedLevels();
  const found = places
    .filter((_, index) => index % step === 0)
    .map((shift) => measure(geometry, values, shift, levelOf))
    .filter(Number.isFinite);
  return found.length < FEWEST_PLACES ? null : found.sort((a, b) => a - b);
}
