import type { Time } from '../../statement/times.ts';
import type { Timing } from '../phrases/phrase.ts';

/** A moment of the clock. */
export type MomentTime = Time & { readonly time: 'moment' };

/** The moment that a phrase names to the minute. */
export function momentOf(timing: Timing | undefined): MomentTime | undefined {
  const { role, time } = timing ?? {};
  const isExact =
    time?.time === 'moment' && time.moment.hedge === 'exact' && time.moment.minute !== undefined;
  return role === 'at' && isExact && time.moment.hour !== undefined ? time : undefined;
}
