import type { ClaimKind } from '../../claim.ts';
import { NAMELESS_RULES } from '../phrases/scopes/left-out.ts';
import { placesAs } from './mood.ts';
import type { Place } from './names.ts';
import { reachOf } from './reach.ts';
import type { Telling } from './telling.ts';

/**
 * Words of a claim's piece of a sentence that point at what was named before ("ten of those", "in it the readings average", "since then it
 * has not risen", "the hour that followed", "away from that mean"), or that hand its numbers out over parts ("respectively"). What they point
 * at was guessed, if it was taken up at all: enough to find that the claim holds, too little to call it false.
 */
export function pointersAround(telling: Telling, claim: Place): string[] {
  const { kind, from } = claim;
  const { anywhere = [], behind = [] } = POINTING[kind] ?? {};
  const reach = placesAround(telling, claim);
  return [
    ...pointersIn(telling, reach, anywhere),
    ...pointersIn(telling, behindNamed(telling, from, reach), behind),
    ...(kind === 'count' ? [...setBack(telling, from, reach), ...countedBack(telling, from)] : []),
    ...(kind === 'statistic' || kind === 'value' ? highestReadings(telling, from) : []),
    ...leftOut(telling, from, kind),
  ];
}

/** "save two readings", "with both left out": which ones was not said; and when something happened without them no rule reads. */
function leftOut({ islands, tokens, mood }: Telling, from: number, kind: ClaimKind): string[] {
  if (kind === 'count') return [];
  return islands
    .filter(({ category, from: at }) => category === 'scope' && mood.piece[at] === mood.piece[from])
    .filter(({ rules }) =>
      rules.some((rule) => NAMELESS.has(rule) || (kind === 'time' && rule === 'some event apart')),
    )
    .map((scope) => tokens[scope.from]?.norm ?? '');
}

const NAMELESS: ReadonlySet<string> = new Set(NAMELESS_RULES);

/** A claim's own words and those in its reach, in their order. */
function placesAround(telling: Telling, { from, to }: Place): readonly number[] {
  const reach = reachOf(telling, from, to);
  const own = Array.from({ length: to - from }, (_, nth) => from + nth);
  return [...reach.filter((at) => at < from), ...own, ...reach.filter((at) => at >= to)];
}

/** "the warmest readings average 21": how many of them these are was not said. */
function highestReadings({ tokens, chart, mood, islands }: Telling, from: number): string[] {
  return placesAs(mood.clause, from).flatMap((at) => {
    const extreme = chart.at(at).find(({ category }) => category === 'extreme');
    const isMany = chart
      .at(extreme?.to ?? -1)
      .some(({ category, value }) => category === 'reading' && value === 'readings');
    const isPart = islands.some((one) => one.category === 'part' && one.from <= at && one.to > at);
    return at < from && isMany && !isPart ? [tokens[at]?.norm ?? ''] : [];
  });
}

/** "ten of them": of readings that were counted in another sentence, or that nothing was said of. */
function setBack(telling: Telling, from: number, reach: readonly number[]): string[] {
  const index = telling.islands.findIndex((one) => one.from <= from && one.to > from);
  const set = telling.scenes[index]?.set;
  const isPlaced = /^(?:scope|timing)$/.test(telling.islands[index + 1]?.category ?? '');
  const isKnown = isPlaced && set?.part === 'where' && set !== telling.scenes[0]?.set;
  return isKnown ? [] : pointersIn(telling, behindNamed(telling, from, reach), [SET]);
}

/** "the other 22 did not", "the rest (15)": as many as are left of something that was counted before. */
function countedBack({ islands, tokens }: Telling, from: number): string[] {
  const { to = from } = islands.find((one) => one.from <= from && one.to > from) ?? {};
  const [before, first, next] = [from - 1, from, to].map((at) => tokens[at]?.norm ?? '');
  const isRest = [before, first].some((word) =>
    /^(?:other|others|rest|remaining|remainder)$/.test(word ?? ''),
  );
  return isRest && /^(?:did|do|does|didn't|don't|\))$/.test(next ?? '') ? ['the others'] : [];
}

