import { PlumblineError } from '../lib/errors.ts';
import { mergeStreams, type TaggedStream } from './merge-streams.ts';
import { type SeriesWindow, type SourceNotes, seriesName } from './source.ts';

/** How much one answer may have. */
export interface AnswerLimits {
  readonly maxPoints: number;
  /** More series than this are a query that forgot its `where`. */
  readonly maxSeries: number;
}

/** Points that a series has room for at first. */
const FEW_POINTS = 16;

/** The points of one series while they arrive, in growing arrays. */
export class SeriesPoints {
  readonly series: string;
  length = 0;
  #times: Float64Array<ArrayBuffer>;
  #values: Float64Array<ArrayBuffer>;
  #newest = Number.NEGATIVE_INFINITY;
  #oldest = Number.POSITIVE_INFINITY;
  #rising = true;
  #falling = true;
  /** Points older than one before them, and newer than one before them. */
  #older = 0;
  #newer = 0;

  /** `room`: so many points will probably come. */
  constructor(series: string, room = FEW_POINTS) {
    this.series = series;
    this.#times = new Float64Array(room);
    this.#values = new Float64Array(room);
  }

  append(time: number, value: number): void {
    if (this.length === this.#times.length) {
      this.#times = doubled(this.#times);
      this.#values = doubled(this.#values);
    }
    this.#times[this.length] = time;
    // What a source calls infinite is no measurement: like its nulls it is NaN.
    this.#values[this.length] = Number.isFinite(value) ? value : Number.NaN;
    this.length += 1;
    if (time < this.#oldest) this.#oldest = time;
    else {
      this.#falling = false;
      if (time > this.#oldest) this.#newer += 1;
    }
    if (time > this.#newest) this.#newest = time;
    else {
      this.#rising = false;
      if (time < this.#newest) this.#older += 1;
    }
  }

  /** The points sorted by time, the last value of each time kept: a null deletes no value. */
  finish(): SeriesWindow {
    const { series, length } = this;
    // Newest first is an order, too: what counts is the points that keep to neither.
    const disordered = Math.min(this.#older, this.#newer);
    const notes = { unreadable: 0, unreadableSamples: [], duplicates: 0, disordered };
    const times = this.#times.subarray(0, length);
    const values = this.#values.subarray(0, length);
    if (this.#rising) return { series, times: exactly(times), values: exactly(values), notes };
    if (this.#falling)
      return { series, times: times.slice().reverse(), values: values.slice().reverse(), notes };

    const order = Uint32Array.from(times.keys());
    const isNull = (at: number): number => (Number.isNaN(values[at]) ? 0 : 1);
    order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || isNull(a) - isNull(b) || a - b);
    const kept = order.filter((at, rank) => times[at] !== times[order[rank + 1] ?? -1]);
    const nullsBeside = order.filter(
      (at, rank) => isNull(at) === 0 && times[at] === times[order[rank + 1] ?? -1],
    ).length;
    return {
      series,
      times: Float64Array.from(kept, (at) => times[at] ?? Number.NaN),
      values: Float64Array.from(kept, (at) => values[at] ?? Number.NaN),
      notes: { ...notes, duplicates: length - kept.length - nullsBeside },
    };
  }
}

/** A copy without the room behind, where there is any. */
function exactly(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  return array.byteLength === array.buffer.byteLength ? array : array.slice();
}

function doubled(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** All series of one answer, within its limits. */
export class PointCollector {
  /** Every tag that a stream has. */
  readonly tags = new Set<string>();
  /** Points that may still come. */
  #room: number;
  readonly #limits: AnswerLimits;
  readonly #streams = new Map<string, Stream>();
  #newest: SeriesPoints | undefined;

  constructor(limits: AnswerLimits) {
    this.#limits = limits;
    this.#room = limits.maxPoints;
  }

  /** True before the first stream. */
  get isEmpty(): boolean {
    return this.#streams.size === 0;
  }

  /** The series of that name, made at its first point. */
  series(name: string): SeriesPoints {
    return (this.#streams.get(name) ?? this.#add(name, { series: name, tags: {} })).points;
  }

  /**
   * The points of one field of one tag set, made at its first point. Of its tags `kept` alone are in the name of
   * the series, all by default: streams that differ in others go into one, and may not share a time there.
   */
  stream(
    measurement: string,
    field: string,
    tags: Readonly<Record<string, string>>,
    kept?: ReadonlySet<string>,
  ): SeriesPoints {
    const name = seriesName(measurement, field, tags);
    const known = this.#streams.get(name);
    if (known !== undefined) return known.points;
    for (const tag of Object.keys(tags)) this.tags.add(tag);
    const inName = kept && Object.fromEntries(Object.entries(tags).filter(([tag]) => kept.has(tag)));
    const series = inName === undefined ? name : seriesName(measurement, field, inName);
    return this.#add(name, { series, tags }).points;
  }

  #add(name: string, of: Omit<Stream, 'points'>): Stream {
    if (this.#streams.size === this.#limits.maxSeries) {
      throw new PlumblineError(
        'source_too_large',
        `the answer has more than ${this.#limits.maxSeries} series`,
        {
          hint: 'Narrow the query with where or groupBy, or raise maxSeries of the source.',
        },
      );
    }
    // Series of one answer mostly have as many points each, and come one after the other.
    const room = Math.min(this.#newest?.length ?? 0, this.#room);
    const stream = { ...of, points: new SeriesPoints(name, Math.max(FEW_POINTS, room)) };
    this.#newest = stream.points;
    this.#streams.set(name, stream);
    return stream;
  }

  append(points: SeriesPoints, time: number, value: number): void {
    this.#room -= 1;
    if (this.#room < 0) {
      throw new PlumblineError(
        'source_too_large',
        `the answer has more than ${this.#limits.maxPoints} points`,
        {
          hint: 'Shorten the window, aggregate with every, or raise maxPoints of the source.',
        },
      );
    }
    points.append(time, value);
  }

  /** All series with at least one point, in the order of their names. */
  finish(): SeriesWindow[] {
    const bySeries = new Map<string, TaggedStream[]>();
    for (const { series, tags, points } of this.#streams.values()) {
      if (points.length === 0) continue;
      const stream = { ...points.finish(), tags };
      const others = bySeries.get(series);
      if (others === undefined) bySeries.set(series, [stream]);
      else others.push(stream);
    }
    return [...bySeries]
      .map(([series, streams]) => mergeStreams(series, streams))
      .sort((a, b) => (a.series < b.series ? -1 : 1));
  }
}

/** Points that arrive under one name, and the series that they go into. */
interface Stream {
  readonly points: SeriesPoints;
  readonly series: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What two parts of one series were noted, together. */
export function addNotes(a: SourceNotes, b: SourceNotes): SourceNotes {
  return {
    unreadable: Math.max(a.unreadable, b.unreadable),
    unreadableSamples: a.unreadable >= b.unreadable ? a.unreadableSamples : b.unreadableSamples,
    duplicates: a.duplicates + b.duplicates,
    disordered: a.disordered + b.disordered,
    ...textNotes(a, b),
  };
}

function textNotes(a: SourceNotes, b: SourceNotes): Partial<SourceNotes> {
  const words = (a.words ?? 0) + (b.words ?? 0);
  const nulled = (a.nulled ?? 0) + (b.nulled ?? 0);
  const wordSample = a.wordSample ?? b.wordSample;
  const remarks = a.remarks ?? b.remarks;
  return {
    ...(words > 0 ? { words } : {}),
    ...(wordSample === undefined ? {} : { wordSample }),
    ...(nulled > 0 ? { nulled } : {}),
    ...(remarks === undefined ? {} : { remarks }),
  };
}
