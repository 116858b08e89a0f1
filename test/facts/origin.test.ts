import { expect, describe as group, it } from 'vitest';
import type { Finding } from '../../src/detect/finding.ts';
import { companionsOf, type Learned } from '../../src/facts/companions.ts';
import { originOf } from '../../src/facts/origin.ts';
import { NO_NOTES, type SeriesWindow } from '../../src/source/source.ts';

const MINUTE = 60_000;
const ROWS = 240;
const AT = 180;
const nothingLearned = () => null;

/** A thermometer of the lab that moves by a few tenths, the same whenever it is asked. */
function thermometer(
  name: string,
  change: (value: number, row: number) => number | undefined = (value) => value,
): SeriesWindow {
  const phase = name.charCodeAt(0);
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const value = 21 + 0.2 * Math.sin(row / 25) + 0.05 * Math.sin(row * 12.9898 + phase);
    return { time: row * MINUTE, value: change(value, row) };
  }).filter(({ value }) => value !== undefined);
  return {
    series: `climate.temperature{room=lab,sensor=${name}}`,
    times: Float64Array.from(rows, ({ time }) => time),
    values: Float64Array.from(rows, ({ value }) => value ?? Number.NaN),
    notes: NO_NOTES,
  };
}

function finding(kind: Finding['kind'], until = ROWS - 1): Finding {
  return {
    ...{ kind, detector: 'given', flag: 4, start: AT * MINUTE, end: until * MINUTE, points: until - AT + 1 },
    ...{ observed: 24, expected: [20, 22], score: 0.9, sentence: '' },
  };
}

const risen = (value: number, row: number) => (row >= AT ? value + 3 : value);
const silent = (value: number, row: number) => (row > AT && row < AT + 40 ? undefined : value);
const stuck = (value: number, row: number) => (row >= AT ? 21 : value);

function origin(
  kind: Finding['kind'],
  own: SeriesWindow,
  relatives: readonly SeriesWindow[],
  days = 0,
  until?: number,
  learned: Learned = nothingLearned,
) {
  const one = finding(kind, until);
  return originOf(one, companionsOf(one, { ...own, relatives }, learned), days);
}

group('where the cause lies', () => {
  it('is the sensor where the others of its room stayed', () => {
    const others = [thermometer('b'), thermometer('c')];
    expect(origin('level shift', thermometer('a', risen), others)).toBe('sensor');
    expect(origin('stuck', thermometer('a', stuck), others)).toBe('sensor');
  });

  it('is the surroundings where most of them moved as well', () => {
    const others = [thermometer('b', risen), thermometer('c', risen)];
    expect(origin('level shift', thermometer('a', risen), others)).toBe('surroundings');
  });

  it('stays unknown where one of them moved and one stayed', () => {
    const others = [thermometer('b', risen), thermometer('c')];
    expect(origin('level shift', thermometer('a', risen), others)).toBe('unknown');
  });

  it('stays unknown without relatives, and where nothing relates them', () => {
    const stranger = {
      ...thermometer('b'),
      series: 'stock.price',
      values: thermometer('b').times.map((_, row) => (row * 7919) % 13),
    };
    expect(origin('level shift', thermometer('a', risen), [])).toBe('unknown');
    expect(origin('level shift', thermometer('a', risen), [stranger])).toBe('unknown');
  });

  it('is the connection where all fell silent together, the sensor where it alone did', () => {
    const own = thermometer('a', silent);
    expect(origin('gap', own, [thermometer('b', silent), thermometer('c', silent)], 0, AT + 40)).toBe(
      'connection',
    );
    expect(origin('gap', own, [thermometer('b'), thermometer('c')], 0, AT + 40)).toBe('sensor');
    expect(origin('gap', own, [thermometer('b', silent), thermometer('c')], 0, AT + 40)).toBe('unknown');
  });

  it('is the schedule where the same began at this hour on three of the last seven days', () => {
    expect(origin('level shift', thermometer('a', risen), [thermometer('b', risen)], 3)).toBe('schedule');
    expect(origin('level shift', thermometer('a', risen), [thermometer('b', risen)], 2)).toBe('surroundings');
  });

  group('by what was learned of series that measure different things', () => {
    const foreign = (name: string, one: SeriesWindow) => ({ ...one, series: `${name}.value` });
    const rough = foreign(
      'gas',
      thermometer('b', (_, row) => 6 * Math.sin(row / 7)),
    );
    const found = (learned: Learned, change = risen) =>
      origin('level shift', thermometer('a', change), [rough], 0, undefined, learned);

    it('is the sensor where one that is known to go along stayed', () => {
      expect(found(() => ({ slope: 20, alone: 1 }))).toBe('sensor');
    });

    it('stays unknown where a move like this would not have shown in it', () => {
      expect(found(() => ({ slope: 2, alone: 1 }))).toBe('unknown');
    });

    it('stays unknown where the series is known to move as far without it', () => {
      expect(found(() => ({ slope: 20, alone: 4 }))).toBe('unknown');
    });

    it('stays unknown where the series moves as far by itself elsewhere in the window', () => {
      const twice = (value: number, row: number) => risen(value + (row >= 60 && row < 110 ? 2.8 : 0), row);
      expect(found(() => ({ slope: 20, alone: 1 }), twice)).toBe('unknown');
    });

    it('takes twice as much where it was only said that the two belong together', () => {
      const somewhat = (value: number, row: number) => risen(value + (row >= 60 && row < 110 ? 1.7 : 0), row);
      expect(found(() => ({ slope: 20, alone: 1 }), somewhat)).toBe('sensor');
      expect(found(() => 'declared', somewhat)).toBe('unknown');
      const more = (value: number, row: number) =>
        row >= AT ? somewhat(value + 1.5, row) : somewhat(value, row);
      expect(found(() => 'declared', more)).toBe('sensor');
    });

    it('is not the surroundings where one known to go along moved the other way', () => {
      const fallen = (value: number, row: number) => (row >= AT ? value - 3 : value);
      const others = ['b', 'c'].map((name) => foreign(name, thermometer(name, fallen)));
      const own = thermometer('a', risen);
      expect(origin('level shift', own, others, 0, undefined, () => ({ slope: 1, alone: 0 }))).toBe(
        'unknown',
      );
      expect(origin('level shift', own, others, 0, undefined, () => ({ slope: -1, alone: 0 }))).toBe(
        'surroundings',
      );
    });
  });

  it('is the sensor that is stuck while the others move more than ever: they are not stuck', () => {
    const busy = (value: number, row: number) => (row >= AT ? value + (row % 2) : value);
    expect(origin('stuck', thermometer('a', stuck), [thermometer('b', busy), thermometer('c')])).toBe(
      'sensor',
    );
  });

  it('is the sensor that is stuck while another is as calm as now and then', () => {
    const calm = (share: number) => (_: number, row: number) => {
      const isCalm = row >= AT ? share : row >= 60 && row < 120 ? 0.3 : 1;
      return 21 + 0.05 * isCalm * Math.sin(row * 12.9898);
    };
    expect(origin('stuck', thermometer('a', stuck), [thermometer('b', calm(0.34))])).toBe('sensor');
    expect(origin('stuck', thermometer('a', stuck), [thermometer('b', calm(0.28))])).toBe('unknown');
    // It is anything but calm, and not wild either.
    expect(origin('stuck', thermometer('a', stuck), [thermometer('b', calm(1.1))])).toBe('sensor');
  });
});
