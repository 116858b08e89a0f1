import type { Quantity } from '../../../statement/literals.ts';
import type { Reading } from '../../../statement/text.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { changeSizes } from '../movements/sizes.ts';
import { reading } from '../scene.ts';
import { leadOf, partAt, type Telling } from '../telling.ts';
import { pairReadings, UNSURE } from './pairs.ts';

/** "from 30 °C it falls to 18 °C, a loss of 12 °C": of the numbers that were told before it. */
export function apposedSize(
  telling: Telling,
  change: number,
  quantity: Quantity,
  direction: 'up' | 'down',
): Reading[] | undefined {
  if (!isApposed(telling, change)) return undefined;
  const told = pairReadings(telling, change, OF_READINGS, {
    relation: direction === 'up' ? 'over' : 'under',
    by: quantity,
  });
  if (told === undefined) return undefined;
  const sizes = changeSizes(quantity, direction, partAt(telling, change));
  return [
    ...told.filter(({ formula }) => formula !== UNSURE),
    ...sizes.map(({ formula }) => reading(formula, 'loose wording')),
  ];
}

/** Whether a change only sums up what stands before it: ", a loss". */
export function isApposed({ tokens, islands }: Telling, change: number): boolean {
  const from = islands[change]?.from ?? 0;
  return /^(?:an?|the)$/.test(tokens[from - 1]?.norm ?? '') && APPOSED.test(tokens[from - 2]?.norm ?? '');
}

const APPOSED = /^(?:,|\(|–|—|:|is|was|means|makes|gives|so|i\.e|=)$/;
const OF_READINGS = { of: 'readings', many: 'all', part: WHOLE } as const;

/** "from 21.9 to 21.2, so 0.7 degrees": what the numbers told before come to. */
export function concludedSize(telling: Telling, index: number, by: Quantity): Reading[] | undefined {
  const lead = leadOf(telling, index, 3).filter((word) => !/^(?:,|about|just|only|an?|the)$/.test(word));
  if (!/^(?:so|thus|hence|i\.e|ie|making|makes|meaning|means)$/.test(lead.at(-1) ?? '')) return undefined;
  const size = { ...by, value: Math.abs(by.value) };
  return pairReadings(telling, index, OF_READINGS, { relation: 'equal', by: size })?.filter(
    ({ formula }) => formula !== UNSURE,
  );
}
