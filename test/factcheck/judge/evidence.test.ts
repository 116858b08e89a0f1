import { describe, expect, it } from 'vitest';
import type { CheckContext } from '../../../src/factcheck/context.ts';
import { checkText } from '../../../src/factcheck/factcheck.ts';
import { CALM, office, WITH_SPIKE } from '../support.ts';

function evidenceOf(text: string, context: CheckContext): string | undefined {
  return checkText(text, context).claims[0]?.evidence;
}

describe('evidence', () => {
  it('of a thing that the series is not says what the text speaks of, and which series it is', () => {
    expect(evidenceOf('The mean humidity is 20.5 °C.', office(CALM))).toBe(
      'it speaks of the humidity; the series is environment.temperature{room=office}',
    );
  });

  it('names what could not have been seen in words', () => {
    const context: CheckContext = { ...office(CALM), notJudged: ['clipped', 'drift', 'stuck'] };
    expect(evidenceOf('Everything is normal.', context)).toBe(
      'normal: all 60 readings: nothing was found, but a stuck sensor, a clipped value or a drift could not have been seen',
    );
    expect(evidenceOf('Everything is normal.', { ...context, notJudged: ['clipped'] })).toBe(
      'normal: all 60 readings: nothing was found, but a clipped value could not have been seen',
    );
  });

  it('says when the reading nearest to a value was, where none has it', () => {
    expect(evidenceOf('There is a reading of 35.2 °C.', WITH_SPIKE)).toBe(
      'a reading of all 60 readings: none is; the nearest is 31.2 at 10:20',
    );
  });

  it('says the moments of a time claim once', () => {
    const times = evidencesOfTimes('The highest reading came at 10:20.');
    expect(times).toEqual([expect.stringMatching(/\(10:20\): so it is$/)]);
    expect(evidencesOfTimes('The highest reading came at 10:41.')).toEqual([
      expect.stringMatching(/\(10:20\): not at 10:41$/),
    ]);
  });
});

function evidencesOfTimes(text: string): readonly string[] {
  return checkText(text, WITH_SPIKE)
    .claims.filter(({ kind }) => kind === 'time')
    .map(({ evidence }) => evidence);
}
