import type { ClaimKind } from './claim.ts';
import type { Draft, Meaning } from './meaning.ts';
import { compile, type Match, matchAt, type Pattern } from './pattern.ts';
import type { Quantity, Token } from './tokens.ts';

/** A matched rule, as its builder sees it. */
export interface View {
  readonly tokens: readonly Token[];
  readonly match: Match;
  /** The token of a named element; undefined where the element took none. */
  at(name: string): Token | undefined;
  index(name: string): number;
  quantity(name: string): Quantity | undefined;
  /** The sense of a named token in a category, '' without one. */
  sense(name: string, category: string): string;
  has(name: string): boolean;
  /** A draft over all that matched, or over the tokens from one named element to the end of the match or `upTo`. */
  draft(kind: ClaimKind, meaning: Meaning, from?: string, upTo?: string): Draft;
}

/** What to read where a pattern holds: drafts, or undefined to let the next rule try. */
export interface Rule {
  readonly pattern: Pattern;
  readonly build: (view: View) => readonly Draft[] | undefined;
}

export function rule(written: string, build: (view: View) => readonly Draft[] | undefined): Rule {
  return { pattern: compile(written), build };
}

/** The drafts of the first rule that holds at `start`, and where it ends. */
export function applyRules(
  rules: readonly Rule[],
  tokens: readonly Token[],
  start: number,
): { readonly drafts: readonly Draft[]; readonly end: number } | undefined {
  for (const { pattern, build } of rules) {
    const match = matchAt(pattern, tokens, start);
    if (match === undefined) continue;
    const drafts = build(viewOf(tokens, match));
    if (drafts === undefined) continue;
    // A rule may look at more than it states: the rest is left to the next rules.
    const end = drafts.reduce((last, draft) => Math.max(last, draft.end), match.start + 1);
    return { drafts, end };
  }
  return undefined;
}

function viewOf(tokens: readonly Token[], match: Match): View {
  const index = (name: string): number => match.named.get(name) ?? -1;
  const at = (name: string): Token | undefined => tokens[index(name)];
  return {
    tokens,
    match,
    at,
    index,
    quantity: (name) => at(name)?.quantity,
    sense: (name, category) => at(name)?.senses.get(category) ?? '',
    has: (name) => index(name) !== -1,
    draft: (kind, meaning, from, upTo) => ({
      kind,
      meaning,
      first: from === undefined ? match.start : index(from),
      end: upTo === undefined ? match.end : index(upTo) + 1,
    }),
  };
}
