import { describe, expect, it } from 'vitest';
import type { CheckContext } from '../../../src/factcheck/context.ts';
import { explainText } from '../../../src/factcheck/factcheck.ts';
import { exampleWindow } from './window.ts';

/** A day of a reading each ten minutes: 100 to 102 W until 05:00, 200 to 202 W until noon, 300 to 302 W until 18:00, then 150 to 152 W. */
function day(): CheckContext {
  const indices = Array.from({ length: 144 }, (_, index) => index);
  const levelAt = (hour: number) => (hour < 5 ? 100 : hour < 12 ? 200 : hour < 18 ? 300 : 150);
  return {
    series: 'power.draw{room=office}',
    unit: 'W',
    times: Float64Array.from(indices, (index) => Date.UTC(2024, 2, 5) + index * 600_000),
    values: Float64Array.from(indices, (index) => levelAt(index / 6) + (index % 3)),
    truth: [],
  };
}

/** What is said of a figure, by its number. */
const verdictOf = (text: string, number: string, context: CheckContext) =>
  explainText(text, context)
    .claims.filter(({ start, end }) => text.slice(start, end).includes(number))
    .map(({ verdict }) => verdict);

describe('a part of the day', () => {
  it.each([
    'In the small hours',
    'In the wee hours of the night',
    'In the early hours of the morning',
    'During the small hours',
  ])('is midnight to five: %s', (part) => {
    expect(verdictOf(`${part} it averaged 101 W.`, '101', day())).toEqual(['supported']);
    expect(verdictOf(`${part} it averaged 141 W.`, '141', day())).toEqual(['refuted']);
  });

  it.each(['In the dead of night', 'At dusk', 'At dawn', 'At sunset', 'At nightfall'])(
    'is left open where nobody knows its hours: %s',
    (part) => {
      expect(verdictOf(`${part} it averaged 141 W.`, '141', day())).toEqual(['unverifiable']);
    },
  );

  it('is nothing that the text goes on to call "it"', () => {
    const text =
      'There is a spike at 12:30. In the afternoon all is calm. Without it the maximum is 22.27 °C.';
    expect(verdictOf(text, '22.27', exampleWindow())).toEqual(['supported']);
  });
});

describe('a stretch that the text has a name for', () => {
  it.each([
    'On the plateau it runs at 23.5 °C on average.',
    'During the ramp the mean is 23.5 °C.',
    'In that phase it averages 23.5 °C.',
    'In the quiet spell it averages 23.5 °C.',
    'The mean in the lull is 23.5 °C.',
    'Throughout the second wave the average is 23.5 °C.',
    'The average during that episode was 23.5 °C.',
    'Within the bursts the mean is 23.5 °C.',
    'Across the heating cycle it averages 23.5 °C.',
  ])('leaves its figure open: %s', (text) => {
    expect(verdictOf(text, '23.5', exampleWindow())).toEqual(['unverifiable']);
  });

  it('is found where its time is told', () => {
    const text = 'In the phase from 14:30 to 15:00 the mean is 25.5 °C.';
    expect(verdictOf(text, '25.5', exampleWindow())).toEqual(['refuted']);
    expect(verdictOf(text.replace('25.5', '21.5'), '21.5', exampleWindow())).toEqual(['supported']);
  });

  it('is none where it says how something goes', () => {
    expect(verdictOf('It stood on a plateau: the mean is 23.5 °C.', '23.5', exampleWindow())).toEqual([
      'refuted',
    ]);
  });
});

describe('what is left out of a part', () => {
  it.each([
    ['From 12:00 to 13:00 the mean is 21.61 °C with the spike and 20.96 °C without it.', '20.96'],
    ['From 12:00 to 13:00 the mean is 20.96 °C without the spike and 21.61 °C with it.', '21.61'],
  ])('is left out of that, not of the window: %s', (text, number) => {
    expect(verdictOf(text, number, exampleWindow())).toEqual(['supported']);
    expect(verdictOf(text.replace(number, '23.9'), '23.9', exampleWindow())).toEqual(['refuted']);
  });
});
