/** What can be measured: families of words that are never meant for one another, by the name of the quantity. */
const QUANTITIES: Readonly<Record<string, string>> = {
  temperature:
    'temperature|temperatures|temp|temps|thermometer|heat|warmth|air temperature|water temperature',
  humidity: 'humidity|relative humidity|rh|moisture|dampness',
  'carbon dioxide':
    'co2|co₂|carbon dioxide|co2 concentration|co2 level|co2 levels|carbon dioxide concentration',
  pressure: 'pressure|barometer|air pressure|barometric pressure',
  light: 'light|illuminance|brightness|light level|light levels|lighting|luminance|light intensity',
  voltage: 'voltage|voltages|electric potential',
  current: 'electric current|amperage|motor current',
  power: 'power|power consumption|wattage',
  speed: 'speed|speeds|velocity|wind speed',
  flow: 'flow|flow rate|throughput|volume flow',
  vibration: 'vibration|vibrations|acceleration|accelerometer',
  people: 'people|persons|occupants|visitors|headcount',
  occupancy: 'occupancy',
  cpu: 'cpu|cpu load|cpu utilization|cpu utilisation|cpu usage|processor load',
  memory: 'memory|ram|memory usage',
  price: 'price|prices|cost|costs',
  noise: 'sound level|loudness|noise level',
  energy: 'energy|energy consumption',
  weight: 'weight|mass',
};

const BY_WORD: ReadonlyMap<string, string> = new Map(
  Object.entries(QUANTITIES).flatMap(([name, words]) =>
    words.split('|').map((word): [string, string] => [word, name]),
  ),
);

/** The words that phrases for quantities begin with, as they are cut from a text: "co" of "co₂". */
const HEADS: ReadonlySet<string> = new Set(
  [...BY_WORD.keys()].flatMap((phrase) => phrase.match(/^[\p{L}\d]+/u) ?? []),
);

/** Whether a phrase for a quantity may begin with a word. */
export function beginsQuantity(word: string): boolean {
  return HEADS.has(word);
}

/** The quantity that a word or phrase names; undefined for another word. */
export function quantityOf(phrase: string): string | undefined {
  return BY_WORD.get(phrase);
}
