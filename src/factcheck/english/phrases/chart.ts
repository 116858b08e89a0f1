import type { Token } from '../tokens/token.ts';
import type { Edge } from './phrase.ts';
import type { Rule, Slot } from './rule.ts';

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
    for (const rule of this.#byFirst.get(`=${word}`) ?? [])
      this.#complete(rule, 1, at + 1, [word], [], agenda, at);
    for (let next = 0; next < agenda.length && next < MOST_EDGES; next += 1) {
      const edge = agenda[next];
      if (edge === undefined || !this.#add(edge)) continue;
      for (const rule of this.#byFirst.get(edge.category) ?? [])
        this.#complete(rule, 1, edge.to, [edge.value], [edge], agenda, at);
    }
  }

  #add(edge: Edge): boolean {
    const here = this.#edges[edge.from];
    if (here === undefined) return false;
    const same = here.filter((other) => other.category === edge.category && other.to === edge.to);
    if (same.length >= MOST_READINGS || same.some((other) => sameValue(other.value, edge.value)))
      return false;
    here.push(edge);
    return true;
  }

  /** Goes on with a rule whose slots before `slot` are filled; every way to fill all of them puts a phrase on the agenda. */
  #complete(
    rule: Rule,
    slot: number,
    at: number,
    values: readonly unknown[],
    parts: readonly Edge[],
    agenda: Edge[],
    from: number,
    repeats = 0,
  ): void {
    const wanted = rule.expects[slot];
    if (wanted === undefined) {
      this.#build(rule, at, values, parts, agenda, from);
      return;
    }
    if (agenda.length > MOST_EDGES) return;
    if (wanted.optional) this.#complete(rule, slot + 1, at, [...values, undefined], parts, agenda, from);
    for (const [value, to, edge] of this.#matches(wanted, at)) {
      const more = edge === undefined ? parts : [...parts, edge];
      if (!wanted.repeated) this.#complete(rule, slot + 1, to, [...values, value], more, agenda, from);
      else if (repeats < MOST_REPEATED)
        this.#complete(rule, slot, to, values, more, agenda, from, repeats + 1);
    }
  }

  *#matches(wanted: Slot, at: number): Generator<[unknown, number, Edge | undefined]> {
    for (let start = at; start <= at + MOST_SKIPPED && start < this.#tokens.length; start += 1) {
      const word = this.#tokens[start]?.norm ?? '';
      if (wanted.words?.has(word) === true) yield [word, start + 1, undefined];
      for (const edge of this.#edges[start] ?? [])
        if (edge.category === wanted.category) yield [edge.value, edge.to, edge];
      if (this.#skippable[start] !== true) return;
    }
  }

  #build(
    rule: Rule,
    to: number,
    values: readonly unknown[],
    parts: readonly Edge[],
    agenda: Edge[],
    from: number,
  ): void {
    if (to - from > LONGEST_PHRASE) return;
    const value = rule.build(values);
    if (value === undefined) return;
    const rules = [...new Set([...parts.flatMap((part) => part.rules), rule.name])];
    agenda.push({ category: rule.makes, from, to, value, rules });
  }
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
