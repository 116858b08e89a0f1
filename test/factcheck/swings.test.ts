import { describe, expect, it } from 'vitest';
import { claimsOf, office } from './support.ts';

/** Level at 20 until 10:15, up to 22 at 10:35, level, down to 21 from 10:45 to 10:55, level. */
const COURSE = Array.from({ length: 60 }, (_, at) => {
  if (at <= 15) return 20;
  if (at <= 35) return 20 + (at - 15) / 10;
  if (at <= 45) return 22;
  return at <= 55 ? 22 - (at - 45) / 10 : 21;
});
const window = office(COURSE);
const verdictOf = (text: string, claim: string): string | undefined =>
  claimsOf(text, window)
    .find((one) => one.startsWith(`"${claim}"`))
    ?.split(' ')
    .at(-1);

describe('a slow change', () => {
  it.each([
    ['A rise sets in at 10:15.', 'at 10:15'],
    ['At 10:15 a rise begins.', 'At 10:15'],
    ['It climbs from 10:15 on.', 'from 10:15 on'],
    ['The temperature rises until 10:35.', 'until 10:35'],
    ['There is a fall. It starts at 10:45.', 'at 10:45'],
    ['The decline ends at 10:55.', 'at 10:55'],
    ['From 10:15 to 10:35 the temperature climbs.', 'From 10:15 to 10:35'],
  ])('begins and ends where the readings turn: %s', (text, time) => {
    expect(verdictOf(text, time)).toBe('supported');
  });

  it.each([
    ['A rise sets in at 10:25.', 'at 10:25'],
    ['It climbs from 10:25 on.', 'from 10:25 on'],
    ['The temperature rises until 10:25.', 'until 10:25'],
    ['The decline ends at 10:40.', 'at 10:40'],
  ])('does not begin or end in the middle: %s', (text, time) => {
    expect(verdictOf(text, time)).toBe('refuted');
  });

  it('is left open where it may begin one reading later', () => {
    expect(verdictOf('A rise sets in at 10:18.', 'at 10:18')).toBe('unverifiable');
  });

  it('goes the way it goes behind its beginning, not around it', () => {
    expect(claimsOf('A fall sets in at 10:45.', window)[0]).toBe('"fall" trend supported');
    expect(claimsOf('A rise sets in at 10:45.', window)[0]).not.toContain('supported');
  });

  it('may take several steps, however fast its verb', () => {
    expect(claimsOf('From 10:15 to 10:35 the temperature shoots up.', window).at(-1)).toContain('supported');
  });

  it('between two moments is told by these', () => {
    expect(claimsOf('It declined from 22 °C at 10:45 to 21 °C at 10:55.', window)[0]).toContain('supported');
    expect(claimsOf('It declined from 20 °C at 10:15 to 22 °C at 10:35.', window)[0]).toContain('refuted');
  });
});

describe('a rise or fall with its measures', () => {
  it.each([
    ['From 10:15 on it rises, gaining 2 °C in 20 minutes.', '2 °C'],
    ['It fell by 1 °C in ten minutes.', '1 °C'],
    ['It fell by 1 °C in ten minutes.', 'in ten minutes'],
    ['Within twenty minutes the temperature had risen by 2 °C.', '2 °C'],
    ['It declined from 22 °C at 10:45 to 21 °C at 10:55, a loss of 1 °C.', '1 °C'],
    ['It rose from 20 °C to 22 °C, which took 20 minutes.', '20 minutes'],
    ['It took 20 minutes to go from 20 °C to 22 °C.', '20 minutes'],
    ['From 10:15 to 10:35 the temperature climbs, a pace of 6 °C per hour.', 'pace of 6 °C per hour'],
    ['It climbs to 22 °C by 10:35, stays there and falls to 21 °C by 10:55.', 'falls'],
  ])('holds by what else is told of it: %s', (text, claim) => {
    expect(verdictOf(text, claim)).toBe('supported');
  });

  it.each([
    ['From 10:15 on it rises, gaining 3.5 °C in 20 minutes.', '3.5 °C'],
    ['It fell by 1.8 °C in ten minutes.', '1.8 °C'],
    ['It fell by 1 °C in 4 minutes.', 'in 4 minutes'],
    ['Within twenty minutes the temperature had risen by 2.7 °C.', '2.7 °C'],
    ['It declined from 22 °C at 10:45 to 21 °C at 10:55, a loss of 1.6 °C.', '1.6 °C'],
    ['It rose from 20 °C to 22 °C, which took 12 minutes.', '12 minutes'],
    ['It took 12 minutes to go from 20 °C to 22 °C.', '12 minutes'],
    ['From 10:15 to 10:35 the temperature climbs, a pace of 9 °C per hour.', 'pace of 9 °C per hour'],
  ])('is false by it: %s', (text, claim) => {
    expect(verdictOf(text, claim)).toBe('refuted');
  });

  it.each([
    // So much in eight minutes there is, but no rise goes so slowly.
    ['It went up by 0.5 °C in eight minutes.', 'up by 0.5 °C'],
    // Of a size and a length that do not go together the one is false that no rise has.
    ['It fell by 1 °C in 4 minutes.', '1 °C'],
    ['It fell by 1.8 °C in 25 minutes.', 'in 25 minutes'],
    // Until when it rises is not told.
    ['From 10:15 on it gained 1.5 °C.', 'gained 1.5 °C'],
  ])('is left open where it may be another: %s', (text, claim) => {
    expect(verdictOf(text, claim)).toBe('unverifiable');
  });

  it('does not go on from a size against something else', () => {
    expect(claimsOf('From 10:45 on it falls: a loss of 2 °C against the maximum.', window)).not.toContain(
      '"2 °C" comparison refuted',
    );
  });
});

