import type { Finding } from '../detect/finding.ts';
import { traitsOf } from '../detect/kinds.ts';
import { besideOf, idOf } from '../detect/related/beside.ts';
import type { SeriesWindow } from '../source/source.ts';
import { median } from '../statistics/robust.ts';
import { type Beginning, beginningBeside, beginningOfFinding, moveNearby, wayOf } from './beginning.ts';
import { byLevel, byScatter, type Measured } from './judged.ts';
import { areOfOnePlace } from './names.ts';
import { type Relation, relationOf } from './relation.ts';
import { inSilence } from './silence.ts';
import { extentOf, type Geometry, geometryOf, measure, type Rows } from './stretch.ts';
import { type Usual, usualOf } from './usual.ts';

/** What another series of the monitor did in the minutes of a finding. */
export interface Companion {
  readonly series: string;
  /** `unclear`: neither as usual nor beyond all that is usual, or there is too little to tell. */
  readonly did: 'stayed' | 'along' | 'against' | 'missing' | 'unclear';
  /** How far it moved, in its own unit; NaN where that was not measured. */
  readonly change: number;
  /** The same in units of the largest move of this kind elsewhere in the window. */
  readonly ofUsual: number;
  /** How it moved, where it began before or after the series; null where that cannot be told, or nothing relates the two. */
  readonly began: Beginning | null;
  /** How much later than the series, ms; negative: earlier. */
  readonly beganAfter: number | null;
  /** What relates it to the series; null: nothing that is known. */
  readonly related: 'by place' | 'by course' | null;
  /** A move like that of the series would have shown in it: only then it says something that it stayed. */
  readonly wouldShow: boolean;
}

/** How a relative was learned to go along with the series, where it was. */
export type Learned = (series: string) => Relation | 'declared' | null;

/** What each relative of a series did while the finding lasted. */
export function companionsOf(
  finding: Finding,
  own: SeriesWindow,
  learned: Learned,
  usual: Usual = usualOf,
): readonly Companion[] {
  const relatives = own.relatives ?? [];
  if (traitsOf(finding.kind).extent === 'silence')
    return relatives.map((one) => inSilence(finding, own, one));
  if (traitsOf(finding.kind).extent === 'order' || relatives.length === 0) return [];
  const geometry = geometryOf(finding, own.times, own.values);
  if (geometry === null) return [];
  const outside = rowsOf(finding, own.times, geometry);
  const beginning = beginningOfFinding(finding, own, geometry);
  const columns = onRowsOf(own.times, relatives);
  // The same whatever it is held against.
  const ours = measure(geometry, own.values);
  const oursUsually = usual(geometry, own.values, outside) ?? [];
  return relatives.map(({ series: relative }, place) => {
    const values = columns[place] ?? new Float64Array(own.times.length).fill(Number.NaN);
    return besideIt({
      geometry,
      outside,
      own,
      ours,
      oursUsually,
      relative,
      values,
      learned,
      usual,
      beginning,
    });
  });
}

/** The readings of each relative in the rows of the series: its own where it was read at the same times, else what stood beside them. */
function onRowsOf(times: Float64Array, relatives: readonly SeriesWindow[]): readonly Float64Array[] {
  const isSame = (one: SeriesWindow): boolean =>
    one.times.length === times.length &&
    one.times.every((time, row) => time === times[row]) &&
    one.values.every(Number.isFinite);
  const others = relatives.filter((one) => !isSame(one));
  const { ids, values } = besideOf(times, others);
  return relatives.map((one) =>
    others.includes(one) ? columnOf(values, ids.indexOf(idOf(one.series)), ids.length) : one.values,
  );
}

/** One column of a table of so many, row by row. */
function columnOf(grid: Float64Array, place: number, width: number): Float64Array {
  const column = new Float64Array(grid.length / width);
  for (let row = 0; row < column.length; row += 1) column[row] = grid[row * width + place] ?? Number.NaN;
  return column;
}

