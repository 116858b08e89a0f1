/**
 * The examples of docs/context.md, each with a plot: `node .build/bench/origin/examples.js ../shared/data docs` writes the plots and prints
 * the texts. Faults put into the office's first half and into simulated rooms; the pasts are made up.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_JUDGED } from '../../src/detect/power/power.ts';
import { findingOf } from '../../src/eval/known-fault.ts';
import { contextOf } from '../../src/facts/context.ts';
import type { SeriesPast } from '../../src/facts/past.ts';
import type { FaultKind } from '../../src/inject/fault-kinds.ts';
import { injectFault } from '../../src/inject/inject.ts';
import type { WindowView } from '../../src/prompt/facts.ts';
import { plainSummary } from '../../src/prompt/summary.ts';
import type { SeriesWindow } from '../../src/source/source.ts';
import { describe } from '../../src/statistics/describe.ts';
import { type Group, readGroups } from './groups.ts';
import { Past, relativesOf } from './past.ts';
import { plotOf } from './plot.ts';

const ROWS = 360;
const DAY = 86_400_000;

interface Example {
  readonly group: 'occupancy' | 'simulated rooms';
  readonly own: number;
  readonly kind: FaultKind;
  readonly inAll: boolean;
  readonly from: number;
  readonly seed: number;
  /** Days ago at which the same was found before, and what people said of it. */
  readonly earlier: readonly (readonly [days: number, judgement: 'right' | 'wrong' | null])[];
}

const EXAMPLES: readonly Example[] = [
  ...(
    [
      [
        'level shift',
        false,
        2500,
        1,
        0,
        [
          [2, 'wrong'],
          [5, 'wrong'],
        ],
      ],
      ['level shift', true, 2500, 1, 0, []],
      ['drift', false, 2100, 3, 3, [[3, null]]],
      ['gap', true, 2700, 5, 0, []],
      ['gap', false, 2700, 5, 1, [[1, 'right']]],
    ] as const
  ).map(([kind, inAll, from, seed, own, earlier]) => ({
    ...{ group: 'occupancy' as const, kind, inAll, from, seed, own, earlier },
  })),
  ...(
    [
      ['stuck', false, 2000, 7, 0, [[2, 'right']]],
      ['ramp', true, 2000, 9, 1, []],
      [
        'spike',
        false,
        2200,
        11,
        0,
        [
          [1, 'wrong'],
          [2, 'wrong'],
          [4, 'right'],
        ],
      ],
      ['noise burst', false, 2300, 13, 2, []],
      ['ramp', false, 2400, 15, 0, []],
    ] as const
  ).map(([kind, inAll, from, seed, own, earlier]) => ({
    ...{ group: 'simulated rooms' as const, kind, inAll, from, seed, own, earlier },
  })),
];

function pastOf(series: string, kind: string, start: number, earlier: Example['earlier']): SeriesPast {
  const at = (days: number): number => start - days * DAY - 5 * 3_600_000;
  return {
    ...{ series, firstEnd: start - 29 * DAY, asHigh: null, asLow: null, usual: null },
    episodes: earlier
      .map(([days]) => ({ kind, start: at(days), end: at(days) + 3_600_000 }))
      .toSorted((a, b) => a.start - b.start),
    opinions: earlier.flatMap(([days, judgement]) =>
      judgement === null ? [] : [{ kind, start: at(days), judgement }],
    ),
  };
}

function tell(group: Group, one: Example, number: number, docs: string): string {
  const { own, kind, inAll, from, seed, earlier } = one;
  const past = new Past(group.series);
  past.learnUntil(from);
  const cut = group.series.map((each) => ({
    ...each,
    times: each.times.slice(from, from + ROWS),
    values: each.values.slice(from, from + ROWS),
  }));
  const faulty = cut.map((each, index): SeriesWindow => {
    const injected =
      inAll || index === own ? injectFault(kind, 'strong', each.times, each.values, seed) : null;
    return injected === null ? each : { ...each, times: injected.times, values: injected.values };
  });
  const [clean, mine] = [cut[own], faulty[own]];
  const truth = clean && injectFault(kind, 'strong', clean.times, clean.values, seed)?.truth;
  if (clean === undefined || mine === undefined || truth === undefined)
    throw new Error(`no example ${number}`);
  const { series, times, values } = mine;
  const finding = findingOf({ truth, clean: describe(clean.times, clean.values), times, values });
  const relatives = relativesOf(faulty, own);
  const window = { start: clean.times[0] ?? 0, end: (clean.times.at(-1) ?? 0) + 60_000 };
  const view: WindowView = {
    ...{ monitor: 'm', series, unit: '', window, statistics: describe(times, values), findings: [finding] },
    ...{ verdict: 'anomalous', judged: ALL_JUDGED, limits: {} },
  };
  const before = pastOf(series, finding.kind, finding.start, earlier);
  const context = contextOf([finding], { ...mine, relatives }, before, past.of(own, null));
  const picture = `pictures/context-${number}.svg`;
  writeFileSync(join(docs, picture), plotOf(mine, relatives, finding, window));
  const what = `${kind} put into ${inAll ? 'all series' : series}`;
  return `${number}. ![${what}](${picture})\n   - before: ${plainSummary(view)}\n   - after: ${plainSummary({ ...view, context })}\n`;
}

const [, , data = '../shared/data', docs = 'docs'] = process.argv;
const groups = readGroups(data).filter(({ part }) => part === 'dev');
EXAMPLES.forEach((one, index) => {
  const group = groups.find(({ name }) => name === one.group);
  if (group !== undefined) console.log(tell(group, one, index + 1, docs));
});
