import type { Codec } from '../baseline/codec.ts';
import { Moves, Tie } from './tie.ts';

/** Rows of a block. */
const BLOCK = 10;

/** A relative that goes along with the series. */
export interface LearnedRelation {
  /** How far it moves for one unit of the series, in its own unit: by the usual sizes of their moves. */
  readonly slope: number;
  /** How far the series moves now and then without the relative following, in its own unit. */
  readonly alone: number;
}

/** The moves of a series, which all its relatives are held against. */
export class OwnMoves {
  readonly moves = new Moves();
  #row = 0;

  /** True in the row that ends a block. */
  get isEnd(): boolean {
    return this.#row === 0;
  }

  /** Takes the value of the next row in: before the relatives do theirs. */
  add(value: number): void {
    this.#row = (this.#row + 1) % BLOCK;
    this.moves.add(value);
    if (this.isEnd) this.moves.close(BLOCK);
  }

  visit(codec: Codec): void {
    this.#row = codec.number(this.#row);
    this.moves.visit(codec);
  }
}

/** What ties a relative to the series. */
export class RelativeTie {
  readonly #moves = new Moves();
  readonly #tie = new Tie();

  /** The relative's present reading in the row that `own` has just taken in, NaN where there is none. */
  add(value: number, own: OwnMoves): void {
    this.#moves.add(value);
    if (!own.isEnd) return;
    this.#moves.close(BLOCK);
    this.#tie.learn(own.moves, this.#moves);
  }

  /** How the relative goes along; null where it does not. */
  relation(own: OwnMoves): LearnedRelation | null {
    const { sign, alone } = this.#tie;
    const ratio = this.#moves.size / own.moves.size;
    return sign !== 0 && ratio > 0 && Number.isFinite(ratio) ? { slope: sign * ratio, alone } : null;
  }

  visit(codec: Codec): void {
    this.#moves.visit(codec);
    this.#tie.visit(codec);
  }
}
