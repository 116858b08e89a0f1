/**
 * Units that a text may write, each with the quantity it measures and how it converts: base = value * factor + offset.
 * Factors are exact by definition (SI brochure; 1 psi and 1 mmHg rounded to 7 digits).
 */
export interface Unit {
  readonly name: string;
  readonly dimension: string;
  readonly factor: number;
  readonly offset: number;
}

type Row = readonly [dimension: string, factor: number, offset: number, spellings: string];

const TABLE: readonly Row[] = [
  [
    'temperature',
    1,
    0,
    '°c|℃|celsius|deg c|degc|degrees c|degrees celsius|degree celsius|° c|º c|ºc|centigrade|° celsius',
  ],
  [
    'temperature',
    5 / 9,
    -160 / 9,
    '°f|℉|fahrenheit|deg f|degf|degrees f|degrees fahrenheit|degree fahrenheit|° f|° fahrenheit',
  ],
  ['temperature', 1, -273.15, 'kelvin|kelvins|degrees kelvin'],
  ['US dollars', 1, 0, 'usd|us$|us dollar|us dollars|dollar|dollars'],
  ['euros', 1, 0, 'eur|€|euro|euros'],
  ['pressure', 1, 0, 'pa|pascal|pascals'],
  ['pressure', 100, 0, 'hpa|mbar|millibar|millibars|hectopascal|hectopascals'],
  ['pressure', 1e3, 0, 'kpa|kilopascal|kilopascals'],
  ['pressure', 1e6, 0, 'mpa|megapascals'],
  ['pressure', 1e5, 0, 'bar|bars'],
  ['pressure', 6894.757, 0, 'psi'],
  ['pressure', 133.3224, 0, 'mmhg|torr'],
  ['power', 1, 0, 'w|watt|watts'],
  ['power', 1e3, 0, 'kw|kilowatt|kilowatts'],
  ['power', 1e6, 0, 'megawatt|megawatts'],
  ['energy', 1, 0, 'wh|watt-hours'],
  ['energy', 1e3, 0, 'kwh|kilowatt-hours|kilowatt-hour'],
  ['voltage', 1, 0, 'v|volt|volts'],
  ['voltage', 1e-3, 0, 'mv|millivolt|millivolts'],
  ['current', 1, 0, 'amp|amps|ampere|amperes'],
  ['current', 1e-3, 0, 'ma|milliamp|milliamps|milliamperes'],
  ['illuminance', 1, 0, 'lx|lux'],
  ['fraction', 1e-2, 0, '%|percent|per cent|pct|% rh|%rh'],
  ['fraction', 1e-6, 0, 'ppm|parts per million'],
  ['fraction', 1e-9, 0, 'ppb'],
  ['time', 1e-3, 0, 'ms|millisecond|milliseconds|msec'],
  ['time', 1, 0, 's|sec|secs|second|seconds'],
  ['time', 60, 0, 'min|mins|minute|minutes'],
  ['time', 3600, 0, 'h|hr|hrs|hour|hours'],
  ['time', 86_400, 0, 'd|day|days'],
  ['time', 604_800, 0, 'wk|week|weeks'],
  ['time', 2_629_746, 0, 'month|months'],
  ['time', 31_556_952, 0, 'year|years|yr'],
  ['frequency', 1, 0, 'hz|hertz'],
  ['frequency', 1e3, 0, 'khz|kilohertz'],
  ['rotation', 1, 0, 'rpm'],
  ['speed', 1, 0, 'm/s'],
  ['speed', 1 / 3.6, 0, 'km/h|kph|kmh'],
  ['speed', 0.44704, 0, 'mph'],
  ['flow', 1, 0, 'l/min|lpm|liters per minute|litres per minute'],
  ['flow', 1 / 60, 0, 'l/h'],
  ['data', 1, 0, 'b|byte|bytes'],
  ['data', 1e3, 0, 'kb|kilobyte|kilobytes'],
  ['data', 1e6, 0, 'mb|megabyte|megabytes'],
  ['data', 1e9, 0, 'gb|gigabyte|gigabytes'],
  ['data', 1024, 0, 'kib'],
  ['data', 1_048_576, 0, 'mib'],
  ['length', 1, 0, 'm|meter|meters|metre|metres'],
  ['length', 1e-2, 0, 'cm|centimeters|centimetres'],
  ['length', 1e-3, 0, 'mm|millimeters|millimetres'],
  ['length', 1e3, 0, 'km|kilometers|kilometres'],
  ['concentration', 1, 0, 'µg/m³|μg/m³|ug/m3|µg/m3'],
  ['sound', 1, 0, 'db|decibel|decibels'],
];

/** Spellings whose case tells them apart: `K` is kelvin, `k` a thousand. */
const CASED: ReadonlyMap<string, Unit> = new Map([
  ['C', { name: '°c', dimension: 'temperature', factor: 1, offset: 0 }],
  ['F', { name: '°f', dimension: 'temperature', factor: 5 / 9, offset: -160 / 9 }],
  ['K', { name: 'kelvin', dimension: 'temperature', factor: 1, offset: -273.15 }],
  ['A', { name: 'amp', dimension: 'current', factor: 1, offset: 0 }],
  ['MW', { name: 'megawatt', dimension: 'power', factor: 1e6, offset: 0 }],
  ['mW', { name: 'milliwatt', dimension: 'power', factor: 1e-3, offset: 0 }],
]);

