import type { ClaimVerdict } from '../claim.ts';
import type { CheckContext } from '../context.ts';
import { once } from '../once.ts';
import type { Formula } from '../statement/formulas.ts';
import type { Reading, Statement } from '../statement/text.ts';
import { mayAccuse } from './accuse.ts';
import { isBesideUnplacedTime } from './beside.ts';
import { counterOf } from './census/census.ts';
import { toldIn } from './census/told.ts';
import { wholeOf } from './cut.ts';
import { NEAR_UNDER, SPECIFIC_UNDER } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { happeningsOf } from './events.ts';
import { outcomesOf } from './formulas.ts';
import { isOfTime } from './named.ts';
import { nearReading } from './near.ts';
import { figuresOf } from './numbers.ts';
import { type Outcome, settle, undecided } from './outcome.ts';
import { cutsOf } from './parts.ts';
import { sayJudged, sayNoFigure } from './say.ts';
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

/**
 * Prepares a window once; what is asked of it is computed when it is first needed, and kept. `statements` are those of the text, whose parts
 * and times each of them may speak of.
 */
export function evaluatorOf(context: CheckContext, statements: readonly Statement[] = []): Evaluator {
  const window = prepareWindow(context);
  const whole = once(() => wholeOf(window));
  const on: Evaluator = {
    window,
    get whole() {
      return whole();
    },
    notes: [],
    cuts: kept((part) => cutsOf(part, on)),
    happenings: kept((event) => happeningsOf(event, on)),
    instants: kept((time) => instantsOf(time, on)),
    figures: (num, scale) => figuresOf(num, scale, on),
    isNoFigure: (statement) => isNoFigure(statement),
  };
  const isNoFigure = counterOf(() => toldIn(statements), on);
  return on;
}

/**
 * Supported: the natural reading holds, or another that can't fit by chance. Refuted: every reading fails, and every word was
 * understood; or the number is no figure of the window, whatever it is said of. Unverifiable: all else. `beside` are the statements of the
 * same sentence, those of the same clause among them.
 */
export function judge(
  statement: Statement,
  on: Evaluator,
  beside: readonly Statement[] = [],
  inClause: readonly Statement[] = [],
): Judgement {
  const doubt = doubted(statement.about ?? [], on);
  if (doubt !== undefined) return judgement('unverifiable', doubt, []);
  const { readings } = statement;
  const outcomes = readings.map(({ formula }) => once(() => settle(outcomesOf(formula, on))));
  const natural = naturalOf(readings, outcomes);
  if (natural?.holds === true && isBelieved(statement, natural, beside, on))
    return judgement('supported', natural, [natural]);
  const tried = outcomes.map((outcome) => outcome());
  const [first] = tried;
  if (first === undefined) return judgement('unverifiable', undecided('nothing', 'nothing was read'), tried);
  const others = tried.filter((one) => one !== natural);
  const other = others.find(
    ({ holds, chance }) => holds === true && chance * Math.max(1, others.length) <= SPECIFIC_UNDER,
  );
  if (other !== undefined) return judgement('supported', other, tried);
  const open = openQuestion(statement, natural, tried, inClause, on);
  if (open === undefined) return judgement('refuted', natural ?? first, tried);
  const isOpen = tried.some(({ holds }) => holds === true) || mentions(readings, isUnknown);
  if (isOpen || !on.isNoFigure(statement))
    return judgement('unverifiable', open, tried.includes(open) ? tried : [...tried, open]);
  const held = natural ?? first;
  return judgement('refuted', { ...held, evidence: sayNoFigure(held.evidence) }, tried);
}

