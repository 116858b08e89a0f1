import type { Claim } from '../../src/factcheck/claim.ts';
import type { Label, LabelledAnswer } from './labelled.ts';

/**
 * Scores found claims against labels by the rules that the labelled set states: a found claim and a label match when they
 * overlap by at least half of the shorter one and their kinds are equal, in one group, or named by the label's `or`.
 */
export interface Score {
  readonly labels: number;
  /** Labels that some claim overlaps, whatever its kind. */
  readonly touched: number;
  readonly matched: number;
  readonly found: number;
  readonly right: number;
  readonly calledRefuted: number;
  /** Of these, really false. */
  readonly refutedFalse: number;
  readonly calledSupported: number;
  /** Of these, really true. */
  readonly supportedTrue: number;
  /** Labels that are false. */
  readonly refuted: number;
  readonly falseShown: number;
  readonly trueSentences: number;
  readonly trueMissing: number;
  readonly byKind: ReadonlyMap<string, KindScore>;
  readonly errors: readonly ScoreError[];
}

export interface KindScore {
  labels: number;
  touched: number;
  matched: number;
  right: number;
  calledRefuted: number;
  refutedFalse: number;
  calledSupported: number;
  supportedTrue: number;
  spurious: number;
}

export interface ScoreError {
  readonly weight: number;
  readonly text: string;
}

/** What the check made of one labelled answer. */
export interface Output {
  readonly item: LabelledAnswer;
  readonly claims: readonly Claim[];
  readonly summary: string;
}

const GROUPS = [
  'value statistic range',
  'count',
  'time duration',
  'rate',
  'comparison trend state',
  'series',
  'cause',
];
const GROUP_OF = new Map(
  GROUPS.flatMap((group) => group.split(' ').map((kind): [string, string] => [kind, group])),
);

type Place = { readonly start: number; readonly end: number };

function overlap(a: Place, b: Place): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  const shorter = Math.min(a.end - a.start, b.end - b.start);
  return shared > 0 && 2 * shared >= shorter ? shared : 0;
}

function sameKind({ kind, or }: Label, found: string): boolean {
  return [kind, ...or].some(
    (name) => name === found || (GROUP_OF.has(name) && GROUP_OF.get(name) === GROUP_OF.get(found)),
  );
}

interface Matching {
  /** Label -> claim. */
  readonly pairs: ReadonlyMap<Label, Claim>;
  /** Claims that count neither way. */
  readonly neutral: ReadonlySet<Claim>;
}

