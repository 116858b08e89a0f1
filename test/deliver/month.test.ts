import { expect, it } from 'vitest';
import { month } from '../../bench/month/month.ts';

// The short form of `npm run month`: two days of four sensors, of which some are silent for hours.
it('a worker that lives through days of faults tells no silence that is none, and nothing twice', {
  timeout: 300_000,
}, async () => {
  const { messages, falseSilences, repeats, keysTwice, silences, outbox, happened } = await month({
    ...{ days: 2, sensors: 4, seed: 9 },
  });
  expect(happened.silencesOfSensors).toBeGreaterThan(0);
  expect(messages).toBeGreaterThan(0);
  expect({ falseSilences, repeats, keysTwice }).toEqual({ falseSilences: 0, repeats: 0, keysTwice: 0 });
  expect(silences.inTime).toBe(silences.visible);
  expect(Object.keys(outbox).filter((state) => state !== 'sent' && state !== 'joined')).toEqual([]);
});
