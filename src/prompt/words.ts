import type { Finding, FindingKind } from '../detect/finding.ts';
import type { Statistics } from '../statistics/describe.ts';
import { plural, type Style, writeDuration } from './style.ts';

/** The worst first: failed before suspect, then by score, then the earlier. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => b.flag - a.flag || b.score - a.score || a.start - b.start);
}

/** One sentence about a finding: what, when, how much against what was expected. */
export function findingSentence(finding: Finding, statistics: Statistics, style: Style): string {
  const when = { from: finding.start, to: finding.end, lasts: finding.end >= statistics.lastAt, style };
  const sentence = SENTENCES[finding.kind](finding, when, style, statistics);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** What a person could look at first, for each kind of finding. */
export const CHECKS: Readonly<Record<FindingKind, string>> = {
  spike: 'Check whether something real happened then; if not, check the wiring and the supply of the sensor',
  dropout: 'Check the contacts and the supply of the sensor',
  stuck: 'Check whether the sensor still measures: restart it, or move what it measures',
  gap: 'Check the power and the network of the sensor at that time',
  stale: 'Check whether the sensor has power and reaches the network',
  'level shift':
    'Check whether the sensor was moved, replaced or set anew, or whether conditions changed then',
  drift: 'Check the sensor against a second instrument',
  'noise burst': 'Check for a loose contact or a source of interference nearby',
  attenuated: 'Check whether the sensor is covered, or whether its readings are averaged on the way',
  clipped: 'Check the measuring range of the sensor',
  'unusual level': 'Check whether something differs from other days at this hour',
  'out of range': 'Check the place first, then the sensor',
  'rate of change': 'Check whether so fast a change is possible there',
  duplicate: 'Check whether two senders write to this series',
  disordered: 'Check the clock of the sender and whether it buffers',
  future: 'Check the clock of the sender',
};

interface When {
  readonly from: number;
  readonly to: number;
  /** It goes on up to the last reading. */
  readonly lasts: boolean;
  readonly style: Style;
}

type Sentence = (finding: Finding, when: When, style: Style, statistics: Statistics) => string;

/** `at 14:05`, `from 14:05 to 14:25`. */
function over({ from, to, style }: When): string {
  return from === to ? `at ${style.time(from)}` : `from ${style.time(from)} to ${style.time(to)}`;
}

/** `since 14:05` where it lasts, else as `over`. */
function since(when: When): string {
  return when.lasts && when.from < when.to ? `since ${when.style.time(when.from)}` : over(when);
}

/** `, where 21.4 to 22.6 °C was expected`; nothing where nothing can be said. */
function against(finding: Finding, style: Style, word = 'was expected'): string {
  if (finding.expected === null) return '';
  const [low, high] = finding.expected;
  if (Number.isFinite(low) && Number.isFinite(high)) {
    return low === high
      ? `, where ${style.reading(low)} ${word}`
      : `, where ${style.range(low, high)} ${word}`;
  }
  if (Number.isFinite(low)) return `, where at least ${style.reading(low)} ${word}`;
  return Number.isFinite(high) ? `, where at most ${style.reading(high)} ${word}` : '';
}

function usualStep(statistics: Statistics): string {
  const step = statistics.usualIntervalMs;
  return Number.isFinite(step) && step > 0 ? `, where a reading every ${every(step)} is usual` : '';
}

/** An interval after the word "every": `minute`, `10 seconds`. */
export function every(ms: number): string {
  return writeDuration(ms).replace(/^1 /, '');
}

const SENTENCES: Readonly<Record<FindingKind, Sentence>> = {
  spike: (finding, when, style) =>
    finding.points <= 1
      ? `one reading stands out: ${style.reading(finding.observed)} ${over(when)}${against(finding, style)}`
      : `${plural(finding.points, 'reading')} ${over(when)} stand out, the most extreme ${style.reading(finding.observed)}${against(finding, style)}`,
  dropout: (finding, when, style) =>
    `the value drops to ${style.reading(finding.observed)} ${over(when)}${against(finding, style)}`,
  stuck: (finding, when, style, statistics) => {
    const length = writeDuration(finding.end - finding.start);
    return when.lasts
      ? `the value has been stuck at ${style.reading(statistics.last)} ${since(when)}: no change for ${length}`
      : `the value was stuck ${over(when)}: no change for ${length}`;
  },
  gap: (finding, when, _, statistics) =>
    `data is missing ${over(when)}: a gap of ${writeDuration(finding.end - finding.start)}${usualStep(statistics)}`,
  stale: (finding, _, style, statistics) =>
    `the last reading came at ${style.time(statistics.lastAt)}: the sensor has been silent for ${writeDuration(finding.end - finding.start)}${usualStep(statistics)}`,
  'level shift': (finding, when, style) =>
    `the level shifted at ${style.time(when.from)} to about ${style.reading(finding.observed)}${against(finding, style)}`,
  drift: (finding, when, style) =>
    `the value drifts away ${since(when)} and reaches ${style.reading(finding.observed)}${against(finding, style)}`,
  'noise burst': (finding, when, style) =>
    `the readings scatter much more than usual ${over(when)}: a spread of ${style.reading(finding.observed)}${against(finding, style)}`,
  attenuated: (finding, when, style) =>
    `the readings move much less than usual ${since(when)}: a spread of ${style.reading(finding.observed)}${against(finding, style)}`,
  clipped: (finding, when, style) =>
    `the readings look cut off at ${style.reading(finding.observed)} ${over(when)}${against(finding, style)}`,
  'unusual level': (finding, when, style) =>
    `the level is unusual ${since(when)}: ${style.reading(finding.observed)}${against(finding, style)}`,
  'out of range': (finding, when, style) =>
    finding.points <= 1
      ? `one reading is out of range: ${style.reading(finding.observed)} ${over(when)}${against(finding, style, 'is allowed')}`
      : `${plural(finding.points, 'reading')} ${over(when)} are out of range, the most extreme ${style.reading(finding.observed)}${against(finding, style, 'is allowed')}`,
  'rate of change': (finding, when, style) =>
    `the value changes too fast ${over(when)}: by ${style.reading(finding.observed)} from one reading to the next${against(finding, style)}`,
  duplicate: (finding, when) =>
    `${plural(finding.points, 'reading')} had the same time as another ${over(when)}; the last one counts`,
  disordered: (finding, when) =>
    `${plural(finding.points, 'reading')} came later than newer ones ${over(when)}; they were sorted`,
  future: (finding, when) =>
    `${plural(finding.points, 'reading')} ${finding.points === 1 ? 'has a time' : 'have times'} in the future ${over(when)}`,
};
