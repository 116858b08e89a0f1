import { expect, test } from 'vitest';
import { checkWithContext } from '../../src/ask/context-check.ts';
import type { CheckContext } from '../../src/factcheck/context.ts';
import { minutes } from '../support/series.ts';

const values = Array.from({ length: 60 }, (_, row) => (row === 30 ? 29 : 21 + (row % 3) / 10));
const { series, window } = minutes(values);
const context: CheckContext = {
  ...series,
  ...{ unit: '°C', window, truth: [{ kind: 'spike', at: window.start + 30 * 60_000, value: 29 }] },
};
const around = [{ id: 'F9', text: 'All 3 other series stayed as usual meanwhile.' }];
const check = (text: string) => checkWithContext(text, context, around);

test('a sentence that says a computed fact again is supported by it', () => {
  const { summary, claims } = check(
    'One reading stands out: 29 °C at 00:30. All 3 other series stayed as usual.',
  );
  expect(summary).toBe('One reading stands out: 29 °C at 00:30. All 3 other series stayed as usual.');
  expect(claims.at(-1)).toMatchObject({ verdict: 'supported', evidence: expect.stringContaining('F9') });
});

test('two facts that follow each other may be said in one sentence, and no others', () => {
  const facts = [
    ...around,
    { id: 'F10', text: 'This points to the sensor.' },
    { id: 'F11', text: 'It is over.' },
  ];
  const one = checkWithContext(
    'All 3 other series stayed as usual meanwhile, which points to the sensor.',
    context,
    facts,
  );
  expect(one.claims).toMatchObject([{ verdict: 'supported', evidence: expect.stringContaining('F9, F10') }]);
  const other = checkWithContext('All 3 other series stayed as usual, and it is over.', context, facts);
  expect(other.summary).toBeNull();
});

test.each([
  'All 4 other series stayed as usual.',
  'All 3 other series did not stay as usual.',
  'None of 3 other series stayed as usual.',
  'The humidity stayed as usual.',
])('what says something else of the surroundings is not shown: %s', (text) => {
  expect(check(text).summary).toBeNull();
});

test('what a model only supposes is kept apart from what it states', () => {
  const { summary, hypothesis } = check(
    'One reading stands out: 29 °C at 00:30. It may be due to a loose contact.',
  );
  expect(summary).toBe('One reading stands out: 29 °C at 00:30.');
  expect(hypothesis).toBe('It may be due to a loose contact.');
  expect(check('Perhaps the window was open.')).toMatchObject({
    summary: null,
    hypothesis: 'Perhaps the window was open.',
  });
});

test('a supposition with a false number in it is no hypothesis', () => {
  expect(check('The reading of 35 °C at 00:30 may be due to a loose contact.').hypothesis).toBeNull();
});
