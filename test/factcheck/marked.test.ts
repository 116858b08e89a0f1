import { expect, it } from 'vitest';
import { cutAtClaims } from '../../src/factcheck/marked.ts';

const TEXT = 'The mean is 20 °C and it rose.';

it('cuts a text at its claims, in its order, and loses nothing of it', () => {
  const claims = [
    { start: 25, end: 29 },
    { start: 4, end: 17 },
  ];
  const pieces = cutAtClaims(TEXT, claims);
  expect(pieces).toEqual([
    { text: 'The ', claim: null },
    { text: 'mean is 20 °C', claim: 1 },
    { text: ' and it ', claim: null },
    { text: 'rose', claim: 0 },
    { text: '.', claim: null },
  ]);
  expect(pieces.map(({ text }) => text).join('')).toBe(TEXT);
});

it('leaves a claim within another to that one, and one beyond the text out', () => {
  const claims = [
    { start: 4, end: 17 },
    { start: 12, end: 17 },
    { start: 25, end: 99 },
  ];
  expect(cutAtClaims(TEXT, claims).map(({ claim }) => claim)).toEqual([null, 0, null]);
});
