import { expect, describe as group, test } from 'vitest';
import { checkContextOf, checkWithContext } from '../../src/ask/context-check.ts';
import { contextFactsOf, stateFacts, type WindowView } from '../../src/prompt/facts.ts';
import { plainSummary } from '../../src/prompt/summary.ts';
import { type Question, runWindow } from '../../src/run.ts';
import type { SeriesWindow } from '../../src/source/source.ts';
import {
  HOUR,
  MINUTE,
  memorySource,
  monitorOf,
  NOON,
  never,
  pipelineOf,
  sensor,
} from '../support/pipeline.ts';

const SERIES = 40;
const WINDOW = { start: NOON - 6 * HOUR, end: NOON };
const CAUSE = /points to the|Check first/g;
/** A full stop that ends a sentence, not one within a number. */
const sentencesOf = (text: string) => text.split(/(?<=\.) (?=[A-Z])/);

/** One run over forty series of a room; `at` is what a series gives in a minute of the window. */
async function run(at: (place: number, minute: number) => number | undefined) {
  const sensors = Array.from({ length: SERIES }, (_, place) =>
    sensor(`e.temperature{room=lab,sensor=s${String(place).padStart(2, '0')}}`, (minute) =>
      at(place, minute - WINDOW.start / MINUTE),
    ),
  );
  const source = memorySource('influx', (window) => sensors.map((one) => one(window)));
  const { pipeline, store } = pipelineOf([source]);
  const settings = { ask: 'on_finding', maxQuestions: 50, window: '6h', limits: { suspect: [10, 27] } };
  const report = await runWindow(monitorOf(settings), WINDOW, pipeline, never);
  const rows = await store.findResults({ latest: true, limit: 100 });
  await store.close();
  if (report.status !== 'done') throw new Error(`the run is ${report.status}`);
  return { questions: report.questions, rows };
}

const noise = (place: number, minute: number) => Math.round(10 * Math.sin(minute * 12.9898 + place)) / 50;

/** The sentences that our own check does not let stand, the advice aside. */
function unsupported(text: string, { view, series }: Pick<Question, 'view' | 'series'>): readonly string[] {
  const around = contextFactsOf(view, ' UTC').map((fact, index) => ({ id: `C${index + 1}`, ...fact }));
  const context = checkContextOf(view, series, stateFacts(view), 'hide');
  const told = sentencesOf(text).slice(0, -1).join(' ');
  return checkWithContext(told, context, around).sentences.flatMap(({ shown, start, end }) =>
    shown ? [] : [told.slice(start, end)],
  );
}

group('a run in which forty series show one cause', () => {
  const causes = [
    ['surroundings', (place: number, minute: number) => (minute >= 270 ? 30 : 20) + noise(place, minute)],
    [
      'connection',
      (place: number, minute: number) =>
        minute >= 200 && minute < 290 ? undefined : 20 + noise(place, minute),
    ],
  ] as const;

  test.each(causes)('is one question and one story: %s', async (origin, at) => {
    const { questions, rows } = await run(at);
    expect(rows.map((row) => row.origin)).toEqual(Array(SERIES).fill(origin));
    expect(questions).toHaveLength(1);
    for (const { summary } of rows) {
      const sentences = sentencesOf(summary);
      expect(sentences.length).toBeLessThanOrEqual(4);
      expect(sentences.at(-1)).toMatch(/^Check first /);
      expect(summary.match(CAUSE)).toEqual(['points to the', 'Check first']);
    }
    const [asked] = questions;
    if (asked === undefined) throw new Error('nobody is asked');
    expect(unsupported(plainSummary(asked.view), asked)).toEqual([]);
  });

  test('is two questions where one of them fell silent by itself, earlier, and shows nothing of it to its neighbours', async () => {
    const { questions } = await run((place, minute) =>
      place === 7 && minute >= 100 && minute < 180
        ? undefined
        : (place === 7 || minute < 270 ? 20 : 30) + noise(place, minute),
    );
    expect(questions).toHaveLength(2);
  });
});

/** Forty single readings of one window that stand out, and what the other series of the room did. */
async function spiked(others: 'stayed' | 'moved'): Promise<{ view: WindowView; series: SeriesWindow }> {
  const { questions } = await run((place, minute) => {
    const isSpike = minute >= 30 && minute % 8 === 0 && (place === 0 || others === 'moved');
    return 20 + noise(place, minute) + (isSpike ? 9 + minute / 360 : 0);
  });
  const found = questions.find(({ series }) => series.series.includes('s00')) ?? questions[0];
  if (found === undefined) throw new Error('nothing was found');
  return found;
}

group('a window with forty findings', () => {
  test.each(['stayed', 'moved'] as const)('is one story where the others %s', async (others) => {
    const one = await spiked(others);
    expect(one.view.findings.length).toBeGreaterThanOrEqual(SERIES);
    const summary = plainSummary(one.view);
    const sentences = sentencesOf(summary);
    expect(sentences).toHaveLength(4);
    expect(sentences[1]).toMatch(/^The temperature is out of range at /);
    expect(sentences[2]).toMatch(/^There are \d+ anomalies in the window\.$/);
    expect(sentences[3]).toMatch(/^Check /);
    expect(unsupported(summary, one)).toEqual([]);
  });

  test('still names its cause, once, where that is known', async () => {
    const { questions } = await run((place, minute) => (minute >= 270 ? 30 : 20) + noise(place, minute));
    const [asked] = questions;
    const [worst] = asked?.view.findings ?? [];
    if (asked === undefined || worst === undefined) throw new Error('nothing was found');
    const lesser = Array.from({ length: SERIES }, () => ({ ...worst, flag: 3 as const, score: 0.1 }));
    const view = { ...asked.view, findings: [worst, ...lesser] };
    const sentences = sentencesOf(plainSummary(view));
    expect(sentences.slice(1)).toEqual([
      'All 6 other series moved at that time as well, which points to the surroundings and not to the sensor.',
      'There are 41 anomalies in the window.',
      'Check first what happened around the sensors at that time.',
    ]);
    expect(unsupported(plainSummary(view), { ...asked, view })).toEqual([]);
  });
});
