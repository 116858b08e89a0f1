import type { Finding } from '../detect/finding.ts';
import { traitsOf } from '../detect/kinds.ts';
import { codeMeaning } from '../detect/window/missing-codes.ts';
import type { SeriesWindow } from '../source/source.ts';
import { excursionOf, noiseOf } from './pace.ts';
import { quantityOf } from './quantity.ts';
import { FEWEST_OUTSIDE, isWithin, MARGIN, type Reason, type Stretch } from './reason.ts';
import type { Rows } from './stretch.ts';

type Own = Pick<SeriesWindow, 'series' | 'times' | 'values'>;

/** Why a finding can only be of the sensor, by the readings of the series alone; null where it may as well be of its surroundings. */
export function byItself(finding: Finding, own: Own): Reason | null {
  const { extent, observed } = traitsOf(finding.kind);
  if (extent === 'silence' || extent === 'order') return null;
  if (codeMeaning(finding) !== null) return { by: 'code' };
  const present = withoutNulls(own);
  const rows = rowsOf(finding, present.times);
  const outside = present.values.length - (rows.to - rows.from) - 2 * MARGIN;
  if (rows.to <= rows.from || outside < FEWEST_OUTSIDE) return null;
  const stretch = { ...present, rows };
  if (finding.kind === 'stuck') return atRest(stretch);
  if (isBelow(stretch) && quantityOf(own.series)?.isPositive === true) return { by: 'below' };
  if (extent !== 'brief' && observed !== 'scatter') return null;
  if (quantityOf(own.series)?.isInert !== true) return null;
  return extent === 'brief' ? excursionOf(stretch) : noiseOf(stretch, finding.kind === 'attenuated');
}

function withoutNulls({ times, values }: Own): Pick<Own, 'times' | 'values'> {
  if (values.every(Number.isFinite)) return { times, values };
  const isPresent = (_: number, row: number): boolean => Number.isFinite(values[row]);
  return { times: times.filter(isPresent), values: values.filter(isPresent) };
}

function rowsOf({ start, end }: Finding, times: Float64Array): Rows {
  const from = times.findIndex((time) => time >= start);
  const after = times.findIndex((time) => time > end);
  return from < 0 ? { from: 0, to: 0 } : { from, to: after < 0 ? times.length : after };
}

/** It reads less than nought, and nowhere else. */
function isBelow({ values, rows }: Stretch): boolean {
  if (!values.subarray(rows.from, rows.to).some((value) => value < 0)) return false;
  return !values.some((value, row) => value < 0 && !isWithin(rows, row));
}

/** So many times as long as the longest rest elsewhere. */
const RESTS = 4;
/** Share of the other readings that must lie on either side: what rests at its end may be switched off. */
const ENDS = 0.02;

function atRest({ values, rows }: Stretch): Reason | null {
  const value = values[rows.from] ?? Number.NaN;
  const isEqual = values.subarray(rows.from, rows.to).every((one) => one === value);
  if (!isEqual || value === 0) return null;
  let [longest, run, lower, higher, count] = [1, 0, 0, 0, 0];
  for (let row = 0; row < values.length; row += 1) {
    if (isWithin(rows, row)) {
      run = 0;
      continue;
    }
    const here = values[row] ?? Number.NaN;
    run = run > 0 && here === values[row - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
    count += 1;
    if (here < value) lower += 1;
    if (here > value) higher += 1;
  }
  const isMiddle = Math.min(lower, higher) >= ENDS * count;
  return isMiddle && rows.to - rows.from >= RESTS * longest ? { by: 'rest', limit: longest } : null;
}
