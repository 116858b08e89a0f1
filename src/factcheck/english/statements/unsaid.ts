import type { Chart } from '../phrases/chart.ts';
import type { Token } from '../tokens/token.ts';

/** What a sentence does not claim: what may be, what would have been, what somebody is asked to do. */

export function possibilities(tokens: readonly Token[], chart: Chart, piece: readonly number[]): boolean[] {
  const unsaid: boolean[] = [];
  let on = false;
  for (const at of tokens.keys()) {
    if (on && endsPossibility(tokens, at, piece)) on = false;
    if (opensPossibility(tokens, chart, at)) on = true;
    unsaid.push(on);
  }
  return unsaid;
}

function opensPossibility(tokens: readonly Token[], chart: Chart, at: number): boolean {
  if (!chart.at(at).some(({ category }) => category === 'possibility')) return false;
  const [word, next] = [tokens[at]?.norm, tokens[at + 1]?.norm ?? ''];
  // "we can see that ..." states what follows; "if you leave out the spike", "if we look at the second half" name a part.
  if (word === 'can') return !['see', 'be', 'conclude', 'say', 'observe', 'also'].includes(next);
  // "without the spike it would be 19.6": that is what it is.
  if (word === 'would' && isWithout(tokens)) return false;
  if (word === 'if')
    return (
      !/^(?:anything|any|at)$/.test(next) &&
      !chart.at(at).some(({ category }) => category === 'scope') &&
      !tokens
        .slice(at, at + 5)
        .some(
          ({ norm }, nth) =>
            LEAVING.test(norm) || (LOOKING.test(norm) && isPartNamed(tokens, chart, at + nth + 1)),
        )
    );
  return true;
}

const LEAVING = /^(?:ignor|exclud|leav|left|remov|omit|disregard|set)/;

const LOOKING = /^(?:look|tak|compar|consider|go|focus|zoom|restrict|confin|limit)/;

/** "if we look at the second half": which readings are told of. */
function isPartNamed(tokens: readonly Token[], chart: Chart, from: number): boolean {
  return [from, from + 1].some(
    (at) =>
      tokens[at]?.norm !== ',' &&
      chart.at(at).some(({ category }) => category === 'scope' || category === 'part' || category === 'pair'),
  );
}

function endsPossibility(tokens: readonly Token[], at: number, piece: readonly number[]): boolean {
  return piece[at] !== piece[at - 1] || /^(?:,|:|which)$/.test(tokens[at]?.norm ?? '');
}

function isWithout(tokens: readonly Token[]): boolean {
  return tokens.some(({ norm }) => /^(?:without|excluding|ignoring|disregarding|omitting)$/.test(norm));
}

/** "A drift would not have been seen", "it will exceed 30": what is not, or not yet. */
export function isUnreal(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(({ norm }) => norm === 'would' || norm === 'could');
  const isPast =
    at !== -1 && !isWithout(tokens) && tokens.slice(at + 1, at + 4).some(({ norm }) => norm === 'have');
  // "below where it will end" tells of the end.
  return (
    isPast ||
    tokens.some(
      ({ norm }, place) => norm === 'will' && !/^(?:end|finish|close)$/.test(tokens[place + 1]?.norm ?? ''),
    )
  );
}

const PEOPLE = new Set([
  'you',
  'we',
  'i',
  'one',
  'operators',
  "i'd",
  "i'll",
  "we'd",
  "let's",
  'someone',
  'lets',
]);

/** "Check the wiring", "Please verify ...", "We recommend ...": somebody is asked to do something. */
export function isAdvice(tokens: readonly Token[], chart: Chart): boolean {
  const words = [...tokens.keys()].filter((at) => tokens[at]?.kind === 'word').slice(0, 6);
  const isOrder = (at: number | undefined): boolean =>
    at !== undefined &&
    chart.at(at).some(({ category }) => category === 'advice') &&
    !/(?:ed|s)$/.test(tokens[at]?.norm ?? '');
  const norm = (index: number): string => tokens[words[index] ?? -1]?.norm ?? '';
  if (
    norm(0) === 'please' ||
    norm(0) === "let's" ||
    norm(0) === 'recommendation' ||
    norm(0) === 'recommendations'
  )
    return true;
  if (isOrder(words[0]) && tokens[(words[0] ?? 0) + 1]?.kind !== 'sign')
    return !chart.at(words[0] ?? 0).some(({ category }) => category === 'num');
  if (
    PEOPLE.has(norm(0)) &&
    words
      .slice(1, 4)
      .some((at) =>
        ['should', 'recommend', 'suggest', 'advise', "i'd", 'would', 'recommended'].includes(
          tokens[at]?.norm ?? '',
        ),
      )
  )
    return true;
  return (
    norm(0) === 'it' &&
    /^(?:is|would|may|might|could)$/.test(norm(1)) &&
    words
      .slice(2, 5)
      .some((at) =>
        /^(?:recommended|advisable|advised|suggested|wise|sensible|worth|prudent|best|important|recommendable)$/.test(
          tokens[at]?.norm ?? '',
        ),
      ) &&
    words.some((at) => /^(?:to|checking|keeping|monitoring|looking|inspecting)$/.test(tokens[at]?.norm ?? ''))
  );
}
