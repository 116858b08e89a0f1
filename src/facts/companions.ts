import type { Finding } from '../detect/finding.ts';
import { traitsOf } from '../detect/kinds.ts';
import { besideOf, idOf } from '../detect/related/beside.ts';
import type { SeriesWindow } from '../source/source.ts';
import { median } from '../statistics/robust.ts';
import { type Beginning, beginningBeside, beginningOfFinding, moveNearby, wayOf } from './beginning.ts';
import { areOfOnePlace } from './names.ts';
import { type Relation, relationOf } from './relation.ts';
import { inSilence } from './silence.ts';
import { extentOf, type Geometry, geometryOf, measure, type Rows } from './stretch.ts';
import { usualOf } from './usual.ts';

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

/** Share of the usual moves under which a series counts as one that stayed. */
const STAYED = 0.9;
/** A move that should have been so many times the largest usual one would have shown. */
const SHOWS = 1.5;
/** What goes so far beyond the largest usual move is a move. */
const MOVED = 1.2;
/** A move under so many times the largest that the series makes by itself elsewhere in the window is its own affair. */
const OWN = 1.2;

/** What each relative of a series did while the finding lasted. */
export function companionsOf(finding: Finding, own: SeriesWindow, learned: Learned): readonly Companion[] {
  const relatives = own.relatives ?? [];
  if (traitsOf(finding.kind).extent === 'silence')
    return relatives.map((one) => inSilence(finding, own, one));
  if (traitsOf(finding.kind).extent === 'order' || relatives.length === 0) return [];
  const geometry = geometryOf(finding, own.times, own.values);
  if (geometry === null) return [];
  const outside = rowsOf(finding, own.times, geometry);
  const beginning = beginningOfFinding(finding, own, geometry);
  const { ids, values: grid } = besideOf(own.times, relatives);
  // The same whatever it is held against.
  const ours = measure(geometry, own.values);
  const oursUsually = usualOf(geometry, own.values, outside) ?? [];
  return relatives.map(({ series: relative }) => {
    const values = columnOf(grid, ids.indexOf(idOf(relative)), ids.length);
    return besideIt({ geometry, outside, own, ours, oursUsually, relative, values, learned, beginning });
  });
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
  /** How the series itself began to move; null where that cannot be told. */
  readonly beginning: Beginning | null;
}

function besideIt(pair: Pair): Companion {
  const { geometry, outside, own, ours, oursUsually, relative, values, learned, beginning } = pair;
  const isOfPlace = areOfOnePlace(own.series, relative);
  const known = learned(relative);
  const seen = known === 'declared' || known === null ? relationOf(own.values, values, outside) : known;
  const change = measure(geometry, values);
  const theirsUsually = usualOf(geometry, values, outside);
  const declared = known === 'declared' ? bySize({ ours, oursUsually, theirs: change, theirsUsually }) : null;
  const relation = seen ?? (isOfPlace ? { slope: 1 } : declared);
  const related = relation === null ? null : isOfPlace || known === 'declared' ? 'by place' : 'by course';
  const base = { series: relative, related, change, began: null, beganAfter: null } as const;
  const nothing = { ofUsual: Number.NaN, wouldShow: false } as const;
  if (extentIsEmpty(geometry, values)) return { ...base, ...nothing, did: 'missing' };
  if (theirsUsually === null || Number.isNaN(change)) return { ...base, ...nothing, did: 'unclear' };
  const measured = { ours, oursUsually, theirs: change, theirsUsually, relation };
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

type Judged = Pick<Companion, 'did' | 'ofUsual' | 'wouldShow'>;

/** A measure in the series and in its relative, each with what it is elsewhere in the window, sorted. */
interface Measured {
  readonly ours: number;
  readonly oursUsually: readonly number[];
  readonly theirs: number;
  readonly theirsUsually: readonly number[];
  readonly relation: Relation | null;
}

function byLevel({ ours, oursUsually, theirs, theirsUsually, relation }: Measured): Judged {
  const [usual, own] = [theirsUsually, oursUsually].map((all) => all.map(Math.abs).sort((a, b) => a - b));
  const largest = usual?.at(-1) ?? 0;
  const ordinary = usual?.[Math.floor(STAYED * (usual.length - 1))] ?? 0;
  const size = Math.abs(theirs);
  // What the series does by itself, in this window or without the other, tells nothing of where the cause lies.
  const isOwn = Math.abs(ours) <= OWN * (own?.at(-1) ?? 0) || Math.abs(ours) <= (relation?.alone ?? 0);
  const wouldShow = relation !== null && !isOwn && Math.abs(relation.slope * ours) > SHOWS * largest;
  const sign = Math.sign(theirs) * Math.sign(ours) * Math.sign(relation?.slope ?? 1);
  const hasMoved = size > MOVED * largest;
  const hasStayed = size <= (wouldShow ? largest : ordinary);
  const did = hasMoved ? (sign > 0 ? 'along' : 'against') : hasStayed ? 'stayed' : 'unclear';
  return { did, ofUsual: largest > 0 ? size / largest : Number.NaN, wouldShow };
}

/** Both scatter more than they do, or both less. */
function byScatter({ ours, oursUsually, theirs, theirsUsually, relation }: Measured): Judged {
  const own = sideOf(ours, oursUsually);
  const its = sideOf(theirs, theirsUsually);
  const at = (share: number): number => theirsUsually[Math.floor(share * (theirsUsually.length - 1))] ?? 0;
  const hasStayed = own > 0 ? theirs <= at(STAYED) : theirs >= at(1 - STAYED);
  const did =
    its !== 0 && own !== 0 && its === own
      ? 'along'
      : its !== 0
        ? 'against'
        : hasStayed
          ? 'stayed'
          : 'unclear';
  const highest = theirsUsually.at(-1) ?? 0;
  return {
    ...{ did, ofUsual: highest > 0 ? theirs / highest : Number.NaN },
    wouldShow: relation !== null && own !== 0,
  };
}

/** 1: beyond all that is usual, -1: short of it, 0: within. */
function sideOf(size: number, usual: readonly number[]): number {
  const [least, most] = [usual[0] ?? 0, usual.at(-1) ?? 0];
  return size > MOVED * most ? 1 : size < least / MOVED ? -1 : 0;
}
