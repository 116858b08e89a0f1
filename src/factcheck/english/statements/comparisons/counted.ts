import type { Amount, Quantity } from '../../../statement/literals.ts';
import type { Part } from '../../../statement/parts.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { countedPart } from '../counts/sets.ts';
import { goesBack } from '../scene.ts';
import { at, filled, leadOf, partAt, type Telling } from '../telling.ts';

/** Readings that are held against something, with how many of them. */
export interface CountedReadings {
  readonly of: 'readings';
  readonly many: 'all' | 'none' | 'some';
  readonly part: Part;
  readonly isStrict?: boolean;
  /** How many all are, where it is said. */
  readonly totalOf?: Quantity;
  /** How many of them it is said of, where that is told. */
  readonly amount?: Amount;
}

/** What was counted right before, or the part that was named: "two readings", "the first half"; undefined where neither was. */
export function countedSubject(
  telling: Telling,
  index: number,
  nearest: number,
  comparison: Comparison,
): CountedReadings | undefined {
  const counted = at(telling, nearest, 'count');
  if (counted?.counted.count === 'readings') {
    const many = counted.amount.amount === 'none' ? 'none' : counted.amount.amount === 'all' ? 'all' : 'some';
    return {
      of: 'readings',
      many,
      part: restOf(comparison, counted.of) ?? countedPart(telling, nearest, counted.of),
      isStrict: many === 'all',
      ...(many === 'some' && counted.of === undefined && isSeveral(counted.amount)
        ? { amount: counted.amount }
        : {}),
      ...(counted.totalOf === undefined || many === 'some' ? {} : { totalOf: counted.totalOf }),
    };
  }
  if (counted?.counted.count === 'run length' || counted?.counted.count === 'stretches')
    return { of: 'readings', many: 'some', part: partAt(telling, index) };
  const part = at(telling, nearest, 'part');
  if (part === undefined) return undefined;
  const rest = restOf(comparison, part);
  const many = quantifierBefore(telling, nearest) ?? 'all';
  return { of: 'readings', many, part: rest ?? telling.parts[nearest] ?? filled(telling, index, part) };
}

/** "One reading is above 23" tells which it is as well. */
function isSeveral(amount: Amount): boolean {
  return amount.amount === 'share' || (amount.amount === 'number' && amount.quantity.value > 1);
}

/** "No other reading comes within 2 °C of the maximum": other than that. */
function restOf({ to, by }: Comparison, part: Part | undefined): Part | undefined {
  const isExtreme = to?.num === 'statistic' && (to.name === 'max' || to.name === 'min');
  if (!isExtreme || by === undefined || part?.part !== 'without' || !goesBack(part)) return undefined;
  const which = to.name === 'max' ? 'max' : 'min';
  return { ...part, out: { part: 'event', event: { event: 'extreme', which, of: WHOLE } } };
}

/** The word before it that says it of all or of none. */
export function quantifierBefore(telling: Telling, index: number): 'all' | 'none' | undefined {
  const words = leadOf(telling, index, 8).reverse();
  for (const word of words) {
    if (/^(?:nothing|none|neither|no)$/.test(word)) return 'none';
    if (/^(?:everything|all|every|always)$/.test(word)) return 'all';
  }
  return undefined;
}
