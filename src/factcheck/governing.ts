import type { Draft } from './meaning.ts';
import type { Scope } from './scope.ts';
import type { Token } from './tokens.ts';

/**
 * The part of the window that a statement is about: one named right after it in its clause, else the last one that opened a
 * clause before it; undefined for the whole window.
 */
export function governing(
  draft: Draft,
  scopes: readonly Scope[],
  tokens: readonly Token[],
): Scope | undefined {
  const own = scopes.find(
    (scope) =>
      (draft.meaning.is === 'count' || draft.meaning.is === 'statistic') &&
      scope.first < draft.end &&
      scope.end > draft.first,
  );
  if (own !== undefined) return own;
  const after = scopes.find(
    (scope) =>
      scope.first >= draft.end &&
      !hasPause(tokens.slice(draft.end, isException(tokens, scope) ? scope.first - 1 : scope.first)) &&
      scope.first - draft.end <= 6,
  );
  if (after !== undefined) return after;
  const before = scopes
    .filter(
      (scope) => scope.end <= draft.first && (opensClause(tokens, scope.first) || isThere(tokens, scope)),
    )
    .at(-1);
  if (before === undefined) return undefined;
  const between = tokens.slice(before.end, draft.first);
  // "except for a dip to 0 °C at 10:20": the number and the time belong to what is left out.
  const isPlace = draft.meaning.is === 'time' || draft.meaning.is === 'value';
  const attached =
    isPlace &&
    between.length > 0 &&
    between.every(
      ({ quantity, moment, norm }) =>
        quantity !== undefined || moment !== undefined || /^(?:to|of|at|from|\()$/.test(norm),
    );
  if (
    attached ||
    ((draft.meaning.is === 'time' || draft.meaning.is === 'value') &&
      between.length === 0 &&
      !isThere(tokens, before))
  )
    return undefined;
  return between
    .map(({ norm }) => norm)
    .some((word) => ['overall', 'but', ';', 'whole', 'entire', 'altogether'].includes(word))
    ? undefined
    : before;
}

/** "normal, except for one spike": the comma before it is no pause. */
function isException(tokens: readonly Token[], { first }: Scope): boolean {
  return (
    /^(?:except|apart|aside|excluding|besides)/.test(tokens[first]?.norm ?? '') &&
    tokens[first - 1]?.norm === ','
  );
}

function isThere(tokens: readonly Token[], scope: Scope): boolean {
  return tokens[scope.first]?.norm === 'there';
}

/** Where a clause begins, or right after its subject: "the temperature before the spike was ...". */
function opensClause(tokens: readonly Token[], at: number): boolean {
  let start = at;
  const isSubject = ({ senses }: Token) => senses.has('meas') || senses.has('item') || senses.has('stat');
  const before = tokens[at - 1];
  if (before !== undefined && isSubject(before))
    while (
      start > 0 &&
      [tokens[start - 1]].some((token) => token && (isSubject(token) || token.senses.has('det')))
    )
      start -= 1;
  const previous = tokens[start - 1];
  if (previous === undefined) return true;
  return (
    ['and', 'but', ';', ':', '.', 'the', 'all', '(', 'then', 'in'].includes(previous.norm) ||
    previous.senses.has('comma')
  );
}

function hasPause(tokens: readonly Token[]): boolean {
  const open = tokens.findIndex(({ norm }) => norm === '(');
  const close = tokens.findIndex(({ norm }) => norm === ')');
  const outside =
    open !== -1 && close > open ? [...tokens.slice(0, open), ...tokens.slice(close + 1)] : tokens;
  return outside.some(
    (token) =>
      token.senses.has('comma') || ['and', 'but', ';', ':', 'while', 'which', 'so'].includes(token.norm),
  );
}