/** One to one, the best overlap first. */
function match(labels: readonly Label[], claims: readonly Claim[]): Matching {
  const candidates = labels.flatMap((label, at) =>
    claims.flatMap((claim, index) => {
      const shared = label.ambiguous || !sameKind(label, claim.kind) ? 0 : overlap(label, claim);
      const union = Math.max(label.end, claim.end) - Math.min(label.start, claim.start);
      return shared === 0
        ? []
        : [{ label, claim, at, index, share: shared / union, exact: label.kind === claim.kind }];
    }),
  );
  candidates.sort(
    (a, b) => b.share - a.share || Number(b.exact) - Number(a.exact) || a.at - b.at || a.index - b.index,
  );
  const pairs = new Map<Label, Claim>();
  const used = new Set<Claim>();
  for (const { label, claim } of candidates) {
    if (pairs.has(label) || used.has(claim)) continue;
    pairs.set(label, claim);
    used.add(claim);
  }
  const isPiece = (label: Label, claim: Claim) =>
    pairs.has(label) && sameKind(label, claim.kind) && claim.end - claim.start <= label.end - label.start;
  const neutral = claims.filter(
    (claim) =>
      !used.has(claim) &&
      labels.some((label) => overlap(label, claim) > 0 && (label.ambiguous || isPiece(label, claim))),
  );
  return { pairs, neutral: new Set(neutral) };
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

const ABBREVIATION = /(?:^|\s)(?:[ap]\.m|e\.g|i\.e|approx|vs|ca|max|min|avg|std|dev|fig)\.$/i;

/** Sentences as the labelled set counts them. */
function sentencesOf(text: string): { start: number; end: number; text: string }[] {
  const found: { start: number; end: number; text: string }[] = [];
  const push = (start: number, end: number) => {
    const piece = text.slice(start, end);
    const lead = piece.length - piece.trimStart().length;
    if (piece.trim() !== '')
      found.push({ start: start + lead, end: start + piece.trimEnd().length, text: piece.trim() });
  };
  let offset = 0;
  for (const line of text.split('\n')) {
    let start = 0;
    for (const stop of line.matchAll(/[.!?…]+["'”’)\]*_]*\s+(?=\S)/g)) {
      const end = stop.index + stop[0].length;
      const head = line.slice(start, stop.index + 1);
      const next = line.charAt(end);
      const isSmall = /\p{Ll}/u.test(next);
      if (isSmall || (!/\p{Lu}/u.test(next) && ABBREVIATION.test(head)) || /^\s*[*_]*\d+\.$/.test(head))
        continue;
      push(offset + start, offset + end);
      start = end;
    }
    push(offset + start, offset + line.length);
    offset += line.length + 1;
  }
  return found;
}

const MISSED = { refuted: 60, unverifiable: 15, supported: 20 } as const;
const SPURIOUS = { refuted: 55, supported: 25, unverifiable: 10 } as const;

function wrongVerdictWeight(label: Label['verdict'], found: Claim['verdict']): number {
  if (label === 'refuted') return found === 'supported' ? 90 : 40;
  if (label === 'supported') return found === 'refuted' ? 70 : 30;
  return found === 'supported' ? 50 : 35;
}

/** All figures over a set of answers. */
export function scoreOutputs(outputs: readonly Output[]): Score {
  const total = {
    ...noneYet(),
    found: 0,
    refuted: 0,
    falseShown: 0,
    trueSentences: 0,
    trueMissing: 0,
  };
  const byKind = new Map<string, KindScore>();
  const errors: ScoreError[] = [];
  for (const output of outputs) scoreOne(output, { total, byKind, errors });
  return { ...total, byKind, errors: errors.sort((a, b) => b.weight - a.weight) };
}

function noneYet() {
  return {
    labels: 0,
    touched: 0,
    matched: 0,
    right: 0,
    calledRefuted: 0,
    refutedFalse: 0,
    calledSupported: 0,
    supportedTrue: 0,
  };
}

type Totals = { -readonly [K in Exclude<keyof Score, 'byKind' | 'errors'>]: number };

function kindOf(byKind: Map<string, KindScore>, kind: string): KindScore {
  const known = byKind.get(kind) ?? { ...noneYet(), spurious: 0 };
  byKind.set(kind, known);
  return known;
}

/** Where the figures of one answer are added. */
interface Sheet {
  readonly total: Totals;
  readonly byKind: Map<string, KindScore>;
  readonly errors: ScoreError[];
}

function scoreOne({ item, claims, summary }: Output, sheet: Sheet): void {
  const matching = match(item.claims, claims);
  const sentences = sentencesOf(item.text);
  const shown = squeeze(summary);
  const isShown = (at: number) =>
    sentences.some(({ start, end, text }) => start <= at && at < end && shown.includes(squeeze(text)));
  const note: Note = (weight, text) => sheet.errors.push({ weight, text: `${item.id} ${text}` });
  sheet.total.found += claims.length - matching.neutral.size;
  for (const label of item.claims.filter(({ ambiguous }) => !ambiguous)) {
    const leaks = label.verdict === 'refuted' && isShown(label.start);
    const isTouched = claims.some((claim) => overlap(label, claim) > 0);
    scoreLabel(label, matching.pairs.get(label), { leaks, isTouched }, sheet, note);
  }
  const matched = new Set(matching.pairs.values());
  for (const claim of claims.filter((one) => !matched.has(one) && !matching.neutral.has(one))) {
    kindOf(sheet.byKind, claim.kind).spurious += 1;
    note(SPURIOUS[claim.verdict], `no such claim: "${claim.text}" (${claim.kind}, ${claim.verdict})`);
  }
  for (const { start, end, text } of sentences) {
    const mine = item.claims.filter((label) => start <= label.start && label.start < end);
    const isTrue = mine.every(({ verdict, ambiguous }) => verdict === 'supported' && !ambiguous);
    if (mine.length === 0 || !isTrue) continue;
    sheet.total.trueSentences += 1;
    if (shown.includes(squeeze(text))) continue;
    sheet.total.trueMissing += 1;
    note(5, `true sentence left out: "${squeeze(text)}"`);
  }
}

type Note = (weight: number, text: string) => void;

function scoreLabel(
  label: Label,
  claim: Claim | undefined,
  { leaks, isTouched }: { readonly leaks: boolean; readonly isTouched: boolean },
  { total, byKind }: Sheet,
  note: Note,
): void {
  const sums = [total, kindOf(byKind, label.kind)];
  for (const sum of sums) {
    sum.labels += 1;
    if (isTouched) sum.touched += 1;
    if (claim !== undefined) addVerdict(sum, label.verdict, claim.verdict);
  }
  if (label.verdict === 'refuted') total.refuted += 1;
  if (leaks) total.falseShown += 1;
  if (claim === undefined) {
    const what = `${label.kind}, ${label.verdict}: ${label.why}`;
    note(MISSED[label.verdict] + (leaks ? 30 : 0), `not found: "${label.quote}" (${what})`);
    return;
  }
  if (claim.verdict === label.verdict) return;
  const weight = wrongVerdictWeight(label.verdict, claim.verdict) + (leaks ? 9 : 0);
  note(
    weight,
    `"${label.quote}" is ${label.verdict} (${label.why}), found ${claim.verdict} (${claim.evidence})`,
  );
}

function addVerdict(
  sum: Omit<KindScore, 'spurious'>,
  really: Label['verdict'],
  called: Claim['verdict'],
): void {
  sum.matched += 1;
  if (called === really) sum.right += 1;
  if (called === 'refuted') sum.calledRefuted += 1;
  if (called === 'refuted' && really === 'refuted') sum.refutedFalse += 1;
  if (called === 'supported') sum.calledSupported += 1;
  if (called === 'supported' && really === 'supported') sum.supportedTrue += 1;
}
