import type { CheckContext } from '../../../src/factcheck/context.ts';

const START = Date.UTC(2024, 2, 5, 10);
const MINUTE = 60_000;
const SPIKE = 30;
const GAP = { from: 40, to: 44 };
const STUCK = { from: 54, to: 60 };

/** Five minutes apart, rising a little, with a spike, a gap and a frozen stretch. */
function valueAt(index: number): number {
  if (index === SPIKE) return 29.4;
  if (index >= STUCK.from && index <= STUCK.to) return 21.5;
  return Math.round((20 + 0.03 * index + ([0, 0.2, -0.1, 0.1][index % 4] ?? 0)) * 100) / 100;
}

const at = (index: number): number => START + index * 5 * MINUTE;

/** The window that the examples of the rules are about. */
export function exampleWindow(): CheckContext {
  const kept = Array.from({ length: 72 }, (_, index) => index).filter(
    (index) => index < GAP.from || index > GAP.to,
  );
  return {
    series: 'environment.temperature{room=office}',
    unit: '°C',
    times: Float64Array.from(kept, at),
    values: Float64Array.from(kept, valueAt),
    truth: [
      { kind: 'spike', at: at(SPIKE), value: 29.4 },
      { kind: 'gap', at: at(GAP.from), until: at(GAP.to) },
      { kind: 'stuck', at: at(STUCK.from), until: at(STUCK.to), value: 21.5 },
    ],
  };
}