/** What the finding or its measure touches: what is usual is looked for elsewhere. */
function rowsOf({ start, end }: Finding, times: Float64Array, geometry: Geometry): Rows {
  const after = times.findIndex((time) => time > end);
  const { rows } = geometry;
  const first = times.findIndex((time) => time >= start);
  return {
    from: Math.min(first, rows.from) - 1,
    to: Math.max(after < 0 ? times.length : after, rows.to) + 1,
  };
}

interface Pair {
  readonly geometry: Geometry;
  readonly outside: Rows;
  readonly own: SeriesWindow;
  readonly ours: number;
  readonly oursUsually: readonly number[];
  readonly relative: string;
  /** Of the relative, on the rows of the series. */
  readonly values: Float64Array;
  readonly learned: Learned;
  readonly usual: Usual;
  /** How the series itself began to move; null where that cannot be told. */
  readonly beginning: Beginning | null;
}

function besideIt(pair: Pair): Companion {
  const { geometry, outside, own, ours, oursUsually, relative, values, learned, usual, beginning } = pair;
  const isOfPlace = areOfOnePlace(own.series, relative);
  const known = learned(relative);
  const seen = known === 'declared' || known === null ? relationOf(own.values, values, outside) : known;
  const change = measure(geometry, values);
  const theirsUsually = usual(geometry, values, outside);
  const declared = known === 'declared' ? bySize({ ours, oursUsually, theirs: change, theirsUsually }) : null;
  const relation = seen ?? (isOfPlace ? { slope: 1 } : declared);
  const related = relation === null ? null : isOfPlace || known === 'declared' ? 'by place' : 'by course';
  const base = { series: relative, related, change, began: null, beganAfter: null } as const;
  const nothing = { ofUsual: Number.NaN, wouldShow: false } as const;
  if (extentIsEmpty(geometry, values)) return { ...base, ...nothing, did: 'missing' };
  if (theirsUsually === null || Number.isNaN(change)) return { ...base, ...nothing, did: 'unclear' };
  const measured = {
    ours,
    oursUsually,
    theirs: change,
    theirsUsually,
    relation,
    isDeclared: relation !== null && relation === declared,
  };
  const judge = geometry.measure === 'level' ? byLevel : byScatter;
  const judged = { ...base, ...judge(measured) };
  return beginning === null || relation === null
    ? judged
    : { ...judged, ...earlierOrLater({ own, values, beginning, relation, measured }) };
}

/** What somebody said belongs together moves as far as its usual moves are larger, in whichever direction. */
function bySize({
  ours,
  oursUsually,
  theirs,
  theirsUsually,
}: Pick<Measured, 'ours' | 'oursUsually' | 'theirs'> & {
  readonly theirsUsually: readonly number[] | null;
}): Relation | null {
  const usual = (all: readonly number[]): number => median(Float64Array.from(all, Math.abs));
  const ratio = usual(theirsUsually ?? []) / usual(oursUsually);
  return ratio > 0 && Number.isFinite(ratio) ? { slope: ratio * (ours * theirs < 0 ? -1 : 1) } : null;
}

/** One that is related may have moved a while before or after: then it did not stay. */
function earlierOrLater({
  own,
  values,
  beginning,
  relation,
  measured,
}: Pick<Pair, 'own' | 'values'> & {
  readonly beginning: Beginning;
  readonly relation: Relation;
  readonly measured: Pick<Measured, 'ours'>;
}): Partial<Companion> {
  const way = wayOf(beginning, own.times);
  const near = moveNearby(way, values, relation.slope * measured.ours);
  if (near === null) return {};
  const began = beginningBeside(beginning, way, own.times, values, near.shift);
  const isAlong = near.change * measured.ours * relation.slope > 0;
  if (began === null) return {};
  return { began, beganAfter: began.from - beginning.from, did: isAlong ? 'along' : 'against' };
}

function extentIsEmpty(geometry: Geometry, values: Float64Array): boolean {
  const { from, to } = geometry.rows;
  return extentOf(geometry).to > 0 && !values.subarray(from, to).some(Number.isFinite);
}
