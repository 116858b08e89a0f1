import type { FieldSample } from './survey.ts';

/** What a field probably is. */
export interface Guess {
  /** Empty where neither name nor data tell. */
  readonly unit: string;
  /** What such a sensor can measure; all values of the sample lie within. */
  readonly fail?: readonly [number, number];
}

interface Rule extends Guess {
  /** Of the field's name in small letters, its words apart by single blanks. */
  readonly name: RegExp;
  /** What the median of such values lies within, where one name stands for several units. */
  readonly median?: readonly [number, number];
}

const TEMPERATURE = /\b(temp|temperature|temperatur|dewpoint|dew point)\b/;
const PRESSURE = /\b(pressure|baro|barometer|luftdruck)\b/;

/** The first rule whose name fits and which the data does not contradict. */
const RULES: readonly Rule[] = [
  { name: /\b(temp|temperature) (f|fahrenheit)$/, unit: '°F', fail: [-60, 300] },
  { name: TEMPERATURE, median: [223, 423], unit: 'K', fail: [173, 473] },
  { name: TEMPERATURE, unit: '°C', fail: [-60, 150] },
  { name: /\b(humidity|humid|rh|hum|feuchte|moisture)\b/, unit: '%', fail: [0, 100] },
  { name: /\b(co ?2|carbon dioxide)\b/, unit: 'ppm', fail: [0, 40_000] },
  { name: PRESSURE, median: [500, 1100], unit: 'hPa', fail: [300, 1100] },
  { name: PRESSURE, median: [50_000, 110_000], unit: 'Pa', fail: [30_000, 110_000] },
  { name: PRESSURE, median: [50, 110], unit: 'kPa', fail: [30, 110] },
  { name: /\bpm ?(1|10|2 ?5|25)\b/, unit: 'µg/m³', fail: [0, 1000] },
  { name: /\bt?voc\b/, unit: 'ppb', fail: [0, 65_535] },
  { name: /\b(lux|illuminance)\b/, unit: 'lx', fail: [0, 200_000] },
  { name: /\b(rssi|dbm)\b/, unit: 'dBm', fail: [-150, 30] },
  { name: /\bp ?h\b/, unit: 'pH', fail: [0, 14] },
  { name: /\b(percent|percentage|pct|usage|used percent|battery level|soc)\b/, unit: '%', fail: [0, 100] },
  { name: /\bbattery$/, median: [5, 100], unit: '%', fail: [0, 100] },
  { name: /\b(voltage|volt|volts|vbat|vcc|battery)\b/, unit: 'V' },
  { name: /\b(current|ampere|amps)\b/, unit: 'A' },
  { name: /\b(power|watt|watts)\b/, unit: 'W' },
  { name: /\b(frequency|freq)\b/, median: [45, 65], unit: 'Hz', fail: [45, 65] },
  { name: /\bwind ?(speed|gust)\b/, unit: 'm/s', fail: [0, 113] },
];

/** Unit and bounds from a field's name, where no value speaks against them. */
export function guessOf({
  field,
  min,
  max,
  median,
}: Pick<FieldSample, 'field' | 'min' | 'max' | 'median'>): Guess {
  const name = wordsOf(field);
  const rule = RULES.find(({ name: pattern, fail, median: span }) => {
    if (!pattern.test(name) || (span !== undefined && !within(median, span))) return false;
    return fail === undefined || (within(min, fail) && within(max, fail));
  });
  if (rule === undefined) return { unit: '' };
  return rule.fail === undefined ? { unit: rule.unit } : { unit: rule.unit, fail: rule.fail };
}

/** `airTemperature_2` and `air-temperature.2` are `air temperature 2`. */
function wordsOf(field: string): string {
  return field
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function within(value: number, [low, high]: readonly [number, number]): boolean {
  return low <= value && value <= high;
}

/** What was seen and as much again to each side, within the bounds of the sensor, to two digits of what was seen. */
export function usualSpan(
  { min, max }: Pick<FieldSample, 'min' | 'max'>,
  fail: Guess['fail'],
): readonly [number, number] | undefined {
  const seen = max - min;
  if (!(seen > 0)) return undefined;
  const step = 10 ** (Math.floor(Math.log10(seen)) - 1);
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const low = Number((Math.floor((min - seen) / step) * step).toFixed(Math.min(digits, 20)));
  const high = Number((Math.ceil((max + seen) / step) * step).toFixed(Math.min(digits, 20)));
  return [Math.max(low, fail?.[0] ?? low), Math.min(high, fail?.[1] ?? high)];
}
