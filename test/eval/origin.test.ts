import { afterEach, expect, describe as group, test } from 'vitest';
import { readPrompts } from '../../src/ask/prompt-file.ts';
import { configSchema } from '../../src/config/schema.ts';
import { makeCases } from '../../src/eval/cases.ts';
import { type CaseOutcome, examine } from '../../src/eval/evaluate.ts';
import { originsNamed } from '../../src/eval/origin.ts';
import { score } from '../../src/eval/score.ts';
import { formatTable } from '../../src/eval/table.ts';
import { createOpenAiModel } from '../../src/model/openai.ts';
import type { SeriesWindow } from '../../src/source/source.ts';
import type { RawServer } from '../support/raw-server.ts';
import { type Script, startScriptedModel } from '../support/scripted-model.ts';
import { calmDay } from './support.ts';

/** Four sensors of one room, each with a tremble of its own. */
const room = ['a', 'b', 'c', 'd'].map((sensor, place): SeriesWindow => {
  const day = calmDay(`environment.temperature{room=office,sensor=${sensor}}`);
  const values = day.values.map(
    (value, row) => value + Math.round(10 * Math.sin(row * 12.9898 + place)) / 50,
  );
  return { ...day, values };
});
const cases = makeCases(room, 96, 120);
const KNOWN = cases.filter(({ origin }) => origin !== null).length;
let server: RawServer | undefined;

afterEach(async () => {
  await server?.close();
});

/** What a scripted model of seven billion parameters makes of the cases, over the wire. */
async function examined(script: Script): Promise<readonly CaseOutcome[]> {
  server = await startScriptedModel('scripted-7b', script);
  const { model: settings } = configSchema.parse({
    sources: { file: { kind: 'csv', path: 'a.csv' } },
    monitors: [{ name: 'm', cron: '0 * * * *', source: 'file', query: { measurement: 'a', fields: ['b'] } }],
    model: { url: `${server.url}/v1`, name: 'scripted-7b' },
  });
  const model = createOpenAiModel({ ...settings, url: `${server.url}/v1` }, { clock: () => 0 });
  const template = readPrompts('explain').full;
  const examinee = {
    model,
    template,
    role: 'explain',
    detail: 'full',
    maxTokens: 300,
    repair: false,
  } as const;
  const outcomes: CaseOutcome[] = [];
  for (const one of cases) {
    outcomes.push(await examine(one, '°C', examinee, new AbortController().signal));
  }
  await model.close();
  return outcomes;
}

test('the same kinds are put into one series and into all, and what lies where is known', () => {
  const origins = new Map<string, Set<string>>();
  for (const { fault, origin } of cases) {
    if (fault === null) expect(origin).toBeNull();
    else origins.set(fault, (origins.get(fault) ?? new Set()).add(String(origin)));
  }
  expect(origins.get('level shift')).toEqual(new Set(['sensor', 'surroundings', 'schedule']));
  expect(origins.get('gap')).toEqual(new Set(['sensor', 'connection']));
  // A silence at the end of the recordings cannot be told from one of all.
  expect(origins.get('stale')).toEqual(new Set(['sensor', 'connection', 'null']));
  expect(origins.get('spike')).toEqual(new Set(['sensor']));
  expect(makeCases(room.slice(0, 1), 24, 120).every(({ origin }) => origin === null)).toBe(true);
});

test('the others go on until the silence of one is judged', () => {
  const silent = cases.filter(({ fault, origin }) => fault === 'stale' && origin === 'sensor');
  expect(silent.length).toBeGreaterThan(0);
  for (const { series, window } of silent) {
    for (const { times } of series.relatives ?? []) {
      expect(window.end - (times.at(-1) ?? 0)).toBeLessThanOrEqual(60_000);
    }
  }
});

group('a scripted model of seven billion parameters', () => {
  test('that names the origin as the facts have it is shown, and counts as right', async () => {
    const outcomes = await examined(({ finding, around: [beside = '', origin = ''] }) =>
      origin.startsWith('This points')
        ? `${finding} ${beside.slice(0, -1)}, ${origin.replace('This', 'which')}`
        : finding,
    );
    const scores = score(outcomes);
    expect(scores.originCases).toBe(KNOWN);
    expect(scores.originsNamedByModel).toBeGreaterThan(20);
    expect(scores.originsRightByModel).toBe(scores.originsNamedByModel);
    expect(scores.originsRight).toBe(scores.originsNamed);
    const table = formatTable([{ model: 'scripted-7b', role: 'explain', scores }]);
    expect(table).toMatch(/^origin named in what is shown\s+\d+ of \d+$/m);
  }, 60_000);

  test.each([
    'This points to the surroundings and not to the sensor.',
    'The room is to blame.',
    'It was caused by the weather.',
    'The cause lies in the surroundings.',
  ])(
    'that blames the room whatever happened has no word of it shown where it was a sensor: %s',
    async (blame) => {
      const outcomes = await examined(({ finding }) => `${finding} ${blame}`);
      for (const { origin, originsNamed: named, said, shown } of outcomes) {
        if (origin === null || origin === 'surroundings') continue;
        expect(originsNamed(said)).toEqual(['surroundings']);
        expect(named, shown).not.toContain('surroundings');
      }
      expect(score(outcomes).originsNamed).toBe(score(outcomes).originsRight);
    },
    60_000,
  );
});

test('a shown text that blames the room for the fault of a sensor is counted, as wrong, and one that names both is no right one', async () => {
  const [first] = (await examined(({ finding }) => finding)).filter(({ origin }) => origin === 'sensor');
  if (first === undefined) throw new Error('no fault of a sensor');
  const shown = (text: string, shownBy: 'model' | 'facts' = 'model') => ({
    ...first,
    shown: text,
    shownBy,
    originsNamed: originsNamed(text),
  });
  const scores = score([
    shown('The room is to blame.'),
    shown('It lies in the sensor, or it is due to the weather.'),
    shown('This points to the sensor and not to its surroundings.'),
    shown('This points to the sensor and not to its surroundings.', 'facts'),
    shown('The temperature was stuck.'),
  ]);
  expect(scores).toMatchObject({ originCases: 5, originsNamed: 4, originsRight: 2 });
  expect(scores).toMatchObject({ originsNamedByModel: 3, originsRightByModel: 1 });
}, 60_000);

test.each([
  ['This points to the sensor and not to its surroundings.', ['sensor']],
  ['The humidity moved as well, which points to the surroundings and not to the sensor.', ['surroundings']],
  [
    'All 3 other series fell silent as well, which points to the connection and not to one sensor.',
    ['connection'],
  ],
  ['It began at this hour on 4 of the 7 days before, which points to a schedule.', ['schedule']],
  ['The sensor itself is faulty.', ['sensor']],
  ['The fault lies with the instrument rather than the room.', ['sensor']],
  ['The problem is in the network.', ['connection']],
  ['It is due to a broken sensor.', ['sensor']],
  ['It is not caused by the sensor.', []],
  ['The last reading came at 14:59 UTC: the sensor has been silent for 30 minutes.', []],
  ['Sensor b and sensor c stayed as usual. Check the place first, then the sensor.', []],
  ['Check first what happened around the sensors at that time.', []],
])('%s names %j', (text, named) => {
  expect(originsNamed(text)).toEqual(named);
});
