import { expect, describe as group, it } from 'vitest';
import type { Finding } from '../../src/detect/finding.ts';
import { byItself } from '../../src/facts/by-itself.ts';
import { contextOf } from '../../src/facts/context.ts';
import { styleOf } from '../../src/facts/style.ts';
import { contextFacts, inSentences } from '../../src/facts/tell.ts';
import { seededRandom } from '../../src/lib/random.ts';
import { NO_NOTES, type SeriesWindow } from '../../src/source/source.ts';
import { describe } from '../../src/statistics/describe.ts';

const MINUTE = 60_000;
const ROWS = 240;
const AT = 180;

type Course = (row: number) => number;

/** Wanders over two degrees, a few hundredths from one reading to the next. */
const wander: Course = (row) => 21 + Math.sin(row / 25) + 0.01 * Math.sin(row * 12.9898);
const random = seededRandom('noise');
const DRAWN = Array.from({ length: ROWS }, () => 2 * random() - 1);
/** Noise of each reading by itself, 0.4 at most from one to the next. */
const noise: Course = (row) => 21 + 0.2 * (DRAWN[row] ?? 0);

function series(change: Course, name = 'room.temperature', stepMs = MINUTE): SeriesWindow {
  const times = Float64Array.from({ length: ROWS }, (_, row) => row * stepMs);
  return { series: name, times, values: times.map((_, row) => change(row)), notes: NO_NOTES };
}

function finding(kind: Finding['kind'], rows: number, stepMs = MINUTE, observed = 24): Finding {
  const [start, end] = [AT * stepMs, (AT + rows - 1) * stepMs];
  return {
    ...{ kind, detector: 'given', flag: 4, start, end, points: rows },
    ...{ observed, expected: [20, 22], score: 0.9, sentence: '' },
  };
}

const within =
  (rows: number, changed: Course, course: Course = wander): Course =>
  (row) =>
    row >= AT && row < AT + rows ? changed(row) : course(row);

