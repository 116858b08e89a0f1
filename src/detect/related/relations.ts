import type { Codec } from '../baseline/codec.ts';
import type { Beside } from './beside.ts';
import { Course, Relation, TIES_SINCE } from './relation.ts';
import { type LearnedRelation, OwnMoves } from './ties.ts';

/** Relatives that a series is compared with. */
const MOST_RELATIVES = 6;
/** Rows of the series before it is compared: several hours or days, whatever makes it move. */
const APPRENTICESHIP = 3000;

/**
 * How a series moves beside its relatives: what moves all of them is the weather, what moves one is a fault. By regression
 * through nought each relative says how far the series should have moved; the median of what is left over is how far it has
 * gone apart, so that less than half of the relatives may be at fault themselves. Everything from past rows only.
 */
export class Relations {
  readonly #course = new Course();
  readonly #moves = new OwnMoves();
  readonly #relations: Relation[] = [];

  /** Mean of the last readings of the series. */
  get near(): number {
    return this.#course.near;
  }

  /** How far it has moved from its course, in the unit of the series. */
  get move(): number {
    return this.#course.move;
  }

  /**
   * Takes a row in: the value, and what stands beside it in row `row`. Returns how much of its move no relative explains, in
   * the unit of the series; NaN where none goes along.
   */
  push(value: number, { ids, values }: Beside, row: number): number {
    this.#course.add(value);
    for (let place = 0; place < ids.length; place += 1) {
      if (Number.isFinite(values[row * ids.length + place])) this.#admit(ids[place] ?? 0);
    }
    const left: number[] = [];
    if (this.#relations.length > 0) this.#moves.add(value);
    for (const relation of this.#relations) {
      const place = ids.indexOf(relation.id);
      const present = place < 0 ? Number.NaN : (values[row * ids.length + place] ?? Number.NaN);
      relation.tie.add(present, this.#moves);
      const rest = relation.compare(present, this.move);
      if (!Number.isNaN(rest)) left.push(rest);
    }
    return this.#course.rows < APPRENTICESHIP ? Number.NaN : middle(left);
  }

  /** How the relative with this id goes along; null for one that does not, or too little known. */
  relationTo(id: number): LearnedRelation | null {
    return this.#relations.find((one) => one.id === id)?.tie.relation(this.#moves) ?? null;
  }

  /** Makes room for a new relative: in the place of one that has vanished, where all are taken. */
  #admit(id: number): void {
    const relations = this.#relations;
    if (relations.some((one) => one.id === id)) return;
    const place =
      relations.length < MOST_RELATIVES
        ? relations.length
        : relations.findIndex(({ hasVanished }) => hasVanished);
    if (place >= 0) relations[place] = new Relation(id);
  }

  visit(codec: Codec): void {
    this.#course.visit(codec);
    const count = codec.number(this.#relations.length);
    for (let place = 0; place < count; place += 1) {
      const relation = this.#relations[place] ?? new Relation();
      relation.visit(codec);
      this.#relations[place] = relation;
    }
    if (codec.version >= TIES_SINCE) this.#moves.visit(codec);
  }
}

/** The median; of an even number the one of the two in the middle that is nearer to nought. */
function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (below === undefined || above === undefined) return Number.NaN;
  return Math.abs(below) < Math.abs(above) ? below : above;
}
