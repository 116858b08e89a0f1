import { describe, expect, it } from 'vitest';
import { read } from '../../../src/factcheck/english/read.ts';
import { parseSeriesName } from '../../../src/factcheck/series-names.ts';

const vocabulary = { unit: '°C', ...parseSeriesName('environment.temperature{room=office}') };
/** What the statement with this number is of, by its natural reading: the figure and the part. */
const meant = (text: string, number: string) => {
  const said = read(text, vocabulary).statements.find(({ start, end }) =>
    text.slice(start, end).includes(number),
  );
  const found = /"name":"(\w+)","of":\{"part":"(\w+)"/.exec(JSON.stringify(said?.readings[0]?.formula));
  return [found?.[1], found?.[2]];
};

const PARTS_ABOVE =
  '| | before 12:30 | first half |\n|---|---|---|\n| mean | 20.1 °C | 20.2 °C |\n| highest | 20.3 | 20.4 |';
const FIGURES_ABOVE =
  '| part | mean | max |\n|---|---|---|\n| first half | 20.1 | 20.2 |\n\nThe second is 20.5.';

describe('a number of a table', () => {
  it.each([
    [PARTS_ABOVE, '20.1', ['mean', 'before']],
    [PARTS_ABOVE, '20.2', ['mean', 'piece']],
    [PARTS_ABOVE, '20.3', ['max', 'before']],
    [PARTS_ABOVE, '20.4', ['max', 'piece']],
    [FIGURES_ABOVE, '20.1', ['mean', 'piece']],
    [FIGURES_ABOVE, '20.2', ['max', 'piece']],
  ])('is the figure of the part that its row and its column name: %#', (text, number, expected) => {
    expect(meant(text, number)).toEqual(expected);
  });

  it('is of no column behind the table, nor where a row names none', () => {
    expect(meant(FIGURES_ABOVE, '20.5')[0]).toBeUndefined();
    expect(meant('| room | note |\n| office | 20.5 |', '20.5')[0]).toBeUndefined();
  });
});