group('what no surroundings make', () => {
  it('is a number that stands for a missing reading', () => {
    const one = series(
      within(1, () => -127),
      'any.value',
    );
    expect(byItself(finding('dropout', 1, MINUTE, -127), one)).toEqual({ by: 'code' });
  });

  it('is a reading below what the quantity can have, and never else', () => {
    const light: Course = (row) => 300 + 10 * wander(row);
    const dark = within(3, () => -20, light);
    expect(byItself(finding('dropout', 3), series(dark, 'room.light'))).toEqual({ by: 'below' });
    expect(byItself(finding('dropout', 3), series(dark, 'room.power'))).toBeNull();
    const often = (row: number) => (row === 20 ? -20 : dark(row));
    expect(byItself(finding('dropout', 3), series(often, 'room.light'))).toBeNull();
  });

  it('is a value that rests four times as long as ever else, not at the end of what it reads', () => {
    const stuck = (rows: number, value: number, course = wander) =>
      byItself(
        finding('stuck', rows),
        series(
          within(rows, () => value, course),
          'any.value',
        ),
      );
    expect(stuck(40, 21.3)).toEqual({ by: 'rest', limit: 1 });
    const inTens: Course = (row) => wander(Math.floor(row / 10));
    expect(stuck(40, 21.3, inTens)).toEqual({ by: 'rest', limit: 10 });
    expect(stuck(39, 21.3, inTens)).toBeNull();
    expect(stuck(40, 25)).toBeNull();
    expect(stuck(40, 19.95)).toBeNull();
    expect(stuck(40, 0, (row) => wander(row) - 21)).toBeNull();
    expect(byItself(finding('stuck', 40), series(within(40, (row) => 21.3 + (row % 2) / 10)))).toBeNull();
  });

  it('is an excursion of a temperature that goes and comes three times as fast as ever else', () => {
    const spike = (size: number, name?: string, rows = 1) =>
      byItself(
        finding('spike', rows),
        series(
          within(rows, (row) => wander(row) + size),
          name,
        ),
      );
    expect(spike(0.5)).toEqual({ by: 'pace' });
    expect(spike(0.5, 'temperature.value')).toEqual({ by: 'pace' });
    expect(spike(0.1)).toBeNull();
    expect(spike(0.5, 'kitchen.power')).toBeNull();
    expect(spike(0.5, 'room.temperature', 5)).toEqual({ by: 'pace' });
    expect(spike(0.5, 'room.temperature', 6)).toBeNull();
    // One that fades away is somebody's breath.
    const fading = within(5, (row) => wander(row) + 0.5 * (1 - (row - AT) / 5));
    expect(byItself(finding('spike', 5), series(fading))).toBeNull();
  });

  it('is less of an excursion where the readings are noise', () => {
    const spike = (size: number) => byItself(finding('spike', 1), series(within(1, () => 21 + size, noise)));
    expect(spike(0.8)).toEqual({ by: 'pace' });
    expect(spike(0.3)).toBeNull();
  });

  it('is none of a temperature that is read too seldom to tell, unless it is known to be slow', () => {
    const spike = (stepMs: number, course: Course) =>
      byItself(
        finding('spike', 1, stepMs),
        series(
          within(1, (row) => course(row) + 5, course),
          'room.temperature',
          stepMs,
        ),
      );
    expect(spike(2 * MINUTE, noise)).toEqual({ by: 'pace' });
    expect(spike(3 * MINUTE, noise)).toBeNull();
    expect(spike(15 * MINUTE, wander)).toEqual({ by: 'pace' });
    expect(spike(16 * MINUTE, wander)).toBeNull();
  });

  it('is none after a pause, in which anything may have happened', () => {
    const spiked = series(within(1, (row) => wander(row) + 0.5));
    const times = spiked.times.map((time, row) => (row > AT ? time + 10 * MINUTE : time));
    expect(byItself(finding('spike', 1), { ...spiked, times })).toBeNull();
  });

  it('is no level that is reached and kept: somebody may have opened a window', () => {
    const shift = within(50, (row) => wander(row) + 3);
    expect(byItself(finding('level shift', 50), series(shift))).toBeNull();
  });

  it('is flicker of a temperature, back and forth, four times as large as else', () => {
    const burst = (change: Course) =>
      byItself(finding('noise burst', 40), series(within(40, (row) => wander(row) + change(row))));
    expect(burst((row) => noise(row) - 21)).toEqual({ by: 'flicker' });
    expect(burst((row) => 0.2 * (noise(row) - 21))).toBeNull();
    // What swings is no flicker.
    expect(burst((row) => Math.sin(row / 2))).toBeNull();
  });

  it('is noise of the readings that has gone', () => {
    const calm = (share: number, course = noise) =>
      byItself(
        finding('attenuated', 40),
        series(within(40, (row) => 21 + share * (course(row) - 21), course)),
      );
    expect(calm(0.2)).toEqual({ by: 'calm' });
    expect(calm(0.5)).toBeNull();
    expect(calm(0.2, wander)).toBeNull();
  });

  it('is not told of a silence, nor by a window that shows too little else', () => {
    expect(byItself(finding('gap', 3), series(wander))).toBeNull();
    const short = series(within(1, (row) => wander(row) + 3));
    const cut = (rows: number) => ({
      ...short,
      times: short.times.slice(AT + 5 - rows, AT + 5),
      values: short.values.slice(AT + 5 - rows, AT + 5),
    });
    expect(byItself(finding('spike', 1), cut(60))).toEqual({ by: 'pace' });
    expect(byItself(finding('spike', 1), cut(44))).toBeNull();
  });
});

group('what is said of it', () => {
  const told = (kind: Finding['kind'], rows: number, change: Course, others: readonly Course[] = []) => {
    const own = series(within(rows, change));
    const relatives = others.map((course, index) => series(course, `other${index}.value`));
    const context = contextOf([finding(kind, rows)], { ...own, relatives }, null, () => null);
    const window = { start: 0, end: ROWS * MINUTE };
    const statistics = describe(own.times, own.values);
    const style = styleOf(statistics, '°C', window, ' UTC');
    const [first] = inSentences(contextFacts({ series: own.series, window, statistics, style, context }));
    return [context.findings[0]?.origin, first];
  };
  const points = 'which points to the sensor and not to its surroundings.';

  const busy: Course = (row) => wander(row * 7);

  it('says why, and that it is the sensor', () => {
    expect(told('stuck', 40, () => 21.3, [busy])).toEqual([
      'sensor',
      `Elsewhere in this window no two readings in a row are equal, ${points}`,
    ]);
    expect(told('spike', 1, (row) => wander(row) + 3, [busy])).toEqual([
      'sensor',
      `Elsewhere in this window it never moves as far from one reading to the next, ${points}`,
    ]);
  });

  it('leaves open what befalls a series that is alone', () => {
    expect(told('stuck', 40, () => 21.3)[0]).toBe('unknown');
  });

  it('accuses nobody where another moved as well', () => {
    const spike: Course = (row) => wander(row) + 3;
    expect(told('spike', 1, spike, [(row) => wander(row + 9)])[0]).toBe('sensor');
    expect(
      told('spike', 1, spike, [
        within(
          1,
          (row) => wander(row * 7) + 9,
          (row) => wander(row * 7),
        ),
      ])[0],
    ).toBe('unknown');
  });
});
