import type { Moment } from '../../statement/literals.ts';

/** A word, number, moment or sign of a sentence, at its place in the text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Lower case with straight apostrophes. */
  readonly norm: string;
  readonly kind: 'word' | 'number' | 'moment' | 'sign';
  /** Of a number: its value and the worth of its last digit. */
  readonly number?: { readonly value: number; readonly step: number };
  readonly moment?: Moment;
  /** A blank before it. */
  readonly spaced: boolean;
}
