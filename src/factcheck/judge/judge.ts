import type { ClaimVerdict } from '../claim.ts';
import type { CheckContext } from '../context.ts';
import { once } from '../once.ts';
import type { Formula, Reading, Statement } from '../statement.ts';
import { type Cut, wholeOf } from './cut.ts';
import { SPECIFIC_UNDER } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { happeningsOf } from './events.ts';
import { outcomesOf } from './formulas.ts';
import { nearReading } from './near.ts';
import { figuresOf } from './numbers.ts';
import { type Outcome, settle, undecided } from './outcome.ts';
import { cutsOf } from './parts.ts';
import { instantsOf } from './times.ts';
import { prepareWindow } from './window.ts';

/** A statement after it was held against the window. */
export interface Judgement {
  readonly verdict: ClaimVerdict;
  /** What it was held against, as a sentence with the figure and the part. */
  readonly evidence: string;
  /** The reading that decided it: "mean of the 18 readings from 14:02 to 14:19". */
  readonly reading: string;
  /** The readings that were needed, with what came of each, in the order of the statement. */
  readonly tried: readonly Outcome[];
}

/** Prepares a window once; what is asked of it is computed when it is first needed, and kept. */
export function evaluatorOf(context: CheckContext): Evaluator {
  const window = prepareWindow(context);
  const whole = once(() => wholeOf(window));
  const kept = new Map<string, readonly Cut[]>();
  const on: Evaluator = {
    window,
    get whole() {
      return whole();
    },
    notes: [],
    cuts(part) {
      const key = JSON.stringify(part);
      const known = kept.get(key) ?? cutsOf(part, on);
      kept.set(key, known);
      return known;
    },
    happenings: (event) => happeningsOf(event, on),
    instants: (time) => instantsOf(time, on),
    figures: (num, scale) => figuresOf(num, scale, on),
  };
  return on;
}

/**
 * Supported: the natural reading holds, or another that can't fit by chance. Refuted: every reading fails, and every word was
 * understood. Unverifiable: all else.
 */
export function judge(statement: Statement, on: Evaluator): Judgement {
  const doubt = doubted(statement.about ?? [], on);
  if (doubt !== undefined) return judgement('unverifiable', doubt, []);
  const tried: Outcome[] = [];
  let natural: Outcome | undefined;
  for (const reading of statement.readings) {
    const one = settle(outcomesOf(reading.formula, on));
    tried.push(one);
    if (natural === undefined && isNatural(reading, tried.length, one)) natural = one;
    if (natural === one && one.holds === true && isBelieved(one)) return judgement('supported', one, tried);
  }
  return amongOthers(statement, natural, tried, on);
}

/** The first reading is the natural one; where the window has nothing of its kind, the next that had to assume nothing. */
function isNatural({ assumes }: Reading, place: number, { isAbsent }: Outcome): boolean {
  return isAbsent !== true && (place === 1 || assumes.length === 0);
}

function amongOthers(
  { readings, unread }: Statement,
  natural: Outcome | undefined,
  tried: readonly Outcome[],
  on: Evaluator,
): Judgement {
  const [first] = tried;
  if (first === undefined) return judgement('unverifiable', undecided('nothing', 'nothing was read'), tried);
  const others = tried.filter((one) => one !== natural);
  const other = others.find(
    ({ holds, chance }) => holds === true && chance * Math.max(1, others.length) <= SPECIFIC_UNDER,
  );
  if (other !== undefined) return judgement('supported', other, tried);
  const open = tried.find(({ holds }) => holds !== false);
  if (open !== undefined || unread.length > 0) return judgement('unverifiable', open ?? first, tried);
  const near = nearReading(readings[0]?.formula, on);
  return near === undefined
    ? judgement('refuted', natural ?? first, tried)
    : judgement('unverifiable', near, [...tried, near]);
}

function judgement(
  verdict: ClaimVerdict,
  { reading, evidence }: Outcome,
  tried: readonly Outcome[],
): Judgement {
  return { verdict, evidence: `${reading}: ${evidence}`, reading, tried };
}

function isBelieved({ natural, chance }: Outcome): boolean {
  return natural || chance <= SPECIFIC_UNDER;
}

/** What a clause is said of, where that is not the series, or can't be told. */
function doubted(about: readonly Formula[], on: Evaluator): Outcome | undefined {
  return about.map((formula) => settle(outcomesOf(formula, on))).find(({ holds }) => holds !== true);
}
