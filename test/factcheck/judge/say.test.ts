import { describe, expect, it } from 'vitest';
import { sayNotThen, showSpan, showTime } from '../../../src/factcheck/judge/say.ts';

const at = (text: string) => Date.parse(`${text}Z`);

describe('moments for evidence', () => {
  it('are times of day, with seconds where there are some', () => {
    expect(showTime(at('2020-03-01T09:05'))).toBe('09:05');
    expect(showTime(at('1969-12-31T23:59:07.900'))).toBe('23:59:07');
    expect(showTime(Number.NaN)).toBe('none');
  });

  it('have their days where a span is of two', () => {
    expect(showSpan(at('2020-03-01T02:00'), at('2020-03-01T22:00'))).toBe('from 02:00 to 22:00');
    for (const [day, next] of [
      ['01', '02'],
      ['02', '03'],
    ])
      expect(showSpan(at(`2020-03-${day}T22:00`), at(`2020-03-${next}T02:00`))).toBe(
        `from 2020-03-${day} 22:00 to 2020-03-${next} 02:00`,
      );
  });

  it('are up to four, where something does not happen then', () => {
    const times = [1, 2, 3, 4, 5].map((hour) => hour * 3_600_000);
    expect(sayNotThen(times)).toBe('not at 01:00, 02:00, 03:00, 04:00');
  });
});
