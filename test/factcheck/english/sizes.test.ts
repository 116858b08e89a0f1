import { describe, expect, it } from 'vitest';
import { CALM, claimsOf, office } from '../support.ts';

const rising = office(Array.from({ length: 60 }, (_, index) => 20 + index / 20));
const stepped = office([...CALM.slice(0, 30), ...CALM.slice(30).map((value) => value + 5)]);

describe('a change and its size are two claims', () => {
  it('holds each by itself', () => {
    expect(claimsOf('The temperature rises by 2.95 °C.', rising)).toEqual([
      '"rises" trend supported',
      '"2.95 °C" comparison supported',
    ]);
    expect(claimsOf('The temperature rises by 4.4 °C.', rising)).toEqual([
      '"rises" trend supported',
      '"4.4 °C" comparison refuted',
    ]);
  });

  it('takes the size of one step for a value', () => {
    const [, size] = claimsOf('The temperature jumps by 4.85 °C.', stepped);
    expect(size).toBe('"4.85 °C" value supported');
  });
});
