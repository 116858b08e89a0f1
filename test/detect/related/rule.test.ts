import { describe, expect, test } from 'vitest';
import { type Baseline, createBaseline, restoreBaseline } from '../../../src/detect/baseline/baseline.ts';
import { DEFAULT_BASELINE_SETTINGS } from '../../../src/detect/baseline/settings.ts';
import { type Beside, besideOf } from '../../../src/detect/related/beside.ts';
import { gaussian, seededRandom } from '../../../src/lib/random.ts';

const MINUTE = 60_000;
const NOISE = 0.05;
const ROWS = 5000;
const TIMES = Float64Array.from({ length: ROWS }, (_, row) => row * 2 * MINUTE);
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;

/** One weather for all rooms, a noise and a level for each. */
function room(name: string): Float64Array {
  const random = seededRandom(name);
  const level = random();
  return TIMES.map(
    (_, row) => 20 + level + 2 * Math.sin(row / 115) + 0.5 * Math.sin(row / 37) + NOISE * gaussian(random),
  );
}

/** Ten noises within 300 rows, from row 4,300 on. */
const drifting = (values: Float64Array) =>
  values.map((value, row) => value + 10 * NOISE * Math.max(0, Math.min(1, (row - 4300) / 300)));

const relative = (series: string, values: Float64Array, keeps: (row: number) => boolean = () => true) => ({
  series,
  times: TIMES.filter((_, row) => keeps(row)),
  values: values.filter((_, row) => keeps(row)),
});

function play(baseline: Baseline, values: Float64Array, beside: Beside | undefined, from = 0, to = ROWS) {
  const heard: { row: number; detector: string }[] = [];
  for (let row = from; row < to; row += 1) {
    const { alarms } = baseline.push(TIMES[row] ?? 0, values[row] ?? 0, beside, row);
    heard.push(...alarms.map(({ detector }) => ({ row, detector })));
  }
  return heard;
}

const fresh = () => createBaseline(DEFAULT_BASELINE_SETTINGS);

/** What the baseline of one room says beside the others. */
function beside(name: string, rooms: Readonly<Record<string, Float64Array>>) {
  const others = Object.entries(rooms).flatMap(([other, values]) =>
    other === name ? [] : [relative(other, values)],
  );
  return play(fresh(), rooms[name] ?? new Float64Array(0), besideOf(TIMES, others));
}

describe('one sensor among four', () => {
  const rooms = Object.fromEntries(NAMES.slice(0, 4).map((name) => [name, room(name)]));
  const faulty = { ...rooms, a: drifting(rooms.a ?? new Float64Array(0)) };

  test('that drifts by ten times its noise is found beside the others, and by itself is not', () => {
    expect(beside('a', rooms)).toEqual([]);
    expect(play(fresh(), faulty.a, undefined)).toEqual([]);
    const [first, ...others] = beside('a', faulty);
    expect(first?.detector).toBe('relatives');
    expect(first?.row).toBeGreaterThan(4300);
    expect(first?.row).toBeLessThan(4610);
    expect(others).toEqual([]);
  });

  test('is told from when on, where it is and where the others suggest it', () => {
    const others = ['b', 'c', 'd'].map((name) => relative(name, rooms[name] ?? new Float64Array(0)));
    const baseline = fresh();
    play(baseline, faulty.a, besideOf(TIMES, others));
    const [alarm] = baseline.recent;
    expect(alarm).toMatchObject({ kind: 'drift', detector: 'relatives' });
    expect((alarm?.start ?? 0) / (2 * MINUTE)).toBeGreaterThan(4250);
    expect(alarm?.observed).toBeGreaterThan(alarm?.expected?.[1] ?? Number.POSITIVE_INFINITY);
  });

  test('that is healthy says nothing of one of the others that drifts', () => {
    for (const name of ['b', 'c', 'd']) expect(beside(name, faulty)).toEqual([]);
  });

  test('is found beside others of a longer interval, and beside one that has vanished', () => {
    const [b, c, d] = ['b', 'c', 'd'].map((name) => rooms[name] ?? new Float64Array(0));
    const others = [
      relative('b', b ?? TIMES, (row) => row % 5 === 0),
      relative('c', c ?? TIMES, (row) => row % 3 === 0),
      relative('d', d ?? TIMES, (row) => row < 4000),
    ];
    const found = play(fresh(), faulty.a, besideOf(TIMES, others));
    expect(found.map(({ detector }) => detector)).toEqual(['relatives']);
    expect(play(fresh(), rooms.a ?? TIMES, besideOf(TIMES, others))).toEqual([]);
  });

  test('does not wake anybody for weather that moves them all farther than ever', () => {
    // Each follows it to within a tenth.
    const front = (row: number) => 6 * Math.exp(-(((row - 4500) / 120) ** 2));
    const moved = Object.fromEntries(
      Object.entries(rooms).map(([name, values], place) => [
        name,
        values.map((value, row) => value + (0.95 + 0.03 * place) * front(row)),
      ]),
    );
    expect(play(fresh(), moved.a ?? TIMES, undefined).length).toBeGreaterThan(0);
    for (const name of Object.keys(moved)) expect(beside(name, moved)).toEqual([]);
  });
});

test('series that do not go along say nothing of each other, whatever they do', () => {
  for (let seed = 0; seed < 12; seed += 1) {
    const walks = ['a', 'b', 'c', 'd'].map((name) => {
      const random = seededRandom(`${seed}/${name}`);
      let level = 0;
      return TIMES.map(() => {
        level += random() - 0.5;
        return level;
      });
    });
    const [own = TIMES, ...others] = walks;
    const found = play(
      fresh(),
      own,
      besideOf(
        TIMES,
        others.map((values, place) => relative(`other${place}`, values)),
      ),
    );
    expect(found.filter(({ detector }) => detector === 'relatives')).toEqual([]);
  }
});

describe('the state with six relatives', () => {
  const values = room('a');
  const others = NAMES.slice(1).map((name) => relative(name, room(name)));
  const all = besideOf(TIMES, others);

  test('is restored exactly, wherever it was taken, and stays within 64 kB', () => {
    const whole = fresh();
    play(whole, drifting(values), all);
    for (const cut of [10, 3100, 4400]) {
      const before = fresh();
      play(before, drifting(values), all, 0, cut);
      const after = restoreBaseline(before.snapshot(), DEFAULT_BASELINE_SETTINGS);
      play(after, drifting(values), all, cut);
      expect(Buffer.from(after.snapshot()).equals(whole.snapshot())).toBe(true);
    }
    for (let row = 0; row < 20_000; row += 1) {
      whole.push((ROWS + row) * 2 * MINUTE + Math.floor(row / 600) * 60 * MINUTE, Math.sin(row), all, 0);
    }
    expect(whole.snapshot().length).toBeLessThanOrEqual(65_536);
  });

  test('gives the place of a relative that has vanished to a new one', () => {
    const replaced = besideOf(TIMES, [
      ...others.slice(1),
      { ...(others[0] ?? relative('b', TIMES)), times: TIMES.slice(0, 500), values: values.slice(0, 500) },
      { series: 'new', times: TIMES.slice(500), values: room('new').slice(500) },
    ]);
    const baseline = fresh();
    play(baseline, values, replaced);
    const kept = baseline.snapshot();
    const without = fresh();
    play(without, values, besideOf(TIMES, others.slice(1)));
    expect(kept.length).toBeGreaterThan(without.snapshot().length);
  });
});
