import type { Codec } from '../baseline/codec.ts';

/** How far apart moves of the two are compared, in moves. */
const FARTHEST = 15;
/** From this distance on two that belong together are like strangers. */
const NEAREST_CONTROL = 4;
/** Moves beyond this many times their usual size count as such. */
const LARGEST_MOVE = 3;
/** A move of the usual size as it is kept: a byte holds the largest. */
const STEPS = 42;
/** Moves over which it is forgotten how large they are, and how two series go along. */
const SIZE_MEMORY = 200;
const TIE_MEMORY = 800;
/** Moves before anything is said. */
const FEWEST_MOVES = 40;
/** So many of the largest moves of the series that the other did not follow are remembered: what happened as often is its way. */
const SOLOS = 3;
/** Share of them that is left after each move. */
const SOLO_MEMORY = 1 - 1 / 2000;
/** How far beyond chance two must go along: one of a hundred pairs of strangers does. */
const STRENGTH = 3;
/** What goes along at once, and what follows within two moves either way, by weight. */
const TOGETHER: readonly (readonly number[])[] = [[1], [1, 2, 3, 2, 1]];

/** Missing, where a move is kept in a byte. */
const NONE = -128;

/** The moves of one series from the mean of one block of rows to that of the next, in units of their usual size. */
export class Moves {
  #sum = 0;
  #before = Number.NaN;
  /** Rows of the block, moves seen, their usual size, and the newest one. */
  readonly #figures = Float32Array.of(0, 0, 0, Number.NaN);
  /** Newest first. */
  readonly #last = new Int8Array(FARTHEST + 1).fill(NONE);

  /** Usual size of a move, in the unit of the series. */
  get size(): number {
    return this.#figures[2] ?? 0;
  }

  /** Size of the newest move, in the unit of the series; NaN where there was none. */
  get newest(): number {
    return this.#figures[3] ?? Number.NaN;
  }

  /** The move of so many blocks ago in usual sizes, NaN where there was none. */
  at(ago: number): number {
    const kept = this.#last[ago] ?? NONE;
    return kept === NONE ? Number.NaN : kept / STEPS;
  }

  add(value: number): void {
    if (!Number.isFinite(value)) return;
    this.#sum += value;
    this.#figures[0] = (this.#figures[0] ?? 0) + 1;
  }

  /** Ends a block of so many rows; one with less than half of its readings has no mean. */
  close(rows: number): void {
    const count = this.#figures[0] ?? 0;
    const mean = count * 2 >= rows ? this.#sum / count : Number.NaN;
    const move = mean - this.#before;
    this.#before = mean;
    this.#sum = 0;
    this.#last.copyWithin(1, 0);
    this.#last[0] = Number.isFinite(move) ? Math.round(STEPS * this.#sized(move)) : NONE;
    this.#figures.set([0], 0);
    this.#figures.set([Math.abs(move)], 3);
  }

  #sized(move: number): number {
    const [, before = 0, size = 0] = this.#figures;
    const far = LARGEST_MOVE * size;
    const within = size > 0 ? Math.max(-far, Math.min(far, move)) / size : Math.sign(move);
    const counted = size > 0 ? Math.min(Math.abs(move), far + size) : Math.abs(move);
    const seen = Math.min(before + 1, SIZE_MEMORY);
    this.#figures.set([seen, size + (counted - size) / seen], 1);
    return within;
  }

  visit(codec: Codec): void {
    this.#sum = codec.number(this.#sum);
    this.#before = codec.number(this.#before);
    codec.array(this.#figures, this.#figures.length);
    codec.array(this.#last, this.#last.length);
  }
}

/**
 * How two series move together, held against how they move at other times: the correlation of their moves at the same time, in
 * standard deviations of that of moves which lie far apart. So a daily course or a slow wander, which makes strangers go along now and
 * then, is no tie: it does so at any distance.
 */
export class Tie {
  /** Moves seen, and the mean of the squared products: where both are busy at the same hours a few moves decide. */
  readonly #figures = new Float32Array(2);
  /** Mean products of a move of the series and one of the other, by how much later that came: from -FARTHEST on. */
  readonly #products = new Float32Array(2 * FARTHEST + 1);
  /** Largest first. */
  readonly #solos = new Float32Array(SOLOS);

  learn(own: Moves, other: Moves): void {
    const [x, y] = [own.at(0), other.at(0)];
    if (Number.isNaN(x) || Number.isNaN(y)) return;
    this.#remember(own.newest, Math.abs(y));
    const seen = Math.min((this.#figures[0] ?? 0) + 1, TIE_MEMORY);
    const squares = this.#figures[1] ?? 0;
    this.#figures.set([seen, squares + ((x * y) ** 2 - squares) / seen]);
    this.#take(FARTHEST, x * y, seen);
    for (let ago = 1; ago <= FARTHEST; ago += 1) {
      this.#take(FARTHEST - ago, x * other.at(ago), seen);
      this.#take(FARTHEST + ago, own.at(ago) * y, seen);
    }
  }

  #take(place: number, product: number, seen: number): void {
    const before = this.#products[place] ?? 0;
    if (!Number.isNaN(product)) this.#products[place] = before + (product - before) / seen;
  }

  #remember(move: number, followed: number): void {
    const solos = this.#solos;
    for (let rank = 0; rank < SOLOS; rank += 1) solos[rank] = SOLO_MEMORY * (solos[rank] ?? 0);
    const place = followed < 1 ? solos.findIndex((one) => move > one) : -1;
    if (place < 0) return;
    solos.copyWithin(place + 1, place);
    solos[place] = move;
  }

  /** How far the series moves now and then without the other, in its own unit. */
  get alone(): number {
    return this.#solos[SOLOS - 1] ?? 0;
  }

  /** 1: they go along, -1: against each other, 0: neither is known. */
  get sign(): number {
    const [seen = 0] = this.#figures;
    if (seen < FEWEST_MOVES) return 0;
    const strongest = TOGETHER.map((weights) => this.#strength(weights)).sort(
      (a, b) => Math.abs(b) - Math.abs(a),
    )[0];
    return strongest !== undefined && Math.abs(strongest) > STRENGTH ? Math.sign(strongest) : 0;
  }

  /** How much more the two go along than by chance, in standard deviations; negative: against each other. */
  #strength(weights: readonly number[]): number {
    const reach = (weights.length - 1) / 2;
    const at = (lag: number): number =>
      weights.reduce(
        (sum, weight, place) => sum + weight * (this.#products[FARTHEST + lag + place - reach] ?? 0),
        0,
      );
    const [seen = 0, squares = 0] = this.#figures;
    let [controls, count] = [0, 0];
    for (let lag = NEAREST_CONTROL + reach; lag <= FARTHEST - reach; lag += 1) {
      controls += at(lag) ** 2 + at(-lag) ** 2;
      count += 2;
    }
    const ofFew = (squares / seen) * weights.reduce((sum, weight) => sum + weight * weight, 0);
    const chance = Math.sqrt(Math.max(controls / count, ofFew));
    return chance > 0 ? at(0) / chance : 0;
  }

  visit(codec: Codec): void {
    codec.array(this.#figures, this.#figures.length);
    codec.array(this.#products, this.#products.length);
    codec.array(this.#solos, SOLOS);
  }
}
