import type { Event } from '../../../statement/events.ts';
import type { Formula } from '../../../statement/formulas.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { equal, sameTime, statistic } from '../../phrases/built.ts';
import type { Timing } from '../../phrases/phrase.ts';
import { type Anchor, isLasting } from '../anchors.ts';
import { doubtful, reading } from '../scene.ts';

const start = (of: Event): Time => ({ time: 'start', of });

/** That one thing happened then: what is nearest is meant, others may be. */
export function anchorReadings(
  anchor: Anchor,
  { role, time, to }: Timing,
  named: Event | undefined,
  { isNearest, isFirst, isBy }: { isNearest: boolean; isFirst: boolean; isBy: boolean },
): Reading[] {
  const { event } = anchor;
  const told = to === undefined ? momentFormulas(role, event, time) : spanFormulas(event, time, to);
  const formulas = told.map((formula) => otherThanNamed(formula, anchor, named));
  // "rises again to 22.8 by 15:20": then or before.
  const before: Formula[] =
    isBy && event.event === 'reading' ? [{ is: 'earlier', a: start(event), b: time }] : [];
  return [...formulas, ...before].map((formula) => {
    if (formula.is === 'earlier' && isBy) return reading(formula, 'loose wording');
    if (!isNearest) return doubtful(formula, 'a reading among several');
    return isFirst ? reading(formula) : reading(formula, 'a reading among several');
  });
}

/** "The minimum of 28.46 at 05:25": where the minimum is that, no other reading that is as low is meant. */
function otherThanNamed(formula: Formula, { event }: Anchor, named: Event | undefined): Formula {
  if (event.event !== 'reading' || named?.event !== 'extreme') return formula;
  const extreme: Num = statistic(named.which, named.of);
  return { is: 'and', formulas: [formula, { is: 'not', formula: equal(extreme, event.value) }] };
}

function momentFormulas(role: Timing['role'], anchor: Event, time: Time): Formula[] {
  switch (role) {
    case 'before':
      return [{ is: 'earlier', a: start(anchor), b: time }];
    case 'after':
      return [{ is: 'earlier', a: time, b: start(anchor) }];
    case 'until':
      return [sameTime({ time: 'end', of: anchor }, time), sameTime(start(anchor), time)];
    case 'since':
      return [sameTime(start(anchor), time)];
    default:
      return [
        atEdge(anchor, time) ?? sameTime(start(anchor), time),
        ...(isLasting(anchor) ? [sameTime({ time: 'end', of: anchor }, time)] : []),
      ];
  }
}

/** "at the end": at its last reading, or shortly before it. */
function atEdge(anchor: Event, time: Time): Formula | undefined {
  if (time.time !== 'part end' && time.time !== 'part start') return undefined;
  const size = { size: 'share', share: EDGE_SHARE } as const;
  const near: Part = { part: time.time === 'part end' ? 'last' : 'first', of: time.of, size };
  return {
    is: 'or',
    formulas: [sameTime(start(anchor), time), sameTime(start(anchor), { time: 'within', part: near })],
  };
}

/** Of a part, that people call its end. */
const EDGE_SHARE = 0.05;

function spanFormulas(anchor: Event, from: Time, to: Time): Formula[] {
  const lies: Formula = sameTime(start(anchor), { time: 'within', part: { part: 'between', from, to } });
  if (isLasting(anchor)) return [{ is: 'spans', of: anchor, from, to }, lies];
  if (anchor.event !== 'step') return [lies];
  // A step leads from one reading to the next.
  const ends = sameTime({ time: 'end', of: anchor }, { time: 'within', part: { part: 'between', from, to } });
  return [{ is: 'or', formulas: [{ is: 'spans', of: anchor, from, to }, ends] }];
}
