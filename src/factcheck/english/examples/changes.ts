/** Changes, states and names. How they are written: `../examples.ts`. */
export const CHANGES: readonly string[] = [
  // Changes and states
  'The temperature {rises|falls} over the window.',
  'The temperature {rises slowly|falls slowly}.',
  'There is a {gradual rise|gradual fall}.',
  'From 14:05 to 14:10 it fell {without a break~with a break}.',
  'A loose contact {is to blame~is to blame}.',
  'The temperature {keeps rising|keeps falling}.',
  'There is an {upward trend|downward trend}.',
  'It {rises and grows|falls and drops}.',
  'It {rises again~falls again}.',
  'The sensor was {stuck~noisy} from 14:30 to 15:00.',
  'The skew is {to the right~to the left}: the distribution is {right-skewed~left-skewed}.',
  'The data is {irregularly spaced~evenly spaced}.',
  'Data is {missing|complete}.',
  'It is {slightly unusual~normal}.',
  'The reading at 12:30 is {unusual|normal}.',
  'The values are {outside~within} normal limits.',
  'The data does not have any {extreme symmetry~extreme skewness}.',
  'There is {something~not anything} unusual.',
  'The spread is {relatively small range~relatively small range}.',
  'Nothing {stands out~stands out} before 12:00.',
  'It stepped at 12:30 from {21.07~26.1} to 29.4 °C.',
  // Names
  'The sensor in the {office|kitchen} reached 29.4 °C.',
  'The {room office|room b7} reached 29.4 °C.',
  'The {server room~server room} is warm.',
  // Words that join others
  'It was stable for {two and a half hours~nine and a half hours}.',
  'There is a {rising tendency|falling tendency}.',
  'The data does not have {any significant skewness~any significant skewness}.',
  'The sensor {office~office} reached 29.4 °C.',
];
