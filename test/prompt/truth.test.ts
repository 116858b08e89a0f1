import { expect, test } from 'vitest';
import { ALL_JUDGED } from '../../src/detect/power/power.ts';
import { makeCases } from '../../src/eval/cases.ts';
import { knownFindings } from '../../src/factcheck/context.ts';
import { checkText } from '../../src/factcheck/factcheck.ts';
import { namesFinding } from '../../src/factcheck/show/worth.ts';
import { stateFacts, type WindowView } from '../../src/prompt/facts.ts';
import { plainSummary } from '../../src/prompt/summary.ts';
import { describe } from '../../src/statistics/describe.ts';
import { calmDay } from '../eval/support.ts';

const noisy = (series: string, level: number, size: number) => {
  const day = calmDay(series);
  // Steps that look random, and are the same every time.
  const values = day.values.map((value, row) => level + size * (value - 21 + ((row * 7919) % 101) / 250));
  return { ...day, values };
};
const recordings = [calmDay(), noisy('office.co2', 600, 80), noisy('cellar.humidity{box=1}', 45, 3)];
const units = ['°C', 'ppm', '%'];

test.each(makeCases(recordings, 72, 60).map((one, index) => ({ ...one, unit: units[index % 3] ?? '' })))(
  'what code writes of a window with $fault ($unit) survives the check of claims and names the fault',
  ({ series, window, findings, unit }) => {
    const outOfRange = findings.find(({ kind }) => kind === 'out of range')?.expected ?? undefined;
    const view: WindowView = {
      ...{ monitor: 'm', series: series.series, unit, window, findings },
      statistics: describe(series.times, series.values),
      verdict: findings.length > 0 ? 'anomalous' : 'normal',
      judged: ALL_JUDGED,
      limits: { suspect: outOfRange },
    };
    const limits = outOfRange === undefined ? {} : { low: outOfRange[0], high: outOfRange[1] };
    const facts = stateFacts(view);
    const context = { ...series, unit, window, truth: knownFindings(findings), limits, facts };
    for (const text of [plainSummary(view), ...facts.map((fact) => fact.text)]) {
      // What to check is advice and no claim.
      const left = checkText(text, context).sentences.filter(
        ({ shown, start }) => !shown && !text.startsWith('Check ', start),
      );
      expect(left.map(({ reason }) => `${reason} in: ${text}`)).toEqual([]);
    }
    for (const finding of findings) expect(namesFinding(plainSummary(view), finding, view)).toBe(true);
  },
);
