import type { Num } from '../../../statement/numbers.ts';
import type { Condition } from '../../../statement/parts.ts';
import { HERE } from '../implied.ts';
import type { Comparison } from '../phrase.ts';
import { rule } from '../rule.ts';

const NOUN = '=readings|values|samples|points|measurements|ones|of';
const LIES = '=are|lie|lies|is|were|lay|fall|sit|stay|stand|come|land|found';
const NOUN_MAY = `${NOUN}?` as const;
const LIES_MAY = `${LIES}?` as const;
const SIDE = '=above|below|over|under|beyond|beneath';
const THAT = '=it|that|this|them|the|same';
const THAT_MAY = `${THAT}?` as const;
const OUTNUMBER = '=outnumber|outnumbers|outnumbered|outweigh|outweighs|outweighed|exceed';

const countOf = (condition: Condition): Num => ({
  num: 'count',
  of: { count: 'readings', of: { part: 'where', of: HERE, condition } },
});

/** The readings on the other side of the same level. */
function otherSide(condition: Condition, word: string | undefined): Condition | undefined {
  if (condition.if !== 'compare') return undefined;
  const isUnder = word === 'below' || word === 'under' || word === 'beneath';
  return { ...condition, relation: isUnder ? 'under' : 'over' };
}

function moreOf(
  relation: 'over' | 'under',
  one: Condition,
  other: Condition | undefined,
): Comparison | undefined {
  return other === undefined || JSON.stringify(one) === JSON.stringify(other)
    ? undefined
    : { relation, left: countOf(one), to: countOf(other) };
}

/** Whether more readings lie on the one side of a level or on the other. */
export const SIDE_RULES = [
  rule(
    'more on one side than on the other',
    'comparison',
    ['=more|fewer', NOUN_MAY, LIES_MAY, 'condition', '=than', LIES_MAY, SIDE, THAT_MAY],
    (word, _, __, condition, ___, ____, side) =>
      moreOf(word === 'fewer' ? 'under' : 'over', condition, otherSide(condition, side)),
  ),
  rule(
    'more of one kind than of another',
    'comparison',
    ['=more|fewer', NOUN_MAY, LIES_MAY, 'condition', '=than', LIES_MAY, 'condition'],
    (word, _, __, one, ___, ____, other) => moreOf(word === 'fewer' ? 'under' : 'over', one, other),
  ),
  rule(
    'those on one side outnumber those on the other',
    'comparison',
    ['reading', 'condition', OUTNUMBER, '=those|the|ones', NOUN_MAY, SIDE, THAT_MAY],
    (_, condition, __, ___, ____, side) => moreOf('over', condition, otherSide(condition, side)),
  ),
  rule(
    'those on one side are outnumbered',
    'comparison',
    [
      'reading',
      'condition',
      '=are|were|is',
      '=outnumbered|outweighed',
      '=by',
      '=those|the|ones',
      NOUN_MAY,
      SIDE,
      THAT_MAY,
    ],
    (_, condition, __, ___, ____, _____, ______, side) =>
      moreOf('under', condition, otherSide(condition, side)),
  ),
];
