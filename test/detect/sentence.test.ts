import { expect, test } from 'vitest';
import { formatInterval, formatSpan, formatTime, formatValue } from '../../src/detect/sentence.ts';

test('writes figures without float dust, with their unit', () => {
  expect(formatValue(0.1 + 0.2, '°C')).toBe('0.3 °C');
  expect([formatValue(1013.25), formatValue(123456), formatValue(1e300)]).toEqual([
    '1013.25',
    '123456',
    '1e+300',
  ]);
});

test('writes spans to three digits of their width, and open ones in words', () => {
  expect(formatSpan([19.444457, 20.755542], '°C')).toBe('19.44 to 20.76 °C');
  expect(formatSpan([0, 100], '%')).toBe('0 to 100 %');
  expect(formatSpan([998.1234, 1043.9], 'hPa')).toBe('998.1 to 1043.9 hPa');
  expect(formatSpan([5, 5])).toBe('5 to 5');
  expect(formatSpan([Number.NEGATIVE_INFINITY, 5], 'm')).toBe('at most 5 m');
  expect(formatSpan([5, Number.POSITIVE_INFINITY])).toBe('at least 5');
});

test('writes times in UTC, and the date of an interval once', () => {
  const time = Date.UTC(2026, 10, 22, 14, 5);
  expect([formatTime(time), formatTime(time + 7000)]).toEqual([
    '2026-11-22 14:05 UTC',
    '2026-11-22 14:05:07 UTC',
  ]);
  expect(formatInterval(time, time)).toBe('at 2026-11-22 14:05 UTC');
  expect(formatInterval(time, time + 60_000)).toBe('from 2026-11-22 14:05 to 14:06 UTC');
  expect(formatInterval(time, time + 86_400_000)).toBe('from 2026-11-22 14:05 UTC to 2026-11-23 14:05 UTC');
});
