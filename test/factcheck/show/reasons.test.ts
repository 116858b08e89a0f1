import { describe, expect, it } from 'vitest';
import { checkText } from '../../../src/factcheck/factcheck.ts';
import { WITH_SPIKE } from '../support.ts';

const shown = (text: string) => checkText(text, WITH_SPIKE).summary;

describe('what is true beside a reason', () => {
  it.each([
    ['The maximum is 31.2 °C, most likely owing to a firmware fault.', 'The maximum is 31.2 °C.'],
    ['The maximum is 31.2 °C, the door being opened by somebody.', 'The maximum is 31.2 °C.'],
    ['The maximum is 31.2 °C, presumably a reflection.', 'The maximum is 31.2 °C.'],
  ])('%s', (text, rest) => expect(shown(text)).toBe(rest));

  it('goes with a reason that it goes on behind', () => {
    expect(shown('The maximum, due to a spike, is 31.2 °C.')).toBeNull();
  });
});

describe('a greeting', () => {
  it('hides nothing', () => {
    expect(shown('Dear colleagues at home, the maximum is 31.2 °C.')).toBe(
      'Dear colleagues at home, the maximum is 31.2 °C.',
    );
  });

  it('has few words', () => {
    expect(shown('Dear colleagues who read zorbles every day, the maximum is 31.2 °C.')).toBeNull();
  });
});
