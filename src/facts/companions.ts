import type { Finding } from '../detect/finding.ts';
import { traitsOf } from '../detect/kinds.ts';
import { besideOf, idOf } from '../detect/related/beside.ts';
import type { SeriesWindow } from '../source/source.ts';
import { areOfOnePlace } from './names.ts';
import { type Relation, relationOf } from './relation.ts';
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
  /** What relates it to the series; null: nothing that is known. */
  readonly related: 'by place' | 'by course' | null;
  /** A move like that of the series would have shown in it: only then it says something that it stayed. */
  readonly wouldShow: boolean;
}

/** How a relative was learned to go along with the series, where it was. */
export type Learned = (series: string) => Relation | null;

/** Share of the usual moves under which a series counts as one that stayed. */
const STAYED = 0.9;
/** A move that should have been so many times the largest usual one would have shown. */
const SHOWS = 1.5;
/** What goes so far beyond the largest usual move is a move. */
const MOVED = 1.2;
/** Silent for this share of the silence of the series. */
const SILENT = 0.8;

/** What each relative of a series did while the finding lasted. */
export function companionsOf(finding: Finding, own: SeriesWindow, learned: Learned): readonly Companion[] {
  const relatives = own.relatives ?? [];
  if (traitsOf(finding.kind).extent === 'silence')
    return relatives.map((one) => inSilence(finding, own, one));
  if (traitsOf(finding.kind).extent === 'order' || relatives.length === 0) return [];
  const geometry = geometryOf(finding, own.times, own.values);
  if (geometry === null) return [];
  const outside = rowsOf(finding, own.times, geometry);
  const { ids, values: grid } = besideOf(own.times, relatives);
  return relatives.map((relative) => {
    const place = ids.indexOf(idOf(relative.series));
    const values = own.times.map((_, row) => grid[row * ids.length + place] ?? Number.NaN);
    return besideIt({ geometry, outside, own, relative: relative.series, values, learned });
  });
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
  readonly relative: string;
  /** Of the relative, on the rows of the series. */
  readonly values: Float64Array;
  readonly learned: Learned;
}

function besideIt({ geometry, outside, own, relative, values, learned }: Pair): Companion {
  const isOfPlace = areOfOnePlace(own.series, relative);
  const relation =
    learned(relative) ?? relationOf(own.values, values, outside) ?? (isOfPlace ? { slope: 1 } : null);
  const related = relation === null ? null : isOfPlace ? 'by place' : 'by course';
  const change = measure(geometry, values);
  const usual = usualOf(geometry, values, outside);
  const base = { series: relative, related, change } as const;
  if (extentIsEmpty(geometry, values))
    return { ...base, did: 'missing', ofUsual: Number.NaN, wouldShow: false };
  if (usual === null || Number.isNaN(change))
    return { ...base, did: 'unclear', ofUsual: Number.NaN, wouldShow: false };
  return geometry.measure === 'level'
    ? { ...base, ...byLevel(change, usual, measure(geometry, own.values), relation) }
    : {
        ...base,
        ...byScatter(
          change,
          usual,
          measure(geometry, own.values),
          usualOf(geometry, own.values, outside),
          relation,
        ),
      };
}

function extentIsEmpty(geometry: Geometry, values: Float64Array): boolean {
  const { from, to } = geometry.rows;
  return extentOf(geometry).to > 0 && !values.subarray(from, to).some(Number.isFinite);
}

type Judged = Pick<Companion, 'did' | 'ofUsual' | 'wouldShow'>;

function byLevel(change: number, usual: readonly number[], ours: number, relation: Relation | null): Judged {
  const sizes = usual.map(Math.abs).sort((a, b) => a - b);
  const largest = sizes.at(-1) ?? 0;
  const ordinary = sizes[Math.floor(STAYED * (sizes.length - 1))] ?? 0;
  const sign = Math.sign(change) * Math.sign(ours) * Math.sign(relation?.slope ?? 1);
  const size = Math.abs(change);
  const did =
    size > MOVED * largest ? (sign > 0 ? 'along' : 'against') : size <= ordinary ? 'stayed' : 'unclear';
  const wouldShow = relation !== null && Math.abs(relation.slope * ours) > SHOWS * largest;
  return { did, ofUsual: largest > 0 ? size / largest : Number.NaN, wouldShow };
}

/** Both scatter more than they do, or both less. */
function byScatter(
  change: number,
  usual: readonly number[],
  ours: number,
  oursUsually: readonly number[] | null,
  relation: Relation | null,
): Judged {
  const [low, high] = [usual[0] ?? 0, usual.at(-1) ?? 0];
  const inside = (share: number): number => usual[Math.floor(share * (usual.length - 1))] ?? 0;
  const side = (size: number, [least, most]: readonly [number, number]): number =>
    size > MOVED * most ? 1 : size < least / MOVED ? -1 : 0;
  const theirs = side(change, [low, high]);
  const own = oursUsually === null ? 0 : side(ours, [oursUsually[0] ?? 0, oursUsually.at(-1) ?? 0]);
  const isOrdinary = change >= inside(1 - STAYED) && change <= inside(STAYED);
  const did =
    theirs !== 0 && own !== 0 ? (theirs === own ? 'along' : 'against') : isOrdinary ? 'stayed' : 'unclear';
  return { did, ofUsual: high > 0 ? change / high : Number.NaN, wouldShow: relation !== null && own !== 0 };
}

function inSilence({ start, end }: Finding, own: SeriesWindow, relative: SeriesWindow): Companion {
  const series = relative.series;
  const related = areOfOnePlace(own.series, series) ? 'by place' : null;
  const common = { series, related, change: Number.NaN, ofUsual: Number.NaN } as const;
  const times = relative.times.filter((_, row) => Number.isFinite(relative.values[row]));
  const came = times.filter((time) => time > start && time < end);
  const pauses = [start, ...came, end]
    .slice(1)
    .map((time, index) => time - ([start, ...came][index] ?? start));
  const isSilent = Math.max(...pauses) >= SILENT * (end - start);
  const everCame = relative.times.length > 0;
  return { ...common, did: isSilent ? 'missing' : 'stayed', wouldShow: everCame || isSilent };
}
