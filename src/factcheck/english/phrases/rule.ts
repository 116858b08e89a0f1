import type { Category, PhraseTypes } from './phrase.ts';

/**
 * One thing that a rule expects: a phrase of a category, or one of the words after `=` ("=of|for"; `BAR` is the sign between the cells of a
 * table). `?` makes it optional, `*` stands for up to four of them, whose values nobody asks for.
 */
export type Expected = Category | `${Category}?` | `${Category}*` | `=${string}`;

type ValueOf<E> = E extends `=${string}`
  ? string | undefined
  : E extends `${infer C extends Category}?`
    ? PhraseTypes[C] | undefined
    : E extends `${string}*`
      ? undefined
      : E extends Category
        ? PhraseTypes[E]
        : never;

type Values<E extends readonly Expected[]> = { -readonly [K in keyof E]: ValueOf<E[K]> };

/** A rule in the form that the chart runs: what it expects, decided once. */
export interface Rule {
  readonly name: string;
  readonly makes: Category;
  readonly expects: readonly Slot[];
  readonly build: (values: readonly unknown[]) => unknown;
}

export interface Slot {
  readonly category?: Category;
  readonly words?: ReadonlySet<string>;
  readonly optional: boolean;
  readonly repeated: boolean;
}

/** A rule over phrases: what is built is typed by what it makes; undefined where the phrases do not go together after all. */
export function rule<M extends Category, const E extends readonly Expected[]>(
  name: string,
  makes: M,
  expects: E,
  build: (...values: Values<E>) => PhraseTypes[M] | undefined,
): Rule {
  return {
    name,
    makes,
    expects: expects.map(slotOf),
    // The chart passes on what stood in each slot, in this order: the one place where its types are taken on trust.
    build: (values) => build(...(values as Values<E>)),
  };
}

function slotOf(expected: Expected): Slot {
  const repeated = expected.endsWith('*');
  const optional = repeated || expected.endsWith('?');
  const bare = optional ? expected.slice(0, -1) : expected;
  if (bare.startsWith('=')) {
    const words = bare
      .slice(1)
      .split('|')
      .map((word) => (word === 'BAR' ? '|' : word));
    return { words: new Set(words), optional, repeated };
  }
  return { category: bare as Category, optional, repeated };
}
