import { describe, expect, it } from 'vitest';
import type { Formula, ToldMove } from '../../../src/factcheck/statement/formulas.ts';
import { office } from '../support.ts';
import { literal, quantity, verdictOn, WHOLE } from './support.ts';

const UNTOLD: ToldMove = {
  direction: 'up',
  start: null,
  end: null,
  from: null,
  to: null,
  size: null,
  length: null,
  within: false,
  rate: null,
};
const moves = (claims: (Formula & { is: 'told move' })['claims'], told: Partial<ToldMove>): Formula => ({
  is: 'told move',
  told: { ...UNTOLD, ...told },
  claims,
  of: WHOLE,
});
const minutes = (text: string) => quantity(text, { unit: 'min' });

describe('a rise from one value to another', () => {
  const saw = (times: number) =>
    office(Array.from({ length: 2 * times }, (_, at) => (at % 2 === 0 ? 20 : 22)));
  const inOne = moves('length', { from: literal('20'), to: literal('22'), length: minutes('1') });

  it('is one of up to three', () => {
    expect(verdictOn(saw(3), [inOne])).toBe('supported');
    expect(verdictOn(saw(4), [inOne])).toBe('unverifiable');
  });

  it('begins with the reading that comes nearest to the value, where digits were rounded away', () => {
    const ramp = office([20, 20, 20.2, 20.4, 20.8, 21.2, 21.6, 22, 22]);
    const lasting = (text: string) =>
      verdictOn(ramp, [moves('length', { from: literal('20'), to: literal('22'), length: minutes(text) })]);
    expect(lasting('6')).toBe('supported');
    expect(lasting('3')).toBe('supported');
    expect(lasting('11')).toBe('refuted');
  });
});

describe('what is looked at of a rise', () => {
  it('is told of up to twenty-four readings that it may begin with', () => {
    const begins = (count: number) =>
      verdictOn(office([...Array.from({ length: count }, () => 20), 22]), [
        moves('size', { from: literal('20'), size: quantity('9'), length: minutes('1') }),
      ]);
    expect(begins(24)).toBe('refuted');
    expect(begins(25)).toBe('unverifiable');
  });

  it('is held against up to 60,000 pairs of readings where neither end is told', () => {
    const of = (count: number) =>
      verdictOn(office(Array.from({ length: count }, (_, at) => 20 + at / 100)), [
        moves('size', { size: quantity('99'), length: minutes('300') }),
      ]);
    expect(of(346)).toBe('refuted');
    expect(of(347)).toBe('unverifiable');
  });

  it('is another quantity in another unit', () => {
    const inVolts = moves('size', { size: quantity('2', { unit: 'v' }), length: minutes('1') });
    expect(verdictOn(office([20, 22]), [inVolts])).toBe('unverifiable');
  });
});
