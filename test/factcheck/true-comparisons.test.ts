import { describe, expect, it } from 'vitest';
import { explainText } from '../../src/factcheck/factcheck.ts';
import { exampleWindow } from './english/window.ts';

const window = exampleWindow();
const verdicts = (text: string) =>
  explainText(text, window).statements.map(({ judgement }) => judgement.verdict);

/** Sentences that hold, and whose comparison or count is easily held against the wrong thing. */
const TRUE = [
  'One reading, 29.4 °C, is above 23 °C.',
  'A single step never exceeds 9 °C.',
  '16 x <20.5 °C, rest (51) above.',
  'Of all 67, just 16 got under 20.5 °C; the other 51 did not.',
  'The mean is 21.2 °C, and this is closer to the low of the two.',
  'Mean and median agree to within 0.2 °C.',
  'No spikes at night, one spike at 12:30.',
  '30 readings, or 45 %, are above the mean.',
  'The second half is calmer than the first.',
  'Nothing goes above 29.5 °C or below 19.9 °C.',
  'A second high, 22.27 °C, comes at 15:45.',
  'The spike roughly doubles the standard deviation.',
  'Over the window it has a rise of 11 %.',
  'The spike lifts the temperature from 21.07 to 29.4 °C.',
  'The second half is the warmest (mean 21.7 °C).',
  'At first the readings hold steady.',
  'The temperature stays at 21.5 °C (7 readings, 14:30 to 15:00).',
  '<20.5 °C: 16. >23 °C: 1.',
  'If anything the temperature rises.',
  'It declined from 29.4 °C at 12:30 to 21.03 °C at 12:35.',
  'Jumps of more than 9 °C: none. No jumps after 13:00.',
];

describe('comparisons and counts that hold', () => {
  it.each(TRUE)('are never called false: %s', (text) => {
    expect(verdicts(text)).not.toContain('refuted');
  });

  it('are not found true of both halves for the sake of the whole', () => {
    expect(verdicts('Both halves have a mean above 21 °C.')).toEqual(['refuted']);
  });

  it('are not seen in a reading of a series in per cent', () => {
    const humid = { ...window, unit: '%' };
    const told = explainText('There are 67 readings, 20 % at 10:00.', humid).statements;
    expect(told.length).toBe(3);
    expect(told.map(({ judgement }) => judgement.verdict)).not.toContain('unverifiable');
  });

  it('are not found true where only the last readings are named', () => {
    expect(verdicts('The last 24 readings are all the same.')).not.toContain('supported');
  });
});
