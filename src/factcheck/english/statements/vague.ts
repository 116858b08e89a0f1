import { reading } from './scene.ts';
import type { Draft, Telling } from './telling.ts';
import { isNoMoment } from './unread.ts';

const BE = /^(?:is|are|was|were|has|have|had|seems?|appears?|looks?|remains?|stays?|feels?)$/;

/** "at 26:99": a time that there is not. */
export function impossibleTimes({ tokens, mood }: Telling): Draft[] {
  return tokens.flatMap((token, at) => {
    const lead = tokens[at - 1]?.norm ?? '';
    if (
      !isNoMoment(token) ||
      mood.unsaid[at] === true ||
      !/^(?:at|from|since|until|by|before|after|between)$/.test(lead)
    )
      return [];
    const formula = { is: 'impossible', what: `the time ${token.text}` } as const;
    return [
      { kind: 'time', from: at - 1, to: at + 1, readings: [reading(formula)], rules: ['impossible time'] },
    ];
  });
}

/** What is said to be so in words that no table knows: something is claimed, and nothing decides it. */
export function vagueDrafts(telling: Telling, drafts: readonly Draft[]): Draft[] {
  const { tokens, mood, chart } = telling;
  const found: Draft[] = [];
  const pieces = new Set(mood.clause);
  for (const piece of pieces) {
    const inside = [...tokens.keys()].filter((at) => mood.clause[at] === piece);
    const [first, last] = [inside[0] ?? 0, (inside.at(-1) ?? -1) + 1];
    if (mood.unsaid[first] === true || drafts.some((draft) => draft.from < last && draft.to > first))
      continue;
    if (inside.some((at) => tokens[at]?.norm === 'history')) continue;
    const verb = inside.find((at) => BE.test(tokens[at]?.norm ?? ''));
    if (verb === undefined) continue;
    const rest = inside.filter((at) => at > verb && tokens[at]?.kind === 'word');
    if (!rest.some((at) => chart.at(at).some(({ category }) => category === 'unknown'))) continue;
    found.push({
      kind: 'state',
      from: first,
      to: last,
      readings: [reading({ is: 'state', state: 'vague', of: { part: 'whole' } })],
      rules: ['vague'],
    });
  }
  return found;
}
