import type { Finding } from '../detect/finding.ts';
import { type FindingKind, traitsOf } from '../detect/kinds.ts';
import { codeMeaning } from '../detect/window/missing-codes.ts';
import { plural, type Style, writeDuration } from '../facts/style.ts';
import type { Statistics } from '../statistics/describe.ts';

/** The worst first: failed before suspect, then by score, then the earlier. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => b.flag - a.flag || b.score - a.score || a.start - b.start);
}

/** A series as a sentence speaks of it. */
export interface Subject {
  /** `temperature`, `CO2`; `value` where the field's name says nothing. */
  readonly name: string;
  readonly style: Style;
  readonly statistics: Statistics;
}

/** What happened and when, as one sentence without its full stop; what was expected stands in `expectation`. */
export function findingSentence(finding: Finding, subject: Subject): string {
  const lasts = finding.end >= subject.statistics.lastAt && finding.end > finding.start;
  const telling = { ...subject, lasts };
  const sentence = codeSentence(finding, telling) ?? SENTENCES[finding.kind](finding, telling);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

/** `20.9 to 21.4 °C was expected`; empty where that has no meaning or cannot be said in the unit of the series. */
export function expectation(finding: Finding, { style, statistics }: Subject): string {
  if (traitsOf(finding.kind).extent === 'silence') {
    const step = statistics.usualIntervalMs;
    return step > 0 ? `a reading every ${every(step)} is usual` : '';
  }
  if (finding.expected === null || !isLevel(finding.kind)) return '';
  // What is foreign to the window broke no limit: nobody set one.
  const isLimit = finding.kind === 'out of range' && finding.detector !== 'foreign';
  const verb = isLimit ? 'is allowed' : 'was expected';
  const [low, high] = finding.expected;
  if (Number.isFinite(low) && Number.isFinite(high)) return `${style.range(low, high)} ${verb}`;
  if (Number.isFinite(low)) return `at least ${style.reading(low)} ${verb}`;
  return Number.isFinite(high) ? `at most ${style.reading(high)} ${verb}` : '';
}

/** Of these `expected` is something that readings, or the step to the next one, could be. */
function isLevel(kind: FindingKind): boolean {
  const { observed } = traitsOf(kind);
  return observed === 'reading' || observed === 'change';
}

/** An interval after the word "every": `minute`, `10 seconds`. */
export function every(ms: number): string {
  return writeDuration(ms).replace(/^1 /, '');
}

interface Telling extends Subject {
  /** It goes on up to the last reading. */
  readonly lasts: boolean;
}

type Sentence = (finding: Finding, telling: Telling) => string;

function over({ start, end }: Finding, { style }: Telling): string {
  return style.span(start, end);
}

/** `since 14:05` where it lasts, else as `over`. */
function since(finding: Finding, telling: Telling): string {
  return telling.lasts ? `since ${telling.style.time(finding.start)}` : over(finding, telling);
}

function length({ start, end }: Finding): string {
  return writeDuration(end - start);
}

/** Of readings that are no measurements, whatever kind of finding they make. */
function codeSentence(finding: Finding, telling: Telling): string | null {
  const meaning = codeMeaning(finding);
  if (meaning === null) return null;
  return `the ${telling.name} reads ${telling.style.reading(finding.observed)} ${over(finding, telling)}, ${meaning}`;
}

function outOfRange(finding: Finding, telling: Telling): string {
  const [when, reading] = [over(finding, telling), telling.style.reading(finding.observed)];
  return finding.detector === 'foreign'
    ? `the ${telling.name} lies apart from all other readings ${when}: it reads ${reading}`
    : `the ${telling.name} is out of range ${when}: it reaches ${reading}`;
}

const SENTENCES: Readonly<Record<FindingKind, Sentence>> = {
  spike: (finding, telling) =>
    finding.points <= 1
      ? `the ${telling.name} stands out ${over(finding, telling)}: it reads ${telling.style.reading(finding.observed)}`
      : `the ${telling.name} stands out ${over(finding, telling)}: it reaches ${telling.style.reading(finding.observed)}`,
  dropout: (finding, telling) =>
    `the ${telling.name} drops to ${telling.style.reading(finding.observed)} ${over(finding, telling)}`,
  stuck: (finding, telling) =>
    telling.lasts
      ? `the ${telling.name} has been stuck at ${telling.style.reading(telling.statistics.last)} ${since(finding, telling)}: no change for ${length(finding)}`
      : `the ${telling.name} was stuck ${over(finding, telling)}: no change for ${length(finding)}`,
  gap: (finding, telling) => `data is missing ${over(finding, telling)}: a gap of ${length(finding)}`,
  stale: (finding, { style, statistics }) =>
    `the last reading came at ${style.time(statistics.lastAt)}: the sensor has been silent for ${length(finding)}`,
  'level shift': (finding, { name, style }) =>
    `the ${name} shifted at ${style.time(finding.start)} to a level of about ${style.level(finding.observed)}`,
  drift: (finding, telling) =>
    `the ${telling.name} drifts ${over(finding, telling)} and reaches ${telling.style.reading(finding.observed)}`,
  'noise burst': (finding, telling) =>
    `the ${telling.name} scatters much more than usual ${over(finding, telling)}`,
  attenuated: (finding, telling) =>
    `the ${telling.name} moves much less than usual ${over(finding, telling)}`,
  clipped: (finding, telling) =>
    `the ${telling.name} is clipped at ${telling.style.reading(finding.observed)} ${over(finding, telling)}`,
  'unusual level': (finding, telling) =>
    `the ${telling.name} is at an unusual level ${over(finding, telling)}: it reaches ${telling.style.reading(finding.observed)}`,
  'out of range': outOfRange,
  'rate of change': (finding, telling) =>
    `the ${telling.name} changes too fast ${over(finding, telling)}: by ${telling.style.reading(finding.observed)} from one reading to the next`,
  duplicate: (finding, telling) =>
    `${plural(finding.points, 'reading')} shared the time of another ${over(finding, telling)}; the last one counts`,
  disordered: (finding, telling) =>
    `${plural(finding.points, 'reading')} came later than newer ones ${over(finding, telling)}; they were sorted`,
  future: (finding, telling) =>
    `${plural(finding.points, 'reading')} ${finding.points === 1 ? 'has a time' : 'have times'} in the future ${over(finding, telling)}`,
};
