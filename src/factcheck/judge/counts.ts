import type { FindingClass } from '../statement/events.ts';
import type { Counted } from '../statement/numbers.ts';
import { relates, testOf } from './conditions.ts';
import { type Cut, countIn } from './cut.ts';
import { GAP_INTERVALS, PEAK_SHARE } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { computed, type Figure } from './figure.ts';
import { coveredBy, findingsOf, showFindings } from './findings.ts';
import { rowsIn } from './rows.ts';
import { crossings } from './step-events.ts';

/** How many of something there are. */
export function countsOf(counted: Counted, on: Evaluator): readonly Figure[] {
  const part =
    counted.count === 'readings' || counted.count === 'distinct values' ? counted.of : counted.within;
  return on
    .cuts(part)
    .flatMap((cut) => inCut(counted, cut, on).map((one) => (cut.natural ? one : { ...one, natural: false })))
    .slice(0, 12);

  function inCut(what: Counted, cut: Cut, evaluator: Evaluator): readonly Figure[] {
    switch (what.count) {
      case 'readings':
        return readings(cut, evaluator);
      case 'findings':
        return findings(what.of, cut, evaluator);
      case 'gaps':
        return gaps(cut, evaluator);
      case 'nulls':
        return [computed(nullsIn(cut), `nulls in ${cut.name}`)];
      case 'missing readings':
        return missing(cut, evaluator);
      case 'distinct values':
        return [computed(cut.distinct, `distinct values of ${cut.name}`)];
      case 'crossings':
        return [
          computed(crossings(what.level, what.direction, cut, evaluator).length, `crossings in ${cut.name}`),
        ];
      case 'peaks':
      case 'valleys':
        return [computed(turns(cut, what.count), `${what.count} of ${cut.name}`)];
      case 'stretches': {
        const test = testOf(what.condition, evaluator);
        return test === undefined
          ? []
          : [computed(stretches(cut, test.holds), `stretches of ${cut.name} ${test.said}`)];
      }
      case 'stretch length':
      case 'run length':
      case 'steps in a row':
        return rowsIn(what, cut, evaluator);
      case 'steps':
        return stepsIn(what, cut, evaluator);
    }
  }
}

function sizeOf(step: number, direction: 'up' | 'down' | 'either'): number {
  if (direction === 'either') return Math.abs(step);
  return direction === 'up' ? step : -step;
}

function stepsIn(
  { direction, relation, to }: Counted & { count: 'steps' },
  { values, name }: Cut,
  on: Evaluator,
): readonly Figure[] {
  const [limit] = on.figures(to, 'difference');
  if (limit === undefined) return [];
  let steps = 0;
  for (let i = 1; i < values.length; i += 1)
    if (relates(computed(sizeOf((values[i] ?? 0) - (values[i - 1] ?? 0), direction), ''), relation, limit))
      steps += 1;
  return [computed(steps, `such steps in ${name}`)];
}

/** Rows are readings too, null or not: all of a window are counted with them and without. */
function readings(cut: Cut, { window }: Evaluator): readonly Figure[] {
  const n = cut.positions.length;
  const nulls = cut.isWhole ? window.nullTimes.length : 0;
  const said = `count of ${cut.name}`;
  return nulls === 0
    ? [computed(n, said)]
    : [computed(n + nulls, `${said}, nulls included`), computed(n, said)];
}

/** Findings, or the readings that they cover. */
function findings(of: FindingClass, cut: Cut, { window }: Evaluator): readonly Figure[] {
  const within = findingsOf(of, window.findings).filter(
    ({ at, until = at }) => at <= cut.end && until >= cut.start,
  );
  const isCovered = coveredBy(within, window.times);
  const covered = within.length === 0 ? 0 : countIn(cut, (position) => isCovered[position] === 1);
  const said = showFindings(within);
  const count = computed(within.length, `findings: ${said}`);
  return covered === within.length || covered === 0
    ? [count]
    : [count, computed(covered, `readings covered by ${said}`)];
}

/** Gaps that were found, or what is longer than usual: readings that come unevenly have no gaps. */
function gaps(cut: Cut, on: Evaluator): readonly Figure[] {
  const found = findings('gap', cut, on).slice(0, 1);
  const long = gapLengths(cut, on.window.intervalMs).length;
  return found[0]?.value === long ? found : [...found, computed(long, `long steps in ${cut.name}`)];
}

function nullsIn(cut: Cut): number {
  return cut.window.nullTimes.filter((ms) => ms >= cut.start && ms <= cut.end).length;
}

/** Times between neighbours of a window that are longer than usual, and lie in a cut. */
function gapLengths(cut: Cut, intervalMs: number): readonly number[] {
  const { times } = cut.window;
  const gaps: number[] = [];
  for (let i = 1; i < times.length; i += 1) {
    const [from, to] = [times[i - 1] ?? 0, times[i] ?? 0];
    if (to - from > intervalMs * GAP_INTERVALS && intervalMs > 0 && to >= cut.start && from <= cut.end)
      gaps.push(to - from);
  }
  return gaps;
}

/** Nulls, and what gaps have swallowed: each alone, or both. */
function missing(cut: Cut, { window }: Evaluator): readonly Figure[] {
  const nulls = nullsIn(cut);
  const lost = gapLengths(cut, window.intervalMs).reduce(
    (sum, ms) => sum + Math.round(ms / window.intervalMs) - 1,
    0,
  );
  // A null leaves a gap between the numbers beside it.
  const unread = Math.max(0, lost - nulls);
  const said = `${nulls} nulls and ${unread} readings lost in gaps`;
  return [...new Set([nulls + unread, nulls, unread])]
    .filter((count, index) => count > 0 || index === 0)
    .map((count) => computed(count, said));
}

function stretches({ positions }: Cut, holds: (position: number) => boolean): number {
  let [count, inside] = [0, false];
  for (let i = 0; i < positions.length; i += 1) {
    const here = holds(positions[i] ?? -1);
    if (here && !inside) count += 1;
    inside = here;
  }
  return count;
}

/** Turning points that stand out: the readings come back by a share of the spread before and after. */
function turns(cut: Cut, what: 'peaks' | 'valleys'): number {
  const sign = what === 'peaks' ? 1 : -1;
  const reach = (cut.max - cut.min) * PEAK_SHARE;
  let [count, climbing] = [0, true];
  let [high, low] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < cut.values.length; i += 1) {
    const value = (cut.values[i] ?? Number.NaN) * sign;
    if (climbing) {
      high = Math.max(high, value);
      if (high - value >= reach && reach > 0) [count, climbing, low] = [count + 1, false, value];
    } else {
      low = Math.min(low, value);
      if (value - low >= reach) [climbing, high] = [true, value];
    }
  }
  return count;
}
