import type { Span } from './english/sentences.ts';
import type { Token } from './tokens.ts';

/**
 * For each token, whether it is said as a mere possibility, as advice or as a question: then it is no claim of fact.
 * "may", "could" and their like reach to the next pause; "if" and a question to the end of the sentence.
 */
export function moodOf(text: string, span: Span, tokens: readonly Token[]): boolean[] {
  if (text.charAt(span.end - 1) === '?' || isAdvice(tokens)) return tokens.map(() => true);
  const hedged: boolean[] = [];
  let on = false;
  const foretells = tokens.some(({ norm }) => /^(?:will|would|could|may|might)$/.test(norm));
  for (const at of tokens.keys()) {
    // "if it goes on, it will ..." is no fact in either part.
    const isIf = foretells && tokens.slice(0, at).some(({ norm }) => norm === 'if');
    if (on && !isIf && endsHedge(tokens, at)) on = false;
    if (isHedge(tokens, at)) on = true;
    hedged.push(on);
  }
  return hedged;
}

/** "Check the wiring", "Please verify ...", "We recommend ...": the sentence asks somebody to do something. */
function isAdvice(tokens: readonly Token[]): boolean {
  const opening = tokens.filter((token) => !token.senses.has('sign')).slice(0, 4);
  const [first, second, third] = opening;
  if (first === undefined) return false;
  if (first.norm === 'please') return true;
  if (isOrder(first) && second?.senses.get('link') !== 'be') return true;
  if (
    ['you', 'we', 'i', 'one', 'operators'].includes(first.norm) &&
    ['should', 'recommend', 'suggest', 'advise'].includes(second?.norm ?? '')
  )
    return true;
  return (
    first.norm === 'it' &&
    (second?.norm === 'is' || second?.norm === 'would') &&
    third?.senses.has('advice') === true
  );
}

function isOrder(token: Token): boolean {
  return token.senses.has('advice') && !/(?:ed|s)$/.test(token.norm.replace(/^recommended$/, 'x'));
}

const LEAVING_OUT = /^(?:ignore|exclude|leave|remove|disregard|omit|discount)/;

function isHedge(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !token.senses.has('hedge')) return false;
  // "if you leave out the spike" names a part of the window.
  if (token.norm === 'if' && tokens.slice(at + 1, at + 4).some(({ norm }) => LEAVING_OUT.test(norm)))
    return false;
  // "we can see that ..." and "a potential anomaly" state what follows.
  if (token.norm === 'can')
    return (
      !['see', 'be seen', 'conclude', 'say'].includes(tokens[at + 1]?.norm ?? '') &&
      tokens[at + 1]?.norm !== 'be'
    );
  return token.norm !== 'potential' && token.norm !== 'assuming';
}

function endsHedge(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    token?.senses.has('comma') === true ||
    [';', 'but', 'which', 'while', 'whereas', '—', '–', 'although', 'however'].includes(token?.norm ?? '')
  );
}
