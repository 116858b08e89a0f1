import { expect, test } from 'vitest';
import { MOST_RELATIVES, withRelatives } from '../../src/source/relatives.ts';
import { NO_NOTES, type SeriesWindow } from '../../src/source/source.ts';

const named = (series: string): SeriesWindow => ({
  ...{ series, times: new Float64Array(0), values: new Float64Array(0), notes: NO_NOTES },
});

const relativesOf = (names: readonly string[]) =>
  Object.fromEntries(
    withRelatives(names.map(named)).map(({ series, relatives = [] }) => [
      series,
      relatives.map((one) => one.series),
    ]),
  );

test('a series alone has no relatives', () => {
  expect(withRelatives([named('a.b')])[0]?.relatives).toBeUndefined();
});

test('series of the same field come before others, and none is its own relative', () => {
  const found = relativesOf(['r.t{s=a}', 'r.h{s=a}', 'r.t{s=b}', 'r.t{s=c}']);
  expect(found['r.t{s=a}']?.slice(0, 2).sort()).toEqual(['r.t{s=b}', 'r.t{s=c}']);
  expect(found['r.t{s=a}']?.slice(2)).toEqual(['r.h{s=a}']);
  expect(found['r.h{s=a}']).toHaveLength(3);
});

test('of many, the nearest by name on either side are taken, whatever order they came in', () => {
  const names = Array.from({ length: 20 }, (_, at) => `r.t{s=${String(at).padStart(2, '0')}}`);
  const found = relativesOf(names);
  expect(found).toEqual(relativesOf(names.toReversed()));
  for (const relatives of Object.values(found)) expect(relatives).toHaveLength(MOST_RELATIVES);
  expect([...(found['r.t{s=10}'] ?? [])].sort()).toEqual(
    ['07', '08', '09', '11', '12', '13'].map((at) => `r.t{s=${at}}`),
  );
});
