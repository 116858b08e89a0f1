import type { Message } from './template.ts';

const MAX_OBJECTIONS = 5;

/** A claim of the first answer after the check. */
interface Objection {
  readonly text: string;
  readonly verdict: string;
  readonly evidence: string;
}

/**
 * The conversation that asks for a second attempt: the first answer, then what is wrong with it, claim by claim
 * ("You wrote "10 outliers"; the window has 0"). Null when nothing was refuted: asking again cannot pay then.
 */
export function repairMessages(
  messages: readonly Message[],
  said: string,
  claims: readonly Objection[],
): readonly Message[] | null {
  const refuted = claims.filter(({ verdict }) => verdict === 'refuted').slice(0, MAX_OBJECTIONS);
  if (refuted.length === 0) return null;
  const objections = refuted.map(
    ({ text, evidence }) => `You wrote "${text}", but the data says: ${evidence}.`,
  );
  return [
    ...messages,
    { role: 'assistant', content: said },
    { role: 'user', content: `${objections.join('\n')}\nAnswer again without these mistakes.` },
  ];
}
