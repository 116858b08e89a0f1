import type { Codec } from '../baseline/codec.ts';
import { RelativeTie } from './ties.ts';

/** Rows over which readings are averaged, and those of the course that they are held against. */
const NEAR_ROWS = 30;
const COURSE_ROWS = 600;
/** Rows over which it is forgotten how two series went along. */
const MEMORY_ROWS = 6000;
/** Moves beyond this many times their usual size count as such: no single one decides who goes along with whom. */
const LARGEST_MOVE = 4;
/** Share of the variance of the moves that a relative must explain to be one. */
const LEAST_EXPLAINED = 0.8;
/** Rows for which a relative that is missing counts as where it was. */
const MISSING_ROWS = 30;
/** Version of the state from which on it holds the tie. */
export const TIES_SINCE = 4;

/**
 * A series' readings as they move: the difference between a short running mean and a long one. It forgets where the sensor
 * stands, and sees what is slower than noise and faster than the season.
 */
export class Course {
  #rows = 0;
  #near = 0;
  #course = 0;

  get rows(): number {
    return this.#rows;
  }

  /** Mean of the last readings. */
  get near(): number {
    return this.#near;
  }

  get move(): number {
    return this.#near - this.#course;
  }

  /** True once the long mean is one. */
  get isKnown(): boolean {
    return this.#rows >= COURSE_ROWS;
  }

  add(value: number): void {
    this.#near += (value - this.#near) * Math.max(1 / NEAR_ROWS, 1 / (this.#rows + 1));
    this.#course += (value - this.#course) * Math.max(1 / COURSE_ROWS, 1 / (this.#rows + 1));
    this.#rows += 1;
  }

  forget(): void {
    this.#rows = 0;
  }

  visit(codec: Codec): void {
    this.#rows = codec.number(this.#rows);
    this.#near = codec.number(this.#near);
    this.#course = codec.number(this.#course);
  }
}

/** How a relative moved beside the series: mean products of their moves, forgotten slowly. */
export class Relation {
  readonly #course = new Course();
  readonly tie = new RelativeTie();
  #id: number;
  #missing = 0;
  #seen = 0;
  #own = 0;
  #common = 0;
  #ours = 0;

  constructor(id = 0) {
    this.#id = id;
  }

  get id(): number {
    return this.#id;
  }

  /** True when it has been missing for so long that its place may be another's. */
  get hasVanished(): boolean {
    return this.#missing > COURSE_ROWS;
  }

  /**
   * Takes in the relative's present reading (NaN where there is none) and the move of the series. Returns what of that
   * move the relative does not explain, by what was known before this row; NaN where it does not go along.
   */
  compare(value: number, move: number): number {
    if (Number.isFinite(value)) {
      this.#missing = 0;
      this.#course.add(value);
    } else {
      this.#missing += 1;
      if (this.#missing > MISSING_ROWS) this.#course.forget();
    }
    if (!this.#course.isKnown) return Number.NaN;
    const its = this.#course.move;
    const explains = this.#common ** 2 > LEAST_EXPLAINED * this.#own * this.#ours;
    const rest = explains ? move - (this.#common / this.#own) * its : Number.NaN;
    this.#learn(its, move);
    return rest;
  }

  #learn(its: number, move: number): void {
    const isSettled = this.#seen > COURSE_ROWS;
    const within = (size: number, square: number): number => {
      const limit = isSettled ? LARGEST_MOVE * Math.sqrt(square) : Number.POSITIVE_INFINITY;
      return Math.max(-limit, Math.min(limit, size));
    };
    const [a, b] = [within(its, this.#own), within(move, this.#ours)];
    this.#seen += 1;
    const share = Math.max(1 / MEMORY_ROWS, 1 / this.#seen);
    this.#own += share * (a * a - this.#own);
    this.#common += share * (a * b - this.#common);
    this.#ours += share * (b * b - this.#ours);
  }

  visit(codec: Codec): void {
    this.#course.visit(codec);
    this.#id = codec.number(this.#id);
    this.#missing = codec.number(this.#missing);
    this.#seen = codec.number(this.#seen);
    this.#own = codec.number(this.#own);
    this.#common = codec.number(this.#common);
    this.#ours = codec.number(this.#ours);
    if (codec.version >= TIES_SINCE) this.tie.visit(codec);
  }
}
