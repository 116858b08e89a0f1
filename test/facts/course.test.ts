import { expect, describe as group, it } from 'vitest';
import type { Finding } from '../../src/detect/finding.ts';
import { contextOf } from '../../src/facts/context.ts';
import type { Opinion, SeriesPast } from '../../src/facts/past.ts';
import { styleOf } from '../../src/facts/style.ts';
import { contextFacts } from '../../src/facts/tell.ts';
import { NO_NOTES, type SeriesWindow } from '../../src/source/source.ts';
import { describe } from '../../src/statistics/describe.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const START = Date.UTC(2026, 10, 20, 6);
const ROWS = 300;
const AT = 180;

/** A series of the room that trembles a little, and what happens in it. */
function series(name: string, happens: (row: number) => number = () => 0, size = 1): SeriesWindow {
  const phase = name.length;
  return {
    series: name,
    times: Float64Array.from({ length: ROWS }, (_, row) => START + row * MINUTE),
    values: Float64Array.from(
      { length: ROWS },
      (_, row) => 20 * size + size * (happens(row) + 0.1 * Math.sin(row * 12.9898 + phase)),
    ),
    notes: NO_NOTES,
  };
}

function finding(from: number, to: number): Finding {
  return {
    ...{ kind: 'level shift', detector: 'given', flag: 4, points: to - from + 1, observed: 24 },
    ...{
      start: START + from * MINUTE,
      end: START + to * MINUTE,
      expected: [19, 21],
      score: 0.9,
      sentence: '',
    },
  };
}

const NO_PAST: SeriesPast = {
  ...{ series: 'room.temperature', firstEnd: null, asHigh: null, asLow: null, usual: null },
  episodes: [],
};

/** All that is said around a finding. */
function told(one: Finding, own: SeriesWindow, past: SeriesPast | null = null, slope = 1): readonly string[] {
  const context = contextOf([one], own, past, () => ({ slope }));
  const statistics = describe(own.times, own.values);
  const window = { start: START, end: START + ROWS * MINUTE };
  const style = styleOf(statistics, '', window, ' UTC');
  return contextFacts({ series: own.series, window, statistics, style, context }).map(({ text }) => text);
}

const step = (at: number) => (row: number) => (row >= at ? 4 : 0);
const ramp = (at: number, rows: number) => (row: number) => 4 * Math.min(1, Math.max(0, (row - at) / rows));

group('how a finding began', () => {
  it('is a step where the level is there at once', () => {
    const [text] = told(finding(AT, ROWS - 1), series('room.temperature', step(AT)));
    expect(text).toBe('It began with a step: the level rose from about 20 to about 24 at 09:00 UTC.');
  });

  it('is gradual where it took a while, with how long and from when on', () => {
    const [text] = told(finding(AT, ROWS - 1), series('room.temperature', ramp(AT, 40)));
    expect(text).toMatch(/^It began gradually: the level rose from about 20 to about 24 over 3\d minutes, /);
    expect(text).toMatch(/from 09:0[0-5] to 09:3\d UTC\.$/);
  });

  it('is told of one that is still on its way by how far it has come', () => {
    const [text] = told(finding(AT, AT + 19), series('room.temperature', ramp(AT, 20)));
    expect(text).toMatch(
      /^It began gradually: the level rose from about 20 to about 23\.[2-9] over 1[3-9] minutes, /,
    );
  });

  it('is told of one that fell, too', () => {
    const [text] = told(
      finding(AT, ROWS - 1),
      series('room.temperature', (row) => -step(AT)(row)),
    );
    expect(text).toBe('It began with a step: the level fell from about 20 to about 16 at 09:00 UTC.');
  });

  it('is not told where the noise hides it', () => {
    const rough = (row: number) => (row >= AT ? 0.3 : 0);
    expect(told(finding(AT, ROWS - 1), series('room.temperature', rough))).toEqual([]);
  });

  it('stands beside where it came back to, once it is over', () => {
    const over = (row: number) => (row >= AT && row < AT + 50 ? 4 : 0);
    const texts = told(finding(AT, AT + 49), series('room.temperature', over));
    expect(texts).toEqual([
      expect.stringContaining('It began with a step'),
      expect.stringMatching(
        /^It is over: from 09:50 UTC on the readings lie between 19\.9 and 20\.1 again\.$/,
      ),
    ]);
  });
});

