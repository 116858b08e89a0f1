import type { KnownFinding } from '../context.ts';
import type { FindingClass } from '../statement/events.ts';
import type { Formula, StateName } from '../statement/formulas.ts';
import { type Cut, countIn } from './cut.ts';
import { GAP_INTERVALS, LEVEL_MAJORITY, SKEWED_FROM, SKEWED_NOT_UNDER } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { findingsOf, kindsOf, showFindings } from './findings.ts';
import { absent, type Outcome, outcome } from './outcome.ts';
import { sayUnseen, show } from './say.ts';
import { positionAfter, positionAt } from './window.ts';

interface Held {
  readonly holds: boolean | null;
  readonly evidence: string;
}

/** A state of a part: normal or not goes by the findings, completeness by gaps and nulls, shape by the skewness. */
export function judgeState({ state, of }: Formula & { is: 'state' }, on: Evaluator): readonly Outcome[] {
  // A time without readings can be unusual; readings of a value that none has are nothing at all.
  const cuts = on.cuts(of).filter((cut) => cut.positions.length > 0 || of.part !== 'where');
  if (cuts.length === 0) return [absent(state, 'the window has no such part')];
  return cuts.map((cut) => {
    const { holds, evidence } = inCut(state, cut, on);
    return outcome(holds, `${state}: ${cut.name}`, evidence, { natural: cut.natural });
  });
}

function inCut(state: StateName, cut: Cut, on: Evaluator): Held {
  switch (state) {
    case 'normal':
      return denied(found('any', cut, on));
    case 'unusual':
      return found('any', cut, on);
    case 'working':
      // That nothing was found speaks for it; what was found need not be the sensor's doing.
      return agreesOnly(denied(found('any', cut, on)), true);
    case 'faulty':
      return agreesOnly(found('any', cut, on), false);
    case 'stuck':
    case 'clipped':
      return found(state, cut, on);
    case 'missing data':
      return missing(cut, on);
    case 'complete':
      return denied(missing(cut, on));
    case 'zero': {
      const zeros = countIn(cut, (position) => on.window.values[position] === 0);
      return {
        holds: zeros > cut.values.length * LEVEL_MAJORITY,
        evidence: `${zeros} of ${cut.values.length} readings are 0`,
      };
    }
    case 'evenly spaced': {
      const { usualIntervalMs, longestGapMs } = on.window.statistics;
      return {
        holds: longestGapMs <= usualIntervalMs * GAP_INTERVALS,
        evidence: `usual interval ${show(usualIntervalMs / 1000)} s, longest ${show(longestGapMs / 1000)} s`,
      };
    }
    case 'within limits':
      return withinLimits(cut, on);
    case 'normally distributed':
      return distribution(cut, on);
    case 'vague':
      return { holds: null, evidence: 'nothing in the window decides it' };
    default:
      return skewness(state, cut.skewness);
  }
}

function denied({ holds, evidence }: Held): Held {
  return { holds: holds === null ? null : !holds, evidence };
}

/** A verdict that only one way can be told from the data. */
function agreesOnly({ holds, evidence }: Held, way: boolean): Held {
  return { holds: holds === way ? way : null, evidence };
}

/** Whether something of a class was found in a part; what could not have been seen is not denied. */
export function found(of: FindingClass, cut: Cut, { window }: Evaluator): Held {
  const findings = findingsOf(of, window.findings).filter(
    (finding) => cut.isWhole || isIn(finding, cut, window),
  );
  if (findings.length > 0) return { holds: true, evidence: showFindings(findings) };
  const unseen = kindsOf(of).filter((kind) => window.context.notJudged?.includes(kind) === true);
  return unseen.length > 0
    ? { holds: null, evidence: sayUnseen(unseen) }
    : { holds: false, evidence: 'nothing of that kind was found' };
}

/** What covers readings is in the parts that hold some of them; what covers none, a gap, in those that it lies in. */
function isIn({ at, until = at }: KnownFinding, cut: Cut, { times }: Evaluator['window']): boolean {
  const isInside = at <= cut.end && until >= cut.start;
  const coversSome = (of: Float64Array) => positionAt(of, at) < positionAfter(of, until);
  return isInside && (!coversSome(times) || coversSome(cut.times));
}

function missing(cut: Cut, on: Evaluator): Held {
  const gaps = found('missing', cut, on);
  const nulls = on.window.nullTimes.filter((ms) => ms >= cut.start && ms <= cut.end).length;
  const evidence = `${nulls} readings are null; gaps: ${gaps.evidence}`;
  if (nulls > 0 || cut.values.length === 0) return { holds: true, evidence };
  // A hole that was not found to be one leaves it open.
  const { usualIntervalMs, longestGapMs } = on.window.statistics;
  const isHole = gaps.holds === false && longestGapMs > usualIntervalMs * GAP_INTERVALS;
  return isHole
    ? { holds: null, evidence: `${evidence}, longest step ${show(longestGapMs / 1000)} s` }
    : { holds: gaps.holds, evidence };
}

/** Without limits of its own a series is within the normal ones as long as nothing unusual is found. */
function withinLimits(cut: Cut, on: Evaluator): Held {
  const { low, high } = on.window.context.limits ?? {};
  if (low === undefined && high === undefined) return denied(found('any', cut, on));
  const holds = (low === undefined || cut.min >= low) && (high === undefined || cut.max <= high);
  return {
    holds,
    evidence: `${show(cut.min)} to ${show(cut.max)}, limits ${low ?? 'none'} to ${high ?? 'none'}`,
  };
}

function skewness(state: 'skewed right' | 'skewed left' | 'skewed' | 'symmetric', actual: number): Held {
  const evidence = `skewness ${show(actual)}`;
  if (!Number.isFinite(actual)) return { holds: null, evidence };
  switch (state) {
    case 'skewed right':
      return { holds: actual >= SKEWED_NOT_UNDER, evidence };
    case 'skewed left':
      return { holds: actual <= -SKEWED_NOT_UNDER, evidence };
    case 'skewed':
      return { holds: Math.abs(actual) >= SKEWED_FROM, evidence };
    default:
      return { holds: Math.abs(actual) < SKEWED_FROM, evidence };
  }
}

/** Not to be decided, but where a lone value stands far out. */
function distribution(cut: Cut, on: Evaluator): Held {
  const lone = [found('spike', cut, on), found('dropout', cut, on)].find(({ holds }) => holds === true);
  return lone === undefined
    ? { holds: null, evidence: 'the shape of a distribution is not decided by a window' }
    : { holds: false, evidence: lone.evidence };
}
