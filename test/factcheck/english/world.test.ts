import { describe, expect, it } from 'vitest';
import { checkText } from '../../../src/factcheck/factcheck.ts';
import { CALM, office, WITH_SPIKE } from '../support.ts';

const calm = office(CALM);
/** The text begins with something else, so that a note is no title. */
const kindsOf = (text: string, context = calm) =>
  checkText(`The mean is 20. ${text}`, context)
    .claims.slice(1)
    .map(({ kind, verdict }) => `${kind} ${verdict}`);

describe('what happened in the world is a cause, and nobody decides it', () => {
  it.each([
    'The door was left open.',
    'Somebody opened a window.',
    'The blinds had been down all day.',
    'It rained upstream.',
    'Staff coming in, evidently.',
    'My guess: the boiler was serviced.',
    'I bet the window was shut.',
    'An accident must have closed the road.',
    'A cron job is the probable trigger.',
    'Direct sunlight explains it.',
    'A leaking tube would fit.',
    'The heating was switched off by somebody.',
    'The heating came on, presumably.',
    'Nightly sync.',
    'A reindexing run?',
    'The last colleague left at 17:26.',
  ])('%s', (text) => expect(kindsOf(text)).toEqual(['cause unverifiable']));

  it.each([
    ['The curve was left open.', 'a word for the data'],
    ['Demand dipped in the evening.', 'a change of what is measured'],
    ['The compressor is off (0 °C) for 20 minutes.', 'a figure beside it'],
    ['The silence begins at 12:00.', 'when something of the data was'],
    ['Operation is smooth.', 'a mere quality'],
    ['The network may have been down.', 'a possibility'],
    ['Hope that helps.', 'a wish'],
    ['Was a door open?', 'a question'],
  ])('%s: no cause, since it is %s', (text) => {
    expect(kindsOf(text).filter((kind) => kind.startsWith('cause'))).toEqual([]);
  });

  it('does not take along what is told of the data beside it', () => {
    expect(kindsOf('The door was open, and the maximum is 31.2.', WITH_SPIKE)).toEqual([
      'cause unverifiable',
      'statistic supported',
    ]);
    expect(kindsOf('It spiked because one reading is 31.2.', WITH_SPIKE)).not.toContain('cause unverifiable');
    expect(kindsOf('One step up leads to 31.2 °C.', WITH_SPIKE)).toContain('value supported');
  });
});