/** What keeps a claim from being called false though none of its readings is known to hold. */
function openQuestion(
  statement: Statement,
  natural: Outcome | undefined,
  tried: readonly Outcome[],
  inClause: readonly Statement[],
  on: Evaluator,
): Outcome | undefined {
  const { readings, unread } = statement;
  const first = natural ?? tried[0];
  // What an assumed reading names and the window has not was no admissible reading of the words.
  const open =
    natural === undefined
      ? tried[0]
      : tried.find(({ holds, isAbsent }) => holds !== false && isAbsent !== true);
  if (open !== undefined || unread.length > 0) return open ?? tried[0];
  if (!mayAccuse(statement, on) || isBesideUnplacedTime(statement, inClause, on)) return first;
  const isCertain = readings.every(({ assumes }) => assumes.length === 0);
  return nearReading(readings[0]?.formula, isCertain, on);
}

/** Evaluates each expression once: readings of a claim, and claims of a text, name the same parts again and again. */
function kept<Of extends object, To>(evaluate: (of: Of) => To): (of: Of) => To {
  const known = new Map<string, To>();
  // Mostly the very same expression is asked for again, which spares writing it out.
  const same = new WeakMap<Of, To>();
  return (of) => {
    const before = same.get(of);
    if (before !== undefined) return before;
    const key = JSON.stringify(of);
    const found = known.get(key) ?? evaluate(of);
    known.set(key, found);
    same.set(of, found);
    return found;
  };
}

/** The first that had to assume nothing, of those that the window has; where all had to, the first of these. */
function naturalOf(readings: readonly Reading[], outcomes: readonly (() => Outcome)[]): Outcome | undefined {
  const plain = outcomes.filter((_, at) => readings[at]?.assumes.length === 0);
  const of = plain.length > 0 ? plain : outcomes;
  return of.map((outcome) => outcome()).find(({ isAbsent }) => isAbsent !== true);
}

function judgement(
  verdict: ClaimVerdict,
  { reading, evidence }: Outcome,
  tried: readonly Outcome[],
): Judgement {
  return { verdict, evidence: sayJudged(reading, evidence), reading, tried };
}

/**
 * Whether what holds is what was said: that some reading has a value says little where it does not stand out, and nothing where the words
 * that gave it a part to play were not understood.
 */
function isBelieved(
  statement: Statement,
  { natural, chance }: Outcome,
  beside: readonly Statement[],
  on: Evaluator,
): boolean {
  if (fitsAnything(statement, chance)) return false;
  if (natural) return true;
  const isBare = statement.readings[0]?.formula.is === 'has value';
  if (isBare && statement.unread.length > 0) return false;
  return chance <= SPECIFIC_UNDER || isOfTime(statement, beside, on);
}

/**
 * When something happened: a time that any of many readings would have fitted, or that merely comes before or after another, proves nothing
 * where the reader could not tell what happened then, or where words were left over.
 */
function fitsAnything({ kind, readings, unread }: Statement, chance: number): boolean {
  const natural = readings[0]?.formula;
  if (kind !== 'time' || natural === undefined || chance <= NEAR_UNDER) return false;
  if (unread.length > 0) return mentions(natural, isOfMany) || mentions(natural, isAround);
  return readings.some(({ formula }) => formula.is === 'beyond') && mentions(natural, isOfMany);
}

/** Any reading that meets a condition, an order. */
function isOfMany(node: object): boolean {
  if ('is' in node) return node.is === 'earlier';
  return 'time' in node && node.time === 'of reading' && 'k' in node && node.k === null;
}

/** Readings that only the text has a name for: a figure of theirs may be any. */
function isUnknown(node: object): boolean {
  return 'part' in node && node.part === 'unknown';
}

/** What is near a moment. */
function isAround(node: object): boolean {
  return 'part' in node && node.part === 'around';
}

function mentions(node: unknown, test: (node: object) => boolean): boolean {
  if (typeof node !== 'object' || node === null) return false;
  return test(node) || Object.values(node).some((inner) => mentions(inner, test));
}

/** What a clause is said of, where that is not the series, or can't be told. */
function doubted(about: readonly Formula[], on: Evaluator): Outcome | undefined {
  return about.map((formula) => settle(outcomesOf(formula, on))).find(({ holds }) => holds !== true);
}
