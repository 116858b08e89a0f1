import { fieldOf } from '../source/source.ts';

/** What is known of a quantity whatever the window shows. */
export interface Quantity {
  /** It has mass or volume behind it: it cannot go from one value to another within seconds. */
  readonly isInert: boolean;
  /** No reading of it can be below nought. */
  readonly isPositive: boolean;
}

const AIR: Quantity = { isInert: true, isPositive: true };

const WORDS: readonly (readonly [RegExp, Quantity])[] = [
  [
    named('temp(?:erature|eratur)?|thermocouple|thermometer|dew[ _-]?point|taupunkt'),
    { isInert: true, isPositive: false },
  ],
  [named('(?:rel(?:ative)?[ _-]?)?humidity|(?:luft)?feuchte|(?:luft)?feuchtigkeit|rh'), AIR],
  [named('e?co2|carbon[ _-]?dioxide|kohlendioxid'), AIR],
  [named('barometer|barometric[ _-]?pressure|air[ _-]?pressure|luftdruck'), AIR],
  [named('light|lux|illuminance|helligkeit'), { isInert: false, isPositive: true }],
];

/** One of the words between the ends of a name, underscores, blanks and the like: `air_temperature`, `co2 ppm`. */
function named(words: string): RegExp {
  return new RegExp(`(?:^|[^\\p{L}\\p{N}])(?:${words})(?:$|[^\\p{L}\\p{N}])`, 'iu');
}

/** What a series measures, where the name of its field or of its measurement says it in a word of its own; null where neither does. */
export function quantityOf(series: string): Quantity | null {
  const path = fieldOf(series).replace(/([a-z])([A-Z])/g, '$1_$2');
  const dot = path.lastIndexOf('.');
  for (const name of [path.slice(dot + 1), path.slice(0, Math.max(0, dot))]) {
    const known = WORDS.find(([words]) => words.test(name));
    if (known !== undefined) return known[1];
  }
  return null;
}
