import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal } from '../../phrases/built.ts';
import { doubtful, reading } from '../scene.ts';
import { at, type Telling, wordsBetween } from '../telling.ts';
import { targetOf } from './condition.ts';
import { saidAt } from './numbers.ts';
import { comparisonReadings } from './readings.ts';

/** "The second day is dearer on average, by 6 %": by how much, of the comparison before it. */
export function distanceBehind(telling: Telling, index: number, by: Quantity): Reading[] | undefined {
  const former = telling.islands.findLastIndex(
    ({ category }, other) => other < index && category === 'comparison',
  );
  const comparison = at(telling, former, 'comparison');
  // "exceeds the second highest, 98, by 14": with the value of that between.
  const isValue = at(telling, former + 1, 'measure') ?? at(telling, former + 1, 'figure');
  const next = isValue === undefined || former + 1 === index ? former : former + 1;
  const words = [...wordsBetween(telling, former, next), ...wordsBetween(telling, next, index)];
  if (comparison === undefined || comparison.by !== undefined || !words.includes('by')) return undefined;
  if (!words.every((word) => LEADING.test(word))) return undefined;
  return comparison.relation === 'over' || comparison.relation === 'under'
    ? comparisonReadings(telling, former, { ...comparison, relation: 'equal', by })
    : undefined;
}

/** What stands between a comparison and its size, and may open another clause: "warmer, but only by 0.4". */
const LEADING =
  /^(?:,|–|—|\(|\)|:|by|and|but|yet|on|of|in|average|the|mean|median|though|albeit|if|even|only|just|merely|about|around|some|roughly|nearly|almost|namely|that|is|this)$/;

/** "25 % above the old level": the size that stands right before a comparison, where no rule has it as one phrase. */
export function sizeBeside(telling: Telling, index: number): Quantity | undefined {
  const { islands } = telling;
  const comparison = at(telling, index + 1, 'comparison');
  const isWay = comparison?.relation === 'over' || comparison?.relation === 'under';
  const isOpen =
    isWay && comparison.by === undefined && comparison.passing !== true && comparison.aspect === undefined;
  const next = islands[index + 1]?.from;
  const isBeside =
    next === islands[index]?.to &&
    /^(?:above|below|over|under)$/.test(telling.tokens[next ?? -1]?.norm ?? '');
  const by = at(telling, index, 'measure');
  const isHeld =
    comparison?.against !== undefined || comparison?.nth !== undefined || comparison?.to !== undefined;
  return isOpen && isBeside && isHeld && by?.unit !== undefined && by.unit !== 'standard deviations'
    ? by
    : undefined;
}

/**
 * "18.1 psu, the lowest reading, at the close", "22.1 °C – the highest value –": a number, and right behind it which one that is. Undefined
 * where a number of its own follows, or more than such a name.
 */
export function appositionReadings(telling: Telling, index: number, num: Num): Reading[] | undefined {
  const { tokens, islands } = telling;
  const [here, former] = [islands[index], islands[index - 1]];
  if (here === undefined || former === undefined || !isRank(num)) return undefined;
  const lead = tokens.slice(former.to, here.from).map(({ norm }) => norm);
  const isApposed =
    /^[,(–—-]$/.test(lead[0] ?? '') &&
    lead.slice(1).every((word) => /^(?:the|its|a|an|new|also|thus|i\.e\.)$/.test(word));
  const end = tokens[here.to];
  if (!isApposed || lead.length < 2 || !(end === undefined || /^[,.;)–—-]$/.test(end.text))) return undefined;
  if (at(telling, index + 1, 'measure') !== undefined && end !== undefined && end.text !== ')')
    return undefined;
  const said = saidAt(telling, index - 1);
  if (said === undefined) return undefined;
  const right = targetOf(telling, index, num);
  return [
    reading(equal(said.written ?? said.num, right)),
    doubtful({ is: 'not', formula: said.claim }, 'loose wording'),
  ];
}

function isRank(num: Num): boolean {
  return num.num === 'ranked' || (num.num === 'statistic' && (num.name === 'max' || num.name === 'min'));
}
