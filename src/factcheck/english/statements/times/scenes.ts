import type { ClaimKind } from '../../../claim.ts';
import { reading } from '../scene.ts';
import { setsTheScene } from '../tellers/silent.ts';
import { at, type Draft, samePiece, type Telling } from '../telling.ts';

/** What is told of the readings of a time by a figure: where it fits, so does the time. */
const FITTING: ReadonlySet<ClaimKind> = new Set<ClaimKind>([
  'statistic',
  'value',
  'comparison',
  'count',
  'rate',
  'duration',
  'state',
  'trend',
]);

const OPEN = reading({ is: 'beyond', what: 'whether the time is what is wrong' });

/**
 * "From 18:40 to 18:57 the mean is 718": the time says which readings are meant, and holds where what is told of them does. It is never what is
 * called false.
 */
export function sceneDrafts(telling: Telling, drafts: readonly Draft[]): Draft[] {
  const { islands } = telling;
  return islands.flatMap(({ category, from, to, rules }, index): Draft[] => {
    const timing = category === 'timing' ? at(telling, index, 'timing') : undefined;
    const isClock = timing?.time.time === 'moment' && timing.time.moment.hour !== undefined;
    if (!isClock || !setsTheScene(telling, index) || drafts.some((draft) => draft.from === from)) return [];
    const next = islands.findIndex(
      (other, at) => at > index && drafts.some((draft) => draft.from === other.from),
    );
    const told =
      next === -1 || !samePiece(telling, index, next)
        ? undefined
        : drafts.find((draft) => draft.from === islands[next]?.from);
    const [natural] = told?.readings ?? [];
    if (told === undefined || natural === undefined || !FITTING.has(told.kind)) return [];
    return [{ kind: 'time', from, to, readings: [natural, OPEN], rules, isClosed: true }];
  });
}