/** Words for "the unit of the series, whatever it is". */
const GENERIC = new Set(['unit', 'units']);
const DEGREES = new Set(['°', 'degree', 'degrees', 'deg', 'degs']);
const DEVIATIONS = new Set([
  'standard deviation',
  'standard deviations',
  'sigma',
  'sigmas',
  'σ',
  'std',
  'sd',
  'sds',
  'stddev',
  'stdev',
  'stdevs',
  'std devs',
  'std dev',
  'std. dev',
  'standard errors',
]);

export const GENERIC_UNIT: Unit = { name: 'unit', dimension: 'generic', factor: 1, offset: 0 };
/** A difference between two percentages. */
const POINTS_UNIT: Unit = { name: 'percentage points', dimension: 'fraction', factor: 1e-2, offset: 0 };
/** "3 degrees": of whatever scale a series of temperatures has, and wrong for any other series. */
const DEGREE_UNIT: Unit = { name: 'degree', dimension: 'degree', factor: 1, offset: 0 };
/** A hundredth of whatever currency a series is in, and wrong for any other series. */
const CENT_UNIT: Unit = { name: 'cent', dimension: 'cent', factor: 1e-2, offset: 0 };
const CURRENCIES: ReadonlySet<string> = new Set(['US dollars', 'euros']);
export const SIGMA_UNIT: Unit = { name: 'standard deviations', dimension: 'sigma', factor: 1, offset: 0 };
export const FACTOR_UNIT: Unit = { name: 'times', dimension: 'factor', factor: 1, offset: 0 };

const BY_SPELLING: ReadonlyMap<string, Unit> = new Map(
  TABLE.flatMap(([dimension, factor, offset, spellings]) => {
    const names = spellings.split('|');
    const unit: Unit = { name: names[0] ?? '', dimension, factor, offset };
    return names.map((name): [string, Unit] => [name, unit]);
  }),
);

/** Units that no table of dimensions has. */
const LOOSE: ReadonlyMap<string, Unit> = new Map(
  [
    { unit: GENERIC_UNIT, spellings: GENERIC },
    { unit: POINTS_UNIT, spellings: ['percentage points', 'percentage point'] },
    { unit: DEGREE_UNIT, spellings: DEGREES },
    { unit: CENT_UNIT, spellings: ['cent', 'cents', '¢', 'ct', 'cts'] },
    { unit: SIGMA_UNIT, spellings: DEVIATIONS },
    { unit: FACTOR_UNIT, spellings: ['x', '×'] },
  ].flatMap(({ unit, spellings }) => [...spellings].map((name): [string, Unit] => [name, unit])),
);

/** The unit that a piece of text names, `seriesUnit` being one that counts even when this table lacks it. */
export function findUnit(text: string, seriesUnit: string): Unit | undefined {
  const lower = text.toLowerCase();
  const known = LOOSE.get(lower) ?? CASED.get(text) ?? BY_SPELLING.get(lower);
  if (known !== undefined) return known;
  return seriesUnit !== '' && sameWord(lower, seriesUnit.toLowerCase()) ? ownUnit(seriesUnit) : undefined;
}

const BY_NAME: ReadonlyMap<string, Unit> = new Map(
  [
    ...CASED.values(),
    ...BY_SPELLING.values(),
    GENERIC_UNIT,
    POINTS_UNIT,
    DEGREE_UNIT,
    CENT_UNIT,
    SIGMA_UNIT,
    FACTOR_UNIT,
  ].map((unit): [string, Unit] => [unit.name, unit]),
);

/** The unit that a quantity names, `own` being that of the series. */
export function unitNamed(name: string, own: Unit): Unit | undefined {
  return name === own.name ? own : BY_NAME.get(name);
}

/** The unit of a series as a `Unit`; one outside the table converts to nothing but itself. */
export function ownUnit(seriesUnit: string): Unit {
  const lower = seriesUnit.toLowerCase();
  const known = CASED.get(seriesUnit) ?? BY_SPELLING.get(lower);
  return known === undefined
    ? { name: lower, dimension: `own:${lower}`, factor: 1, offset: 0 }
    : asReading(known);
}

/** A unit of time as that of readings (a latency of 44 ms), so that it is told from a length of time. */
export function asReading(unit: Unit): Unit {
  return unit.dimension === 'time' ? { ...unit, dimension: 'measured time' } : unit;
}

function sameWord(a: string, b: string): boolean {
  return a === b || `${a}s` === b || a === `${b}s`;
}

/** What an absolute reading in `from` is in `to`; undefined when they measure different things. */
export function convertReading(value: number, from: Unit, to: Unit): number | undefined {
  if (takesAnyScale(from, to)) return value;
  if (!isLike(from, to)) return undefined;
  return (value * from.factor + from.offset - to.offset) / to.factor;
}

/** What a difference in `from` is in `to` (no offset: 9 °F of change are 5 °C of change). */
export function convertDifference(value: number, from: Unit, to: Unit): number | undefined {
  if (takesAnyScale(from, to)) return value;
  return isLike(from, to) ? (value * from.factor) / to.factor : undefined;
}

function isLike(from: Unit, to: Unit): boolean {
  return from.dimension === to.dimension || (from.dimension === 'cent' && CURRENCIES.has(to.dimension));
}

function takesAnyScale(from: Unit, to: Unit): boolean {
  const isAngleOrHeat = to.dimension === 'temperature' || to.dimension.startsWith('own:');
  return from.dimension === 'generic' || (from.dimension === 'degree' && isAngleOrHeat);
}
