import { describe, expect, it } from 'vitest';
import { explainText } from '../../src/factcheck/factcheck.ts';
import { exampleWindow } from './english/window.ts';

const window = exampleWindow();
const judged = (text: string) =>
  explainText(text, window).statements.map(({ judgement }) => judgement.verdict);

/** Not so of the readings that the sentence seems to speak of, and perhaps of others that it means. */
const LEFT_OPEN = [
  'The three phases average 20.1, 20.9 and 21.9 °C.',
  'Mean ± SD: 23.8 ± 1.36 °C.',
  'In that hour the mean was 20.4 °C.',
  'During this phase the average is 20.4 °C.',
  'Without both of these the mean is 20.9 °C.',
  'Excluding them, the standard deviation is 0.5 °C.',
  'The typical step is 0.25 °C.',
  'The fastest is 20 °C.',
  'The mean of the other 15 is 20.3 °C.',
  'In the last one the mean is 20.3 °C.',
  'Both extremes fall in the first half.',
  'A second, smaller peak of 22 °C follows.',
  'A local peak of 22 °C is reached in the afternoon.',
  'The last two are at 14:10 and 14:15.',
  'The value was read 1714 times in a row.',
  'Night 1: 20.3 °C on average.',
  'At 10:30 it begins to fall.',
  'The temperature did not go up.',
  'The values are close to the mean.',
];

/** The same said plainly. */
const REFUTED = [
  'The mean is 20.1 °C.',
  'The standard deviation is 0.5 °C.',
  'The highest is 20 °C.',
  'In the first hour the mean is 21.3 °C.',
  'A peak of 22 °C is reached.',
  'The last reading was at 14:10.',
  'The value was 21.5 °C 17 times in a row.',
  'From 10:15 to 10:35 it falls.',
  'The temperature falls.',
  'No reading is missing, and no spike was found.',
  'Leave the spike out and nothing is higher than 21.1 °C.',
];

describe('what is called false', () => {
  it.each(LEFT_OPEN)('is not what a sentence says of readings that it only points at: %s', (text) => {
    expect(judged(text)).not.toContain('refuted');
  });

  it.each(REFUTED)('is what is said plainly: %s', (text) => {
    expect(judged(text)).toContain('refuted');
  });

  it('is not that a sensor is broken, in which nothing was found', () => {
    const [said] = explainText('The sensor is malfunctioning.', { ...window, truth: [] }).statements;
    expect(said?.judgement.verdict).toBe('unverifiable');
  });

  it('is not a superlative whose number was told in another sentence', () => {
    expect(judged('The temperature costs 21.2 °C on average. It is warmest then.')).not.toContain('refuted');
    expect(judged('At 12:40 it is 21.2 °C, the highest of all.')).toContain('refuted');
  });

  it('is not a subject that says which readings have the figure', () => {
    expect(judged('The readings above 22 °C have a mean of 23.18 °C.')).not.toContain('refuted');
    expect(judged('The readings are above 22 °C.')).toContain('refuted');
  });

  it('counts at a limit by rounding and to the last digit', () => {
    // 20.47 and more round to 20.5, which is not 20.5 yet.
    const values = [...window.values];
    const rounded = values.filter((value) => value >= 20.45).length;
    const strict = values.filter((value) => value >= 20.5).length;
    expect(rounded).toBeGreaterThan(strict);
    expect(judged(`${rounded} readings are 20.5 °C or more.`)).toContain('supported');
    expect(judged(`${strict} readings are 20.5 °C or more.`)).not.toContain('refuted');
    expect(judged(`${strict - 1} readings are 20.5 °C or more.`)).toContain('refuted');
    expect(judged(`${rounded + 1} readings are 20.5 °C or more.`)).toContain('refuted');
  });

  it('is not a difference of two parts that holds by another figure of theirs', () => {
    // By the means it is 0.82 °C, by the medians 0.96.
    expect(judged('The second half is higher than the first by 0.96 °C.')).not.toContain('refuted');
    expect(judged('The second half is higher than the first by 2.31 °C.')).toContain('refuted');
  });

  it('is not a place in the window that is told by a share of it, within a tenth of its length', () => {
    expect(judged('The maximum is midway.')).not.toContain('refuted');
    expect(judged('The maximum is a quarter of the way through.')).toContain('refuted');
  });
});