/** What opens a sentence points at the sentence before, whose parts and events are carried over. */
function behindNamed(
  { tokens, islands, mood }: Telling,
  from: number,
  reach: readonly number[],
): readonly number[] {
  const named = islands[0]?.to ?? tokens.length;
  return reach.filter((at) => at >= named || mood.piece[named - 1] !== mood.piece[from]);
}

function pointersIn({ tokens }: Telling, places: readonly number[], pointing: readonly RegExp[]): string[] {
  if (pointing.length === 0) return [];
  const text = places.map((at) => tokens[at]?.norm ?? '').join(' ');
  return pointing.flatMap((one) => one.exec(text)?.[0] ?? []);
}

const SET = /\bof (?:them|those|these)(?! (?:figures|readings|values))\b/;
const INSIDE = /\b(?:in|within|during|over|throughout) (?:it|them)\b/;
const SIDE = /\b(?:before|after|until|since) (?:it|that|them|this|these|those)\b/;
const LATER = /\b(?:afterwards?|thereafter|beforehand|respectively)\b/;
const FIGURE = /\bthat (?:mean|average|median|level|limit|value|maximum|minimum|peak)\b/;
const BOUND = /\bwithout exception\b|\bvery (?:end|last|first)\b/;
const THEN = /\b(?:since|from|until|till|by|before|after) (?:then|there|here)\b/;
const OUTSIDE = /\b(?:outside|inside|apart|aside)(?: of| from)? (?:it|them|that|these|those|this)\b/;
/** "the hour that followed", but not "the minutes that follow the peak". */
const FOLLOWING =
  /\b(?:that|which) (?:follow|follows|followed|precede|precedes|preceded)\b(?! (?:the|its|this|that|each|a|an) [\w-]+ (?!(?:is|are|was|were|has|had|stands|stood|averages|averaged|comes|came|reads|lies|lay)\b))/;
const NEXT_TO =
  /\b(?:one|ones|level|levels|value|values|readings|hour|half|part) (?:just |right |immediately )?(?:before|after)(?= (?:and|is|are|was|were|,|;|\.)|$)/;

/** A number is the distance from something, the size of a step or a sum: "0.2 °C down from it", "4 °C in one step", "900 in all". */
const DISTANCE = /\b(?:up|down) (?:from|on)\b/;
const STEP = /\bin (?:one|a single) (?:step|go|jump|leap|move|swoop)\b/;
/** A part that is named as the subject: "the end of the record sees it rising". */
const END = /(?:^|, |\band )the (?:end|start|beginning|middle) of (?:the|this|our)\b/;
/** Whether words that point name a part, which was not made one: a direction may be that of the whole, and proves nothing. */
export const isPartName = (words: string): boolean => END.test(words);
const SUM = /\bin (?:all|total|sum)\b|\b(?:altogether|combined)\b/;

/** `anywhere` in its piece, or only `behind` what the sentence has named itself. */
const POINTING: Partial<
  Record<ClaimKind, { readonly anywhere?: readonly RegExp[]; readonly behind?: readonly RegExp[] }>
> = {
  count: { anywhere: [FOLLOWING] },
  statistic: { behind: [INSIDE], anywhere: [OUTSIDE, FOLLOWING, DISTANCE] },
  value: { behind: [INSIDE, SIDE, LATER, THEN], anywhere: [OUTSIDE, FOLLOWING, DISTANCE, STEP, SUM] },
  range: { behind: [THEN, SIDE], anywhere: [OUTSIDE, FOLLOWING, LATER] },
  comparison: { anywhere: [FIGURE, BOUND, THEN, OUTSIDE, FOLLOWING, INSIDE, NEXT_TO] },
  trend: { anywhere: [THEN, OUTSIDE, FOLLOWING, INSIDE, END], behind: [/\bthen\b/] },
};
