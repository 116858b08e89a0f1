import type { Quantity } from '../statement/literals.ts';
import { GENERIC_UNIT, unitNamed } from '../units.ts';
import type { Figure } from './figure.ts';
import { show } from './say.ts';

/** A written length of time in seconds; undefined for another quantity. A bare number is one of seconds. */
export function scaledSeconds({ value, step, hedge, unit: name }: Quantity): Figure | undefined {
  const factor = name === undefined ? 1 : timeFactor(name);
  if (factor === undefined) return undefined;
  const said = `${show(value)} ${name ?? 's'}`;
  return {
    value: value * factor,
    tolerance: (step / 2) * factor,
    hedge,
    isWritten: true,
    said,
    natural: true,
    isLength: true,
  };
}

function timeFactor(name: string): number | undefined {
  const unit = unitNamed(name, GENERIC_UNIT);
  return unit?.dimension === 'time' ? unit.factor : undefined;
}
