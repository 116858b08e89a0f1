import type { ClaimVerdict } from '../claim.ts';
import type { CheckContext } from '../context.ts';
import { once } from '../once.ts';
import type { Formula, Statement } from '../statement.ts';
import { type Cut, wholeOf } from './cut.ts';
import { SPECIFIC_UNDER } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { happeningsOf } from './events.ts';
import { outcomesOf } from './formulas.ts';
import { figuresOf } from './numbers.ts';
import { type Outcome, settle } from './outcome.ts';
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
  /** Every reading with what came of it, in the order of the statement, for `--explain`. */
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
  const tried = statement.readings.map(({ formula }) => settle(outcomesOf(formula, on)));
  const [natural] = tried;
  if (natural === undefined)
    return { verdict: 'unverifiable', evidence: 'nothing was read', reading: '', tried };
  const others = tried.slice(1);
  const verdict = (decided: ClaimVerdict, { reading, evidence }: Outcome): Judgement => ({
    verdict: decided,
    evidence: `${reading}: ${evidence}`,
    reading,
    tried,
  });
  const doubt = doubted(statement.about ?? [], on);
  if (doubt !== undefined) return verdict('unverifiable', doubt);
  if (natural.holds === true && isBelieved(natural, 1)) return verdict('supported', natural);
  const other = others.find((one) => one.holds === true && one.chance * others.length <= SPECIFIC_UNDER);
  if (other !== undefined) return verdict('supported', other);
  const allFail = tried.every(({ holds }) => holds === false);
  if (allFail && statement.unread.length === 0) return verdict('refuted', natural);
  const open = tried.find(({ holds }) => holds !== false) ?? natural;
  return verdict('unverifiable', open);
}

function isBelieved({ natural, chance }: Outcome, readings: number): boolean {
  return natural || chance * readings <= SPECIFIC_UNDER;
}

/** What a clause is said of, where that is not the series, or can't be told. */
function doubted(about: readonly Formula[], on: Evaluator): Outcome | undefined {
  return about.map((formula) => settle(outcomesOf(formula, on))).find(({ holds }) => holds !== true);
}
