import type { Vocabulary } from '../statement/text.ts';
import { quantityOf } from './words/quantities.ts';

/** What a unit says of the quantity, where the names of a series leave it open. */
const BY_UNIT: Readonly<Record<string, string>> = {
  '°c': 'temperature',
  '°f': 'temperature',
  lx: 'light',
  ppm: 'carbon dioxide',
  bar: 'pressure',
  hpa: 'pressure',
  'l/min': 'flow',
  mph: 'speed',
  v: 'voltage',
  a: 'current',
  g: 'vibration',
};

/** The quantities that a series can be of, by its own names and unit: what a text says of another is not said of it. */
export function quantitiesOf({ words, tags, unit }: Vocabulary): ReadonlySet<string> {
  const all = [...words, ...[...tags.values()].flatMap(wordsOf)].flatMap((word) => [
    word,
    word.replace(/\d+$/, ''),
  ]);
  const byUnit = BY_UNIT[unit.toLowerCase()];
  return new Set([
    ...all.map(quantityOf).filter((name) => name !== undefined),
    ...(byUnit === undefined ? [] : [byUnit]),
  ]);
}

/** "cpu_load" -> cpu, load. */
function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
}