group('what began first', () => {
  const own = (relatives: readonly SeriesWindow[]) => ({
    ...series('room.temperature', step(AT)),
    relatives,
  });
  const about = (other: SeriesWindow, slope = 10) =>
    told(finding(AT, ROWS - 1), own([other]), null, slope).filter((text) => text.includes('began to'));

  it('is told where one that is related moved a while before, or after', () => {
    expect(about(series('room.co2', step(AT - 10), 10))).toEqual([
      'The CO2 began to rise at 08:49 UTC, 10 minutes earlier.',
    ]);
    expect(about(series('room.co2', step(AT + 12), 10))).toEqual([
      'The CO2 began to rise at 09:11 UTC, 12 minutes later.',
    ]);
  });

  it('counts as moved then, not as one that stayed', () => {
    const texts = told(finding(AT, ROWS - 1), own([series('room.co2', step(AT - 15), 10)]), null, 10);
    expect(texts.join(' ')).not.toContain('stayed');
    expect(texts.join(' ')).toContain('This points to the surroundings');
  });

  it('is nothing where the other moved at the same time, far from it, not at all, or by far too much', () => {
    expect(about(series('room.co2', step(AT), 10))).toEqual([]);
    expect(about(series('room.co2', step(AT - 80), 10))).toEqual([]);
    expect(about(series('room.co2', () => 0, 10))).toEqual([]);
    expect(about(series('room.co2', step(AT - 10), 10), 1)).toEqual([]);
  });

  it('is nothing where the other moves as far at other times', () => {
    const often = (row: number) => (row % 60 < 30 ? 0 : 4);
    expect(about(series('room.co2', often, 10))).toEqual([]);
  });

  it('is nothing where the other only rested before: nobody knows what is usual of it', () => {
    const lamp = {
      ...series('room.light'),
      values: Float64Array.from({ length: ROWS }, (_, row) => step(AT - 10)(row) * 10),
    };
    expect(about(lamp)).toEqual([]);
  });
});

group('what people said of the earlier ones', () => {
  const episodes = [6, 4, 2].map((days) => ({
    ...{ kind: 'level shift', start: START - days * DAY - 5 * 3_600_000 },
    end: START - days * DAY,
  }));
  const opinion = (days: number, judgement: Opinion['judgement'], kind = 'level shift') => ({
    ...{ kind, judgement },
    start: START - days * DAY - 2 * 3_600_000,
  });
  const said = (...opinions: readonly Opinion[]) => {
    const past = { ...NO_PAST, firstEnd: START - 30 * DAY, episodes, opinions };
    const texts = told(finding(AT, ROWS - 1), series('room.temperature', step(AT)), past);
    return texts.find((text) => text.startsWith('It is the')) ?? '';
  };

  it('is told of the last ones where it was the same', () => {
    expect(said(opinion(2, 'wrong'))).toBe(
      'It is the fourth of its kind in 7 days; the last one began on 2026-11-18 at 01:00 UTC, and people judged that one wrong.',
    );
    expect(said(opinion(4, 'wrong'), opinion(2, 'wrong'))).toContain('and people judged the last two wrong.');
    expect(said(opinion(6, 'right'), opinion(4, 'wrong'), opinion(2, 'wrong'))).toContain(
      'the last two wrong.',
    );
  });

  it('is counted where the last one was not judged', () => {
    expect(said(opinion(6, 'right'), opinion(4, 'wrong'))).toContain(
      'and people judged one wrong and one right of the three before.',
    );
  });

  it('goes by the newest word on each, and by words on the same kind alone', () => {
    expect(said(opinion(2, 'wrong'), opinion(2, 'right'))).toContain('people judged that one right.');
    expect(said(opinion(2, 'wrong', 'drift'))).not.toContain('people');
  });
});
