import type { Telling } from '../telling.ts';
import { GUESSES } from './words.ts';

/** Tokens from one up to another. */
export type Run = readonly [from: number, to: number];

const MOST_WORDS = 4;

/** Between commas and the larger signs: what can tell something by itself, without the signs around it. */
export function runsOf({ tokens, mood }: Telling): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    const isEnd =
      at === tokens.length ||
      /^[,:]$/.test(tokens[at]?.norm ?? '') ||
      (at > 0 && mood.piece[at] !== mood.piece[at - 1]);
    if (!isEnd) continue;
    let [a, b] = [from, at];
    while (a < b && tokens[a]?.kind === 'sign') a += 1;
    while (b > a && tokens[b - 1]?.kind === 'sign') b -= 1;
    if (b > a) runs.push([a, b]);
    from = at;
  }
  return runs;
}

export function words({ tokens }: Telling, from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ norm }) => norm)
    .join(' ');
}

/** A run without the words that make a guess of it, and whether it is one: "I bet the door was open", "..., evidently". */
export function guessed(telling: Telling, [from, to]: Run): { run: Run; isGuess: boolean } {
  const lengths = Array.from(
    { length: Math.max(0, Math.min(MOST_WORDS, to - from)) },
    (_, index) => index + 1,
  );
  const opens = lengths.findLast((length) => GUESSES.test(words(telling, from, from + length))) ?? 0;
  const closes = lengths.findLast((length) => GUESSES.test(words(telling, to - length, to))) ?? 0;
  return {
    run: [from + opens, to - closes],
    isGuess: opens > 0 || closes > 0 || isBesideGuess(telling, from, to),
  };
}

/** "Staff coming in, evidently", "My guess: the door". */
function isBesideGuess(telling: Telling, from: number, to: number): boolean {
  const runs = runsOf(telling);
  const [before, after] = [runs.findLast(([, end]) => end <= from), runs.find(([start]) => start >= to)];
  return (
    (after !== undefined && GUESSES.test(words(telling, ...after))) ||
    (before !== undefined && GUESSES.test(words(telling, Math.max(before[0], before[1] - 2), before[1])))
  );
}
