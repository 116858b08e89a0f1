import type { KnownFinding } from '../../context.ts';
import { type Cut, countIn } from '../cut.ts';
import { AIMED_FROM, FLAT_SHARE, MOVING_FROM, RISES_FROM, UNCHANGED_SHARE } from '../definitions.ts';
import { showFindings } from '../findings.ts';
import { show } from '../say.ts';
import { courseOf, type Held } from './ways.ts';

/** Whether the readings of a cut stay where they are, or go neither way. */

function stuckIn({ window, start, end }: Cut): readonly KnownFinding[] {
  return window.findings.filter(
    ({ kind, at, until = at }) => kind === 'stuck' && at <= end && until >= start,
  );
}

/** All readings alike, or what was found says so; a part is flat that hardly moves in comparison with the whole. */
export function isFlat(cut: Cut): Held {
  const stuck = stuckIn(cut);
  const evidence = stuck.length > 0 ? showFindings(stuck) : `${show(cut.min)} to ${show(cut.max)}`;
  const { min, max } = cut.window.statistics;
  const hardlyMoves = cut.max - cut.min <= (max - min) * FLAT_SHARE;
  if (cut.max === cut.min || stuck.length > 0 || hardlyMoves) return { holds: true, evidence };
  const isLevel = Math.abs(cut.line.correlation) < RISES_FROM;
  return { holds: isLevel ? null : false, evidence };
}

/** All readings alike, to the last digit; that nearly all are, or that some were found stuck, leaves open which are meant. */
export function isExact(cut: Cut): Held {
  const level = cut.modes[0];
  const alike = level === undefined ? 0 : countIn(cut, (position) => cut.window.values[position] === level);
  const isNearly = alike >= cut.values.length * UNCHANGED_SHARE || stuckIn(cut).length > 0;
  return {
    holds: alike === cut.values.length || (isNearly ? null : false),
    evidence: `${show(cut.min)} to ${show(cut.max)}`,
  };
}

/** Neither up nor down, however much it varies. */
export function isAimless(cut: Cut): Held {
  const strength = Math.abs(cut.line.correlation);
  return { holds: strength < RISES_FROM || (strength < AIMED_FROM ? null : false), evidence: courseOf(cut) };
}

/** What was found and moves nothing. */
const RESTING: ReadonlySet<KnownFinding['kind']> = new Set(['stuck', 'gap', 'attenuated', 'duplicate']);

export function isSteady(cut: Cut): Held {
  const disturbing = cut.window.findings.filter(
    ({ kind, at, until = at }) => !RESTING.has(kind) && at <= cut.end && until >= cut.start,
  );
  if (disturbing.length > 0) return { holds: false, evidence: showFindings(disturbing) };
  return { holds: Math.abs(cut.line.correlation) < MOVING_FROM, evidence: courseOf(cut) };
}
