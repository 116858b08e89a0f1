import type { Event } from '../statement/events.ts';
import type { Num } from '../statement/numbers.ts';
import type { Part } from '../statement/parts.ts';
import type { Time } from '../statement/times.ts';
import type { Counter } from './census/census.ts';
import type { Cut } from './cut.ts';
import type { Figure, Scale } from './figure.ts';
import type { Happening } from './happening.ts';
import type { Instants } from './instants.ts';
import type { JudgedWindow } from './window.ts';

/**
 * What expressions come to in one window. Each may come to several things, the most natural first, since words leave open
 * where a half ends or which of two peaks is meant; none where the window has nothing of the kind.
 */
export interface Evaluator {
  readonly window: JudgedWindow;
  readonly whole: Cut;
  /** Why something could not be evaluated, for the evidence. */
  readonly notes: string[];
  cuts(part: Part): readonly Cut[];
  happenings(event: Event): readonly Happening[];
  instants(time: Time): Instants;
  /** `scale` is what a number as written is converted to. */
  figures(num: Num, scale: Scale): readonly Figure[];
  isNoFigure: Counter;
}
