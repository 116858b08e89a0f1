import type { Event } from '../../../statement/events.ts';
import type { Formula } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { equal, literal, sameTime, statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { isRead } from '../places.ts';
import { doubtful, reading } from '../scene.ts';
import type { MomentTime } from '../timings.ts';
import { signedStep } from './sized.ts';

export type Extreme = Event & { readonly event: 'extreme' };

const start = (of: Event): Time => ({ time: 'start', of });
const unread = (quantity: Quantity): Formula => ({
  is: 'quantified',
  amount: { amount: 'none' },
  of: WHOLE,
  condition: { if: 'compare', relation: 'equal', to: literal(quantity) },
});

/** No reading has the value, though it lies where readings of the window may: the number is what is wrong. */
function none(quantity: Quantity): Formula {
  const spread = statistic('range', WHOLE);
  const bound = (end: 'max' | 'min'): Num =>
    end === 'max'
      ? { num: 'sum of', a: statistic(end, WHOLE), b: spread }
      : { num: 'difference', a: statistic(end, WHOLE), b: spread };
  const beyond = (end: 'max' | 'min', relation: 'over' | 'under'): Formula => ({
    is: 'compare',
    left: bound(end),
    relation,
    right: literal(quantity),
  });
  return { is: 'and', formulas: [unread(quantity), beyond('max', 'over'), beyond('min', 'under')] };
}

const had = (quantity: Quantity): Event => ({ event: 'reading', value: literal(quantity) });

/** The value was read then; where no reading has it, there is a reading then, and the number is wrong. */
export function valueThen(value: Quantity, time: MomentTime): Reading[] {
  const then = (at: Time): Formula => sameTime(start(had(value)), at);
  return [
    reading(then(time)),
    reading({ is: 'and', formulas: [none(value), isRead(time.moment)] }),
    doubtful({ is: 'and', formulas: [unread(value), isRead(time.moment)] }, 'loose wording'),
    ...fallThen(value, time),
  ];
}

/** "the biggest setback, −9 at 14:02": how far it went. */
function fallThen(value: Quantity, time: MomentTime): Reading[] {
  return value.value < 0 ? [reading(sameTime(start(signedStep(value)), time))] : [];
}

/** Of "a crest of 87" the number may be what is wrong; the maximum is one of the window. */
export function extremeThen(
  value: Quantity,
  extreme: Extreme,
  time: MomentTime,
  isLocal: boolean,
): Reading[] {
  const then = (of: Event): Formula => sameTime(start(of), time);
  // Where the minimum is that, no other reading that is as low is meant.
  const isOther: Formula = {
    is: 'not',
    formula: equal(statistic(extreme.which, extreme.of), literal(value)),
  };
  const local: Formula = { is: 'and', formulas: [then(had(value)), isOther] };
  return [
    reading({ is: 'or', formulas: [then(extreme), local] }),
    reading({ is: 'and', formulas: [none(value), then(extreme)] }),
    ...fallThen(value, time),
    // Of which part was guessed by what stands around it.
    ...(extreme.of.part === 'whole' ? [] : [doubtful(then({ ...extreme, of: WHOLE }), 'another part')]),
    ...(isLocal
      ? [doubtful({ is: 'and', formulas: [none(value), isRead(time.moment)] }, 'loose wording')]
      : []),
  ];
}
