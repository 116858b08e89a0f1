import type { Token } from '../tokens/token.ts';
import type { Category, Edge } from './phrase.ts';
import type { Rule } from './rule.ts';

/** Phrases of one start that a chart holds; more than any sentence of people needs, so that the time stays bounded. */
const MOST_EDGES = 160;
/** Phrases of one category over the same words. */
const MOST_READINGS = 3;
/** Words that may stand between two parts of a phrase and say nothing: "the highest *recorded* value". */
const MOST_SKIPPED = 2;
const MOST_REPEATED = 4;
/** Words of one phrase; what is longer has no meaning that a reader could follow, and its parts stand for themselves. */
const LONGEST_PHRASE = 24;

/** All phrases that the rules find in a run of tokens, from single words upwards. */
export class Chart {
  readonly #tokens: readonly Token[];
  readonly #skippable: readonly boolean[];
  /** By start. */
  readonly #edges: Edge[][];
  /** The same by category: what a rule asks for. */
  readonly #byCategory: Map<Category, Edge[]>[];
  readonly #byFirst: ReadonlyMap<string, readonly Rule[]>;

  constructor(
    tokens: readonly Token[],
    skippable: readonly boolean[],
    words: readonly (readonly Edge[])[],
    rules: RuleIndex,
  ) {
    this.#tokens = tokens;
    this.#skippable = skippable;
    this.#edges = tokens.map(() => []);
    this.#byCategory = tokens.map(() => new Map());
    this.#byFirst = rules;
    // What begins further right is complete before what begins here is built on it.
    for (let at = tokens.length - 1; at >= 0; at -= 1) this.#fill(at, words[at] ?? []);
  }

  /** Phrases that begin at a token. */
  at(index: number): readonly Edge[] {
    return this.#edges[index] ?? [];
  }

  /** The longest phrase of a category inside of some tokens, that ends with them. */
  lastOf(from: number, to: number, category: Edge['category']): Edge | undefined {
    for (let at = from; at < to; at += 1) {
      const found = this.at(at).find((edge) => edge.category === category && edge.to === to);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #fill(at: number, words: readonly Edge[]): void {
    const agenda: Edge[] = [...words];
    const word = this.#tokens[at]?.norm ?? '';
    const said = { values: [word], parts: [], agenda, from: at };
    for (const rule of this.#byFirst.get(`=${word}`) ?? []) this.#complete(rule, said, 1, at + 1);
    for (let next = 0; next < agenda.length && next < MOST_EDGES; next += 1) {
      const edge = agenda[next];
      if (edge === undefined || !this.#add(edge)) continue;
      const way = { values: [edge.value], parts: [edge], agenda, from: at };
      for (const rule of this.#byFirst.get(edge.category) ?? []) this.#complete(rule, way, 1, edge.to);
    }
  }

  #add(edge: Edge): boolean {
    const [here, ofCategory] = [this.#edges[edge.from], this.#byCategory[edge.from]];
    if (here === undefined || ofCategory === undefined) return false;
    const others = ofCategory.get(edge.category) ?? [];
    const same = others.filter((other) => other.to === edge.to);
    if (same.length >= MOST_READINGS || same.some((other) => sameValue(other.value, edge.value)))
      return false;
    here.push(edge);
    if (others.push(edge) === 1) ofCategory.set(edge.category, others);
    return true;
  }

  /** Goes on with a rule whose slots before `slot` are filled; every way to fill all of them puts a phrase on the agenda. */
  #complete(rule: Rule, way: Way, slot: number, at: number, repeats = 0): void {
    const wanted = rule.expects[slot];
    if (wanted === undefined) {
      build(rule, way, at);
      return;
    }
    if (way.agenda.length > MOST_EDGES) return;
    if (wanted.optional) {
      way.values.push(undefined);
      this.#complete(rule, way, slot + 1, at);
      way.values.pop();
    }
    for (let start = at; start <= at + MOST_SKIPPED && start < this.#tokens.length; start += 1) {
      const word = this.#tokens[start]?.norm ?? '';
      if (wanted.words?.has(word) === true) this.#take(rule, way, slot, word, undefined, start + 1, repeats);
      if (wanted.category !== undefined)
        for (const edge of this.#byCategory[start]?.get(wanted.category) ?? NONE)
          this.#take(rule, way, slot, edge.value, edge, edge.to, repeats);
      if (this.#skippable[start] !== true) return;
    }
  }

  /** Puts into a slot what stands there, and takes it out again when all that may follow was tried: nothing is copied on the way. */
  #take(
    rule: Rule,
    way: Way,
    slot: number,
    value: unknown,
    edge: Edge | undefined,
    to: number,
    repeats: number,
  ): void {
    if (edge !== undefined) way.parts.push(edge);
    if (rule.expects[slot]?.repeated !== true) {
      way.values.push(value);
      this.#complete(rule, way, slot + 1, to);
      way.values.pop();
    } else if (repeats < MOST_REPEATED) this.#complete(rule, way, slot, to, repeats + 1);
    if (edge !== undefined) way.parts.pop();
  }
}

const NONE: readonly Edge[] = [];

/** A rule under way: what its slots hold so far, the same lists for all rules that begin alike. */
interface Way {
  readonly values: unknown[];
  readonly parts: Edge[];
  readonly agenda: Edge[];
  readonly from: number;
}

function build(rule: Rule, { values, parts, agenda, from }: Way, to: number): void {
  if (to - from > LONGEST_PHRASE) return;
  const value = rule.build(values);
  if (value === undefined) return;
  const rules: string[] = [];
  for (const part of parts) for (const name of part.rules) if (!rules.includes(name)) rules.push(name);
  if (!rules.includes(rule.name)) rules.push(rule.name);
  agenda.push({ category: rule.makes, from, to, value, rules });
}

/** Rules by what their first slot expects: a category, or `=word`. */
export type RuleIndex = ReadonlyMap<string, readonly Rule[]>;

/** @throws {Error} where a rule begins with something optional, which no phrase could start. */
export function indexRules(rules: readonly Rule[]): RuleIndex {
  const index = new Map<string, Rule[]>();
  const add = (key: string, rule: Rule) => index.set(key, [...(index.get(key) ?? []), rule]);
  for (const rule of rules) {
    const [first] = rule.expects;
    if (first === undefined || first.optional)
      throw new Error(`rule "${rule.name}" must begin with what it needs`);
    if (first.category !== undefined) add(first.category, rule);
    for (const word of first.words ?? []) add(`=${word}`, rule);
  }
  return index;
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return (
    typeof a === 'object' && a !== null && typeof b === 'object' && b !== null && textOf(a) === textOf(b)
  );
}

/** What was written out once: a phrase is held against each that follows over the same words. */
const TEXTS = new WeakMap<object, string>();

function textOf(value: object): string {
  const text = TEXTS.get(value) ?? JSON.stringify(value);
  TEXTS.set(value, text);
  return text;
}
