import type { Event } from '../statement/events.ts';
import type { Formula } from '../statement/formulas.ts';
import type { Amount } from '../statement/literals.ts';
import type { Counted, Num } from '../statement/numbers.ts';
import type { Condition, Part, Relation } from '../statement/parts.ts';
import { chanceOfAmount, fitsAmount } from './amounts.ts';
import { compareNumbers } from './compare.ts';
import { relates, strictTest, type Test, testOf } from './conditions.ts';
import { countsOf } from './counts.ts';
import { type Cut, countIn } from './cut.ts';
import type { Evaluator } from './evaluator.ts';
import { agree, agreement, computed } from './figure.ts';
import { kindsOf } from './findings.ts';
import { judgeCourse, judgePace } from './moves/course.ts';
import { movesBetween } from './moves/passage.ts';
import { judgeToldMove } from './moves/told.ts';
import { judgeTrend } from './moves/trend.ts';
import { absent, type Outcome, outcome, settle, undecided } from './outcome.ts';
import { show } from './say.ts';
import { scaleOf } from './scale.ts';
import { judgeSeries } from './series.ts';
import { judgeState } from './state.ts';
import { isEarlier, sameTime, spans } from './times-judged.ts';
import { hasValue, isLevel, isRange } from './values-judged.ts';

/** Whether a formula holds, once for each way to draw its parts, the most natural first. */
export function outcomesOf(formula: Formula, on: Evaluator): readonly Outcome[] {
  switch (formula.is) {
    case 'compare':
      return compareNumbers(formula.left, formula.relation, formula.right, on);
    case 'has value':
      return forCuts(formula.of, on, (cut) => hasValue(formula.quantity, cut, on));
    case 'moves':
      return forCuts(formula.of, on, (cut) => movesBetween(formula, cut, on));
    case 'level':
      return forCuts(formula.of, on, (cut) => isLevel(formula.quantity, cut, on));
    case 'range':
      return forCuts(formula.of, on, (cut) => isRange(formula, cut, on));
    case 'expected':
      return isExpected(formula.low, formula.high, on);
    case 'quantified':
      return quantified(formula.amount, formula.of, formula.condition, on);
    case 'count':
      return counted(formula.counted, formula.relation, formula.amount, on);
    case 'same time':
      return [sameTime(formula.a, formula.b, on)];
    case 'earlier':
      return [isEarlier(formula.a, formula.b, on)];
    case 'spans':
      return spans(formula.of, formula.from, formula.to, on);
    case 'holds during':
      return quantified({ amount: 'all' }, formula.part, formula.condition, on);
    case 'trend':
      return judgeTrend(formula, on);
    case 'told move':
      return judgeToldMove(formula, on);
    case 'course':
      return forCuts(formula.of, on, (cut) => judgeCourse(formula, cut));
    case 'pace':
      return forCuts(formula.of, on, (cut) => judgePace(formula, cut));
    case 'returns':
      return [returns(formula.to, formula.after, on)];
    case 'state':
      return judgeState(formula, on);
    case 'series':
    case 'quantity':
      return [judgeSeries(formula, on.window)];
    case 'cause':
      return [undecided('a cause', 'why it happened is not in the data')];
    case 'not': {
      const { holds: stated, ...inner } = settle(outcomesOf(formula.formula, on));
      const holds = inner.isMismatch === true ? null : stated;
      return [
        { ...inner, holds: holds === null ? null : !holds, chance: 1, reading: `not ${inner.reading}` },
      ];
    }
    case 'and':
    case 'or':
      return [joined(formula.formulas, formula.is, on)];
    case 'impossible':
      return [outcome(false, formula.what, 'there is no such thing')];
    case 'beyond':
      return [undecided(formula.what, 'no figure of the window decides it')];
  }
}

function forCuts(part: Part, on: Evaluator, judge: (cut: Cut) => Outcome): readonly Outcome[] {
  const held = on.cuts(part).filter(({ positions }) => positions.length > 0);
  return held.length === 0
    ? [absent('a part of the window', 'the window has no such part')]
    : held.map(judge);
}

function joined(formulas: readonly Formula[], is: 'and' | 'or', on: Evaluator): Outcome {
  const all = formulas.map((formula) => settle(outcomesOf(formula, on)));
  const decisive = all.find(({ holds }) => holds === (is === 'or'));
  const open = all.find(({ holds }) => holds === null);
  const telling = decisive ?? open ?? all[0];
  if (telling === undefined) return undecided('nothing', 'nothing is stated');
  const holds = decisive !== undefined ? is === 'or' : open !== undefined ? null : is === 'and';
  return {
    ...telling,
    holds,
    natural: holds === true && is === 'or' ? telling.natural : all.every(({ natural }) => natural),
    // All of them fit by accident together, or any one of them does.
    chance:
      is === 'and'
        ? all.reduce((product, { chance }) => product * chance, 1)
        : Math.min(
            1,
            all.reduce((sum, { chance }) => sum + chance, 0),
          ),
    reading: all.map(({ reading }) => reading).join(` ${is} `),
    evidence: decisive?.evidence ?? all.map(({ evidence }) => evidence).join('; '),
  };
}

