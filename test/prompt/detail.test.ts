import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contextOf } from '../../src/facts/context.ts';
import { detailFor, parametersIn } from '../../src/prompt/detail.ts';
import { stateContext, stateFacts, type WindowView } from '../../src/prompt/facts.ts';
import { estimateTokens, renderPrompt } from '../../src/prompt/render.ts';
import { parseTemplate } from '../../src/prompt/template.ts';
import { NO_NOTES } from '../../src/source/source.ts';
import { describe } from '../../src/statistics/describe.ts';
import { finding, MINUTE, START, viewOf } from './support.ts';

test.each([
  ['qwen2.5:7b-instruct', 7],
  ['ai/smollm2', null],
  ['SmolLM2-135M-Instruct-Q4_K_M.gguf', 0.135],
  ['Qwen2.5-Coder-0.5B', 0.5],
  ['mixtral:8x7b', 56],
  ['llama-3.2-3B', 3],
  ['gpt-4', null],
])('the name %s implies %s billion parameters', (name, billions) => {
  expect(parametersIn(name)).toBe(billions);
});

test('a model of three billion parameters is given all that is known, one of less and one of unknown size the findings', () => {
  expect(detailFor('auto', 'any', 3)).toBe('full');
  expect(detailFor('auto', 'any:7b', 2.9)).toBe('brief');
  expect(detailFor('auto', 'any:7b', null)).toBe('full');
  expect(detailFor('auto', 'any', null)).toBe('brief');
  expect(detailFor('full', 'any', 0.1)).toBe('full');
  expect(detailFor('brief', 'any:70b', 70)).toBe('brief');
});

const HOUR = 3_600_000;

/** A window of so many minutes with five findings, six relatives and a past. */
function crowded(minutes: number): WindowView {
  const wave = (row: number) => 21 + Math.round(30 * Math.sin(row / 9)) / 100;
  const values = Array.from({ length: minutes }, (_, row) => (row >= minutes - 20 ? 25 : wave(row)));
  const times = Float64Array.from(values, (_, row) => START + row * MINUTE);
  const relatives = ['b', 'c', 'd', 'e', 'f', 'g'].map((sensor) => ({
    ...{ series: `climate.temperature{room=office,sensor=${sensor}}`, times, notes: NO_NOTES },
    values: Float64Array.from(values, (_, row) => wave(row)),
  }));
  const own = {
    series: 'climate.temperature{room=office,sensor=a}',
    times,
    values: Float64Array.from(values),
    notes: NO_NOTES,
    relatives,
  };
  const shift = { start: times.at(-20) ?? 0, end: times.at(-1) ?? 0, points: 20, observed: 25 };
  const findings = Array.from({ length: 5 }, () => finding('level shift', shift));
  const day = 24 * HOUR;
  const episodes = [4, 3, 2].map((back) => ({
    kind: 'level shift',
    start: shift.start - back * day - 5 * HOUR,
    end: shift.start - back * day,
  }));
  const past = {
    ...{ series: own.series, firstEnd: START - 25 * day, asHigh: null, asLow: null, episodes },
    usual: { low: 20.7, high: 21.3, windows: 4, of: 'weekday' as const },
  };
  const context = contextOf(findings, own, past, () => null);
  return viewOf(values, {
    series: own.series,
    findings,
    verdict: 'anomalous',
    statistics: describe(times, own.values),
    context,
  });
}

test('the full prompt says what is around a finding, in under 1,500 tokens however long the window is', () => {
  const template = parseTemplate(
    readFileSync(new URL('../../config/prompts/full.md', import.meta.url), 'utf8'),
    'full.md',
  );
  const sizes = [120, 6000].map((minutes) => {
    const view = crowded(minutes);
    const facts = stateFacts(view);
    const messages = renderPrompt(template, view, [...stateContext(view, facts.length), ...facts]);
    expect(messages.at(-1)?.content).toMatch(
      /All 6 other series stayed as usual from (\S+ )?\d\d:40 to (\S+ )?\d\d:59\./,
    );
    expect(messages.at(-1)?.content).toContain('It is the fourth of its kind in 7 days');
    expect(messages[0]?.role).toBe('system');
    return estimateTokens(messages);
  });
  expect(Math.max(...sizes)).toBeLessThan(1500);
  expect(Math.max(...sizes) / Math.min(...sizes)).toBeLessThan(1.1);
});
