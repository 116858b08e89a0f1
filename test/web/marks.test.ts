import { describe, expect, it } from 'vitest';
import { marksOf } from '../../src/web/ui/marks.ts';

const at = (time: string) => Date.parse(`2026-11-26T${time}Z`);
const window = { start: Date.parse('2026-11-25T22:00:00Z'), end: at('04:00') };
const marks = (evidence: string, unit = '°C', reading = '') => marksOf({ evidence, reading }, window, unit);
const whole = [window.start, window.end];

describe('what a claim was held against, in the plot', () => {
  it('is the whole window and the figure, where no time is named', () => {
    expect(marks('mean of all 360 readings: 23.9482 °C')).toEqual({ spans: [whole], levels: [23.9482] });
  });

  it('is the stretch that the reading names', () => {
    const reading = 'mean of the 18 readings from 02:02 to 02:19';
    expect(marks('21.5 °C', '°C', reading)).toEqual({ spans: [[at('02:02'), at('02:19')]], levels: [21.5] });
    expect(marks('findings: level shift at 02:23 to 03:32: 1').spans).toEqual([[at('02:23'), at('03:32')]]);
  });

  it('is a moment, on the day on which the window has it', () => {
    expect(marks('highest: 34.24 °C at 02:40').spans).toEqual([[at('02:40'), at('02:40')]]);
    expect(marks('lowest at 23:10').spans).toEqual([[at('23:10') - 86_400_000, at('23:10') - 86_400_000]]);
    expect(marks('lowest at 2026-11-26 01:10:30').spans).toEqual([[at('01:10:30'), at('01:10:30')]]);
  });

  it('passes over a time that the window has not', () => {
    expect(marks('highest at 12:00')).toEqual({ spans: [whole], levels: [] });
  });

  it('takes negative values, several of them, and other units', () => {
    expect(marks('between -3.5 °C and 2 °C').levels).toEqual([-3.5, 2]);
    expect(marks('47.2 % of readings', '%').levels).toEqual([47.2]);
    expect(marks('mean of 18 readings: 3.25', '').levels).toEqual([3.25]);
  });

  it('takes counts and seconds for no value', () => {
    expect(marks('count of readings: 360; 12 min').levels).toEqual([]);
  });
});
