import type { Quantity } from '../../../statement/literals.ts';
import type { Reading } from '../../../statement/text.ts';
import { ownUnit, unitNamed } from '../../../units.ts';
import { equal, literal, statistic } from '../../phrases/built.ts';
import { placed, reading } from '../scene.ts';
import { partAt, type Telling } from '../telling.ts';
import { topicOf } from '../values.ts';

/**
 * "82 tweets overall", "in all 37 were sent", "there were 24 tweets in the first half": the readings of a part together, where what is counted can
 * be added up. Undefined for another number.
 */
export function sumReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const own = ownUnit(telling.vocabulary.unit);
  const isThing = own.dimension.startsWith('own:') && /^\p{L}{3,}s$/u.test(own.name);
  const isSame = quantity.unit !== undefined && unitNamed(quantity.unit, own)?.dimension === own.dimension;
  if (!(isThing || own.dimension === 'data') || !(isSame || quantity.unit === undefined)) return undefined;
  const topic = topicOf(telling, index);
  if (topic?.of === 'num' && topic.name !== 'sum') return undefined;
  const { lead, behind } = wordsAround(telling, index);
  if (EXTREME.test(lead) || EXTREME.test(behind)) return undefined;
  const part = partAt(telling, index);
  const sum = equal(statistic('sum', part), literal(quantity));
  if (TOTAL_BEHIND.test(behind) || (TOTAL.test(lead) && (isSame || MOVED.test(behind))))
    return [reading(sum)];
  const isOfPart = telling.parts[index] != null && isSame;
  return isOfPart && (GATHERED.test(lead) || MOVED.test(behind)) ? placed(sum, quantity, part) : undefined;
}

/** The words of its clause before a number, and those behind it. */
function wordsAround({ tokens, islands, mood }: Telling, index: number): { lead: string; behind: string } {
  const { from = 0, to = 0 } = islands[index] ?? {};
  const first = mood.clause.indexOf(mood.clause[from] ?? -1);
  const text = (start: number, end: number): string =>
    tokens
      .slice(start, end)
      .map(({ norm }) => norm)
      .join(' ');
  return { lead: text(Math.max(first, from - 10), from), behind: text(to, to + 5) };
}

const EXTREME =
  /\b(?:most|least|max(?:imum)?|min(?:imum)?|peak\w*|top\w*|busiest|quietest|highest|lowest|per|each|every|more|fewer|less|than)\b/;
const TOTAL =
  /\b(?:in (?:all|total|sum)|total(?:ling|s|led)?|altogether|overall|all told|combined|together|(?:over|in|during|throughout|for) the (?:whole|entire|full) \w+)\b/;
const TOTAL_BEHIND =
  /^(?:(?:were|was|came|arrived|are|is)(?: \w+)? )?(?:in (?:all|total|sum)|total|altogether|overall|all told|combined|together)\b/;
const GATHERED =
  /\b(?:there (?:were|are|is|was)|gather(?:s|ed)?|br(?:ing|ings|ought)|saw|see|sees|count(?:s|ed)?|carr(?:y|ies|ied)|moved?s?|had|has|have|holds?|held|contain(?:s|ed)?|comprised?s?|yield(?:s|ed)?|produced?s?|received?s?|sent|collect(?:s|ed)?|makes?|made|handled?s?|served?s?)(?: (?:only|just|about|some|nearly|almost|exactly|a|of))*$/;
const MOVED = /^(?:were|was|came|arrived|fell|passed|got|went|have been|had been|are|belong|fall|lie)\b/;