/** Whether a finding came with this expectation. */
function isExpected(low: Num, high: Num, on: Evaluator): readonly Outcome[] {
  const [from, to] = [on.figures(low, 'reading')[0], on.figures(high, 'reading')[0]];
  const known = on.window.findings.flatMap(({ expected }) => (expected === undefined ? [] : [expected]));
  if (from === undefined || to === undefined || known.length === 0)
    return [undecided('what was expected', 'no expectation is known')];
  const holds = known.some(([a, b]) => agree(computed(a, ''), from) && agree(computed(b, ''), to));
  return [outcome(holds, 'what was expected', known.map(([a, b]) => `${show(a)} to ${show(b)}`).join(', '))];
}

function quantified(amount: Amount, of: Part, condition: Condition, on: Evaluator): readonly Outcome[] {
  const test = testOf(condition, on);
  if (test === undefined) return [undecided('some readings', 'what they are held against is not known')];
  const cuts = on.cuts(of);
  if (cuts.length === 0) return [absent(`readings ${test.said}`, 'the window has no such part')];
  const strict = strictTest(condition, on);
  const tests = strict === undefined ? [test] : [test, strict];
  return tests.flatMap((one) => cuts.map((cut) => inCut(one, cut)));

  function inCut({ holds, said }: Test, cut: Cut): Outcome {
    const nulls =
      condition.if === 'null'
        ? on.window.nullTimes.filter((ms) => ms >= cut.start && ms <= cut.end).length
        : 0;
    const count = nulls + countIn(cut, holds);
    const all = cut.values.length + nulls;
    return outcome(
      fitsAmount(amount, count, all),
      `readings of ${cut.name} ${said}`,
      `${count} of ${all} are`,
      {
        natural: cut.natural && holds === test?.holds,
        chance: chanceOfAmount(amount, all),
      },
    );
  }
}

function counted(what: Counted, relation: Relation, amount: Amount, on: Evaluator): readonly Outcome[] {
  const counts = countsOf(what, on);
  if (counts.length === 0) return [absent('a count')];
  const all = on.whole.values.length;
  return counts.map((count) => {
    const holds =
      amount.amount === 'number' && relation !== 'equal'
        ? relates(count, relation, { ...count, value: amount.quantity.value })
        : fitsAmount(amount, count.value, all) === (relation !== 'not equal');
    const chance = chanceOfAmount(amount, all);
    return outcome(isUnseen(what, count.value, holds, on) ? null : holds, count.said, show(count.value), {
      natural: count.natural,
      chance,
    });
  });
}

/** "no drift" holds for nothing found, but not where none could have been seen. */
function isUnseen(what: Counted, count: number, holds: boolean, { window }: Evaluator): boolean {
  if (what.count !== 'findings' || count > 0 || !holds) return false;
  return kindsOf(what.of).some((kind) => window.context.notJudged?.includes(kind) === true);
}

/** After an event the readings are again where they were before it, or at the level named. */
function returns(to: Num | null, after: Event | null, on: Evaluator): Outcome {
  const event = after ?? { event: 'finding', of: 'any', k: null };
  const [what] = on.happenings(event);
  if (what === undefined) return absent('a return', 'there is nothing that it could come back from');
  const [before, later] = [
    on.cuts({ part: 'before', time: { time: 'start', of: event } })[0],
    on.cuts({ part: 'after', time: { time: 'end', of: event } })[0],
  ];
  if (later === undefined || later.values.length === 0)
    return absent(`after ${what.name}`, 'no reading follows');
  const target = to === null ? undefined : on.figures(to, scaleOf(to) ?? 'reading')[0];
  if (to !== null) {
    const holds = target !== undefined && later.values.some(agreement(target));
    return outcome(
      target === undefined ? null : holds,
      `after ${what.name}`,
      `${show(later.min)} to ${show(later.max)}`,
    );
  }
  if (before === undefined || before.values.length === 0)
    return absent(`after ${what.name}`, 'no reading comes before it');
  const slack = Math.max(before.max - before.min, on.whole.mad);
  const isBack = later.values.some((value) => value >= before.min - slack && value <= before.max + slack);
  const evidence = `${show(later.values[0] ?? Number.NaN)} after it, before it ${show(before.min)} to ${show(before.max)}`;
  return outcome(isBack, `after ${what.name}`, evidence);
}
