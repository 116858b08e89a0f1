import { describe, expect, it } from 'vitest';
import { checkText } from '../../src/factcheck/factcheck.ts';
import { CALM, office, verdictsOf, WITH_SPIKE } from './support.ts';

/** Twelve readings a minute apart from 10:00, each of its own value. */
const RAMP = office(Array.from({ length: 12 }, (_, index) => 20 + index / 10));
/** The verdict on the claim with this number. */
const verdictOf = (text: string, number: string, window = RAMP) =>
  checkText(text, window).claims.find((claim) => claim.text.includes(number))?.verdict;

describe('a number with a moment before it', () => {
  it('is the reading of that moment, and no other', () => {
    expect(verdictOf('At 10:04 the sensor measured 20.4 °C.', '20.4')).toBe('supported');
    expect(verdictOf('At 10:04 the sensor measured 20.8 °C.', '20.8')).toBe('refuted');
  });

  it('is none of where a change went that happened then', () => {
    expect(verdictOf('It shifted at 10:04 to 20.8 °C.', '20.8')).not.toBe('refuted');
  });
});

describe('a number with a moment behind it', () => {
  it('is left open where another reading has it: the moment may be wrong', () => {
    expect(verdictOf('The value was 20.4 °C at 10:04.', '20.4')).toBe('supported');
    expect(verdictOf('The value was 20.8 °C at 10:04.', '20.8')).toBe('unverifiable');
    expect(verdictOf('The value was 28.8 °C at 10:04.', '28.8')).toBe('refuted');
  });

  it('that was reached holds, whenever that was', () => {
    expect(verdictsOf('It reached 31.2 °C at 10:21.', WITH_SPIKE)).toEqual(['supported', 'refuted']);
  });
});

describe('a number whose part to play was not understood', () => {
  it('is not proved by a reading that has it', () => {
    expect(verdictOf('Apart from oddballs the foremost is 20.8 °C.', '20.8')).toBe('unverifiable');
  });
});

describe('a change that was not told apart', () => {
  const FALL = office(Array.from({ length: 12 }, (_, index) => 22 - index / 10 + (index === 6 ? 0.3 : 0)));

  it('is no direction of the whole, which is false where the whole goes another way', () => {
    expect(verdictOf('Then came a slight rise before noon.', 'rise', FALL)).not.toBe('refuted');
    expect(verdictOf('The largest step is 0.2 °C, upwards.', 'upwards', FALL)).not.toBe('refuted');
    expect(verdictOf('There is an upward trend.', 'upward', FALL)).toBe('refuted');
  });
});

describe('a speed of what is a time', () => {
  const wait = {
    ...office([...Array(10).fill(5), ...Array(10).fill(9)]),
    series: 'network.latency',
    unit: 'ms',
  };

  it('is slower where it takes longer', () => {
    expect(verdictsOf('The second half is slower than the first.', wait)).toEqual(['supported']);
    expect(verdictsOf('The second half is faster than the first.', wait)).toEqual(['refuted']);
  });
});

describe('a mean up to a moment', () => {
  it('is of what came until then', () => {
    expect(verdictOf('Avg to 10:05: 20.25 °C', '20.25')).toBe('supported');
    expect(verdictOf('Avg to 10:05: 20.55 °C', '20.55')).not.toBe('supported');
  });
});

describe('the size of a jump', () => {
  it('is no reading', () => {
    expect(verdictOf('The jump is 10.7 °C.', '10.7', WITH_SPIKE)).not.toBe('refuted');
    expect(verdictOf('The jump is 31.2 °C.', '31.2', WITH_SPIKE)).not.toBe('supported');
  });
});

describe('a part without readings', () => {
  it('is neither usual nor unusual', () => {
    const text = 'Every reading is 28.893 °C, which is not normal.';
    expect(verdictOf(text, 'not normal', office(CALM))).toBe('unverifiable');
  });
});

describe('the bound of a range', () => {
  it('that was written with a zero behind the point is no round number', () => {
    const window = office([20.29, 20.5, 20.89]);
    expect(verdictOf('The range is 20.3 to 20.9 °C.', '20.3', window)).toBe('supported');
    expect(verdictOf('The range is 20.3 to 21.0 °C.', '20.3', window)).toBe('refuted');
    expect(verdictOf('The range is 20 to 21 °C.', '20', window)).toBe('supported');
  });
});

describe('a number in another unit', () => {
  it('makes nothing true by being denied', () => {
    expect(verdictOf('It never exceeded 71 hPa.', '71', office(CALM))).not.toBe('supported');
  });
});

describe('a state of a thing that nobody measures', () => {
  it('is left open, that of the sensor is not', () => {
    expect(verdictOf('The equipment is in good working order.', 'working', office(CALM))).toBe(
      'unverifiable',
    );
    expect(verdictOf('The sensor is in good working order.', 'working', office(CALM))).toBe('supported');
  });
});

describe('pieces that do not divide', () => {
  it('may give what is left over to the first, or to the last', () => {
    const window = office(Array.from({ length: 30 }, (_, index) => index * index));
    const mean = (from: number, to: number) => {
      const values = [...window.values].slice(from, to);
      return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);
    };
    expect(verdictsOf(`The mean of the second quarter is ${mean(8, 16)} °C.`, window)).toEqual(['supported']);
    expect(verdictsOf(`The mean of the last quarter is ${mean(21, 30)} °C.`, window)).toEqual(['supported']);
    expect(verdictsOf(`The mean of the last quarter is ${mean(19, 30)} °C.`, window)).toEqual(['refuted']);
  });
});