describe('how long something lasts', () => {
  it.each([
    ['The rise takes 20 minutes.', '20 minutes'],
    ['It sat on 22.0 °C for ten minutes.', 'for ten minutes'],
    ['It stayed above 21.5 °C for 19 minutes at a stretch.', 'for 19 minutes'],
    ['It was below 20.05 °C for the first 15 minutes.', 'for the first 15 minutes'],
    ['It declined from 22 °C at 10:45 to 21 °C at 10:55, a loss of 1 °C in ten minutes.', 'in ten minutes'],
    ['A sample comes every minute.', 'every minute'],
    ['The time between two readings is one minute.', 'one minute'],
  ])('is told of what stands beside it: %s', (text, length) => {
    expect(verdictOf(text, length)).toBe('supported');
  });

  it.each([
    ['The rise takes 35 minutes.', '35 minutes'],
    ['It sat on 22.0 °C for 25 minutes.', 'for 25 minutes'],
    ['It stayed above 21.5 °C for 49 minutes at a stretch.', 'for 49 minutes'],
    ['It was below 20.05 °C for the first 35 minutes.', 'for the first 35 minutes'],
    ['It was below 20.05 °C for the first 5 minutes.', 'for the first 5 minutes'],
    ['The time between two readings is 7 minutes.', '7 minutes'],
  ])('is no other length: %s', (text, length) => {
    expect(verdictOf(text, length)).not.toBe('supported');
  });
});

describe('what lies apart', () => {
  it.each([
    ['It touched 20.5 °C at 10:20 and 21.5 °C at 10:30, ten minutes apart.', 'ten minutes apart'],
    ['There are 60 readings, one minute apart.', 'one minute apart'],
  ])('is what was named before: %s', (text, length) => {
    expect(verdictOf(text, length)).toBe('supported');
  });

  it('is false of two moments that are not so far apart, and true of none', () => {
    const apart = (length: string) =>
      verdictOf(`It was 21 °C at 10:20 and at 10:40, which are ${length} apart.`, `${length} apart`);
    expect(apart('twenty minutes')).toBe('unverifiable');
    expect(apart('five minutes')).toBe('refuted');
  });
});

describe('a length of time of readings that are themselves in seconds', () => {
  it('is one all the same', () => {
    const trips = { ...window, series: 'travel.time{road=office}', unit: 's' };
    expect(claimsOf('The data covers an hour.', trips)[0]).toContain('supported');
    expect(claimsOf('The data covers three hours.', trips)[0]).not.toContain('supported');
  });
});

describe('a clock of twelve hours', () => {
  const evening = office(COURSE.map((value, at) => (at === 20 ? 25 : value)));
  const late = { ...evening, times: evening.times.map((ms) => ms + 9 * 3_600_000) };

  it('leaves open which half of the day is meant', () => {
    expect(claimsOf('The maximum came at twenty past seven.', late)[0]).toContain('supported');
    expect(claimsOf('The maximum came at twenty past eight.', late)[0]).toContain('refuted');
  });

  it('goes with a part of the day, all of which is meant by "through"', () => {
    expect(claimsOf('The temperature rises through the evening.', late)[0]).toContain('supported');
    expect(claimsOf('The temperature falls through the evening.', late)[0]).toContain('refuted');
    // Until when is for the writer to know.
    expect(claimsOf('The temperature falls from the evening.', late)[0]).toContain('unverifiable');
  });

  it('is told by the part of the day', () => {
    expect(claimsOf('The maximum came at twenty past seven in the evening.', late)[0]).toContain('supported');
    expect(claimsOf('The maximum came at twenty past seven in the morning.', late)[0]).toContain('refuted');
    expect(claimsOf('The maximum came at ten to eight at night.', late)[0]).toContain('refuted');
  });
});

describe('a movement that never comes', () => {
  const rising = office(COURSE.slice(0, 46));

  it('takes no single step', () => {
    expect(claimsOf('The readings never decrease from one to the next.', rising)[0]).toContain('supported');
    expect(claimsOf('The readings never decrease from one to the next.', window)[0]).not.toContain(
      'supported',
    );
  });
});

describe('what goes on until or from a moment', () => {
  it.each([
    ['It was below 20.05 °C until 10:15.', 'until 10:15', 'supported'],
    ['It was below 20.05 °C until 10:25.', 'until 10:25', 'unverifiable'],
    ['It has been below 21.05 °C since 10:55.', 'since 10:55', 'supported'],
    ['It has been below 21.05 °C since 10:30.', 'since 10:30', 'unverifiable'],
    ['From 10:35 to 10:45 it stood at 22.0 °C.', 'From 10:35 to 10:45', 'supported'],
    ['From 10:25 to 10:45 it stood at 22.0 °C.', 'From 10:25 to 10:45', 'unverifiable'],
  ])('holds from there, up to there: %s', (text, time, verdict) => {
    expect(verdictOf(text, time)).toBe(verdict);
  });
});

describe('a span of the window itself', () => {
  it('is told by its verb', () => {
    expect(
      verdictOf('The window, which runs from 10:00 to 10:59, opens at 20 °C.', 'from 10:00 to 10:59'),
    ).toBe('supported');
    expect(
      verdictOf('The window, which runs from 10:00 to 10:39, opens at 20 °C.', 'from 10:00 to 10:39'),
    ).toBe('refuted');
  });
});
