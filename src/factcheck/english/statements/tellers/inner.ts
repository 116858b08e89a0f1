import type { Event } from '../../../statement/events.ts';
import type { Counted } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { countIs } from '../../phrases/built.ts';
import { isIt } from '../../phrases/implied.ts';
import { type Counting, type Edge, meaningOf } from '../../phrases/phrase.ts';
import { changeReadings } from '../changes.ts';
import { countReadings } from '../counts/readings.ts';
import { denialOf } from '../denials.ts';
import { isFoundReadings, isOfCount, isOfOthers, noOthers } from '../found.ts';
import { placedReadings } from '../places.ts';
import { reading } from '../scene.ts';
import { edgeLengthReadings } from '../spells.ts';
import { type Draft, type Drafting, leadOf, partAt, type Telling, wordsBetween } from '../telling.ts';

/** "a high value compared with the rest": compared in a way that no rule reads. */
export function partnerDrafts(telling: Telling, index: number, _: Edge, draft: Drafting): Draft[] {
  // "a difference of 3, which is a high value compared with the rest" compares once more.
  const isAgain = /^(?:value|number|one)$/.test(
    telling.tokens[(telling.islands[index]?.from ?? 0) - 1]?.norm ?? '',
  );
  const isTold = telling.islands.some(
    ({ category }) => category === 'comparison' || category === 'figure' || category === 'signed',
  );
  return isTold && !isAgain
    ? []
    : draft(
        'comparison',
        [reading({ is: 'beyond', what: 'what is compared' })],
        telling.islands[index]?.from,
      );
}

/** A phrase that only says which readings are meant may still count them, or tell of a change: "in the remaining 119 samples". */
export function innerDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const placed = placedReadings(telling, index);
  if (placed !== undefined) return draft('time', placed);
  const part = meaningOf(edge, 'scope') ?? meaningOf(edge, 'part');
  const lasting = part === undefined ? undefined : edgeLengthReadings(telling, index, part);
  if (lasting !== undefined) return draft('duration', lasting);
  const drafts: Draft[] = [];
  for (let from = edge.from; from < edge.to; from += 1) {
    const inner = telling.chart
      .at(from)
      .filter(
        ({ category, to }) =>
          to <= edge.to &&
          (category === 'change' ||
            // "for the last 25 minutes" counts no readings.
            (category === 'count' && !telling.chart.at(to).some(({ category: next }) => next === 'unit'))),
      )
      .sort((a, b) => b.to - a.to)[0];
    const counting = inner === undefined ? undefined : meaningOf(inner, 'count');
    const readings = counting === undefined ? undefined : innerCount(telling, index, counting, from, part);
    if (inner !== undefined && readings !== undefined) {
      drafts.push({ kind: 'count', from, to: inner.to, readings, rules: inner.rules });
      break;
    }
    const change = inner === undefined ? undefined : meaningOf(inner, 'change');
    if (inner !== undefined && change !== undefined && /^an?$/.test(telling.tokens[from - 1]?.norm ?? '')) {
      drafts.push({
        kind: 'trend',
        from,
        to: inner.to,
        readings: changeReadings(telling, index, change),
        rules: inner.rules,
      });
      break;
    }
  }
  return drafts;
}

/** "in the remaining 119 samples", "apart from two spikes", "save one reading": how many they are; undefined where it is not said. */
function innerCount(
  telling: Telling,
  index: number,
  counting: Counting,
  from: number,
  part: Part | undefined,
): Reading[] | undefined {
  // "except one rogue value": as many as are found unusual.
  const isOne = counting.amount.amount === 'bounds' && telling.tokens[from]?.norm === 'one';
  if (counting.amount.amount !== 'number' && !isOne) return undefined;
  if (counting.of !== undefined) return countReadings(telling, index, counting);
  // "this one reading" was counted before.
  const lead = telling.tokens[from - 1]?.norm ?? '';
  if (part?.part !== 'without' || /^(?:this|that|these|those|the)$/.test(lead)) return undefined;
  return counting.counted.count === 'findings'
    ? countReadings(telling, index, counting)
    : [reading({ is: 'beyond', what: 'which readings are left out' })];
}

/** What may be wrong with the world, rather than with the readings. */
const FAULTS =
  /^(?:glitch|fault|error|failure|malfunction|defect|incident|event|concern|problem|issue|trouble|disturbance|artifact|artefact|leak)/;

const DEFINITE =
  /^(?:the|this|that|its|these|those|each|every|his|their|our|first|last|second|before|after|during|same)$/;

/** Something found that is spoken of for the first time is claimed to be there. */
export function eventDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const event = meaningOf(edge, 'event');
  if (event === undefined || isIt(event)) return [];
  if (isOfCount(telling, index)) return [];
  const found = isFoundReadings(telling, index, event);
  if (found !== undefined) return draft('state', found);
  const lead = leadOf(telling, index, 4);
  if (lead.some((word) => DEFINITE.test(word)) || wordsBetween(telling, index - 1, index).length < 0)
    return [];
  // "a second spike" claims two.
  const least =
    (event.event === 'finding' || event.event === 'gap' || event.event === 'null') && (event.k ?? 1) > 1
      ? (event.k ?? 1)
      : 1;
  const some = { amount: 'bounds', low: least, high: null } as const;
  const denied = denialOf(telling, index);
  const amount = denied === -1 ? some : ({ amount: 'none' } as const);
  const within = partAt(telling, index);
  const from = denied === -1 ? edge.from : denied;
  const noun = telling.tokens[edge.to - 1]?.norm ?? '';
  if (FAULTS.test(noun) && denied === -1) return draft('cause', [reading({ is: 'cause' })]);
  if (event.event === 'finding' && denied !== -1 && isOfOthers(telling, index))
    return draft('count', noOthers(event.of), from);
  const counted = countedEvent(event, within);
  return counted === undefined ? [] : draft('count', [reading(countIs(counted, amount))], from);
}

/** What is counted where an event is spoken of; undefined for one that is none of those that are found. */
function countedEvent(event: Event, within: Part): Counted | undefined {
  switch (event.event) {
    case 'finding':
      return { count: 'findings', of: event.of, within };
    case 'gap':
      return { count: 'gaps', within };
    case 'null':
      return { count: 'missing readings', within };
    default:
      return undefined;
  }
}
