import type { Formula } from '../../../statement/formulas.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { doubtful, reading } from '../scene.ts';
import { at, before, partAt, type Telling } from '../telling.ts';

/** "rose from 20.3 to 20.8 in 20 minutes", "the ascent takes ten hours": how long a rise or fall goes on. */
export function swingLengths(telling: Telling, index: number, length: Num): Reading[] | undefined {
  const { islands, tokens } = telling;
  const { from = 0 } = islands[index] ?? {};
  const words = tokens.slice(Math.max(0, from - 2), from + 3).map(({ norm }) => norm);
  const place = before(telling, index, 'change', 'event', 'num', 'count', 'state');
  const event = at(telling, place, 'event');
  const direction =
    at(telling, place, 'change')?.direction ?? (event?.event === 'step' ? event.direction : undefined);
  const isOf = words.some((word) =>
    /^(?:in|over|within|takes?|took|taking|lasts?|lasted|lasting)$/.test(word),
  );
  const isPart = words.some((word) => /^(?:last|first|next|final)$/.test(word));
  if ((direction !== 'up' && direction !== 'down') || !isOf || isPart) return undefined;
  const of = (size: 'large' | 'small'): Formula =>
    equal({ num: 'event duration', of: { event: 'swing', direction, size, of: WHOLE } }, length);
  const part = partAt(telling, index);
  return [
    reading({ is: 'or', formulas: [of('large'), equal({ num: 'duration', of: part }, length)] }),
    doubtful(of('small'), 'loose wording'),
    reading({ is: 'beyond', what: 'how long it is meant to last' }),
  ];
}
