import type { Codec } from '../baseline/codec.ts';
import { Extremes } from '../baseline/extremes.ts';
import type { Beside } from './beside.ts';
import { Relations } from './relations.ts';
import type { LearnedRelation } from './ties.ts';

/** As for other measured rules: so many times what the measure reaches now and then. */
const FACTOR = 2;
/** Relatives are of use where what they leave over has stayed within this share of how the series moves by itself. */
const LARGEST_REST = 0.5;
/** Rows for which something must have been left over before anything is said. */
const APPRENTICESHIP = 1000;

/** A move of so many times what is left over now and then is far. */
const FAR_MOVE = 3;
/** Two healthy sensors follow the same weather to within a tenth, and by what goes beyond all moves before, to within this share. */
const USUAL_SHARE = 0.1;
const SHARE = 0.3;

/** A series that has gone apart from its relatives. */
export interface Apart {
  /** How many times its threshold at normal sensitivity, over 1. */
  readonly excess: number;
  /** Since when, epoch ms. */
  readonly startMs: number;
  /** Mean of the last readings, and where the relatives suggest it. */
  readonly observed: number;
  readonly expected: readonly [low: number, high: number];
}

/**
 * The rule of relatives: how far a series has gone apart from them, held against how far it went by itself. Finds the slow
 * drift of one sensor among several, which no single series can show.
 */
export class RelativesRule {
  readonly #relations = new Relations();
  readonly #rest = new Extremes();
  readonly #moves = new Extremes();
  #compared = 0;
  #calmMs = 0;
  #isCommon = false;

  /** True where the series has moved far in the last rows, and its relatives have moved likewise. */
  get isCommonMove(): boolean {
    return this.#isCommon;
  }

  /** How the relative with this id goes along; null for one that does not. */
  relationTo(id: number): LearnedRelation | null {
    return this.#relations.relationTo(id);
  }

  /** The smallest drift that is an alarm, in the unit of the series; infinite while it cannot be told. */
  limit(factor: number): number {
    return this.#isUseful() ? factor * FACTOR * this.#rest.level : Number.POSITIVE_INFINITY;
  }

  /** Takes a row in; `factor` multiplies the threshold. */
  push(timeMs: number, value: number, beside: Beside, row: number, factor: number): Apart | null {
    const rest = this.#relations.push(value, beside, row);
    this.#isCommon = false;
    if (Number.isNaN(rest)) return null;
    const apart = this.#isUseful() ? this.#judge(rest, factor) : null;
    const { level } = this.#rest;
    const [size, move] = [Math.abs(rest), Math.abs(this.#relations.move)];
    this.#isCommon = this.#isUseful() && move > FAR_MOVE * level && size <= Math.max(level, SHARE * move);
    if (size <= level) this.#calmMs = timeMs;
    this.#compared += 1;
    this.#rest.add(size);
    this.#moves.add(move);
    return apart;
  }

  #judge(rest: number, factor: number): Apart | null {
    const { near, move } = this.#relations;
    const explained = Math.abs(move - rest);
    const unheardOf = Math.max(0, explained - this.#moves.level);
    const threshold = FACTOR * this.#rest.level + USUAL_SHARE * explained + SHARE * unheardOf;
    const limit = threshold * factor;
    if (!(Math.abs(rest) > limit)) return null;
    return {
      excess: Math.abs(rest) / threshold,
      startMs: this.#calmMs,
      observed: near,
      expected: [near - rest - limit, near - rest + limit],
    };
  }

  #isUseful(): boolean {
    const { level } = this.#rest;
    return this.#compared >= APPRENTICESHIP && level > 0 && level < LARGEST_REST * this.#moves.level;
  }

  visit(codec: Codec): void {
    this.#relations.visit(codec);
    this.#rest.visit(codec);
    this.#moves.visit(codec);
    this.#compared = codec.number(this.#compared);
    this.#calmMs = codec.number(this.#calmMs);
    this.#isCommon = codec.number(this.#isCommon ? 1 : 0) === 1;
  }
}
