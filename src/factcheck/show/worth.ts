import type { Finding } from '../../detect/finding.ts';
import type { FindingKind } from '../../detect/kinds.ts';
import { contextFactsOf, subjectOf, type WindowView } from '../../prompt/facts.ts';
import { worstFirst } from '../../prompt/words.ts';

/**
 * What a model's checked sentences are worth to a reader: null where they leave out the worst finding, since a
 * true remark beside the point ("The last reading is 22.5 °C.") would hide it, where they leave out that it is known where
 * the cause lies, and where nobody can say yet what is usual. Then the plain summary stands.
 */
export function wordsWorthShowing(view: WindowView, text: string | null): string | null {
  if (view.verdict === 'unknown') return null;
  const worst = worstFirst(view.findings)[0];
  if (text === null || worst === undefined) return text;
  return namesFinding(text, worst, view) && namesOrigin(text, view) ? text : null;
}

/** What is around a window is shown only in the words of the facts, so that these are looked for. */
function namesOrigin(text: string, view: WindowView): boolean {
  const said = contextFactsOf(view, '').find(({ about }) => about === 'origin');
  const place = said === undefined ? null : /points to the \w+/.exec(said.text);
  return place === null || text.includes(place[0]);
}

/** True when a text says what a finding is and when, or its value and when; a text without times names none. */
export function namesFinding(text: string, finding: Finding, view: WindowView): boolean {
  const { style } = subjectOf(view, '');
  const hasTime = [finding.start, finding.end].some((moment) => text.includes(style.time(moment)));
  const hasValue = numbersIn(text).some(({ value, decimals }) =>
    isRounded(finding.observed, value, decimals),
  );
  const hasKind = KIND_WORDS[finding.kind].test(text);
  return hasKind ? hasTime || hasValue : hasTime && hasValue;
}

/** Words that people use for each kind of finding. */
const KIND_WORDS: Readonly<Record<FindingKind, RegExp>> = {
  spike: /spike|outlier|stands? out|peak|jump|unusual|anomal/i,
  dropout: /drop|dip|fell|fall|outlier|unusual|anomal/i,
  stuck: /stuck|frozen|froze|no change|not change|unchanged|constant|same value|flat/i,
  gap: /missing|gap|no data|no reading/i,
  stale: /silent|silence|no data|no reading|stopped|missing|last reading came/i,
  'level shift': /shift|new level|step|jump/i,
  drift: /drift|creep|trend|away/i,
  'noise burst': /scatter|nois|fluctuat|erratic|spread/i,
  attenuated: /less than usual|hardly mov|attenuat|damp|flat|quiet/i,
  clipped: /cut off|clip|saturat|ceiling|capped/i,
  'unusual level': /unusual|abnormal|anomal/i,
  'out of range':
    /out of (the )?(allowed |normal )?(range|limits)|outside|beyond|above the|below the|exceed|apart from|cannot measure|sentinel|error (code|value)/i,
  'rate of change': /too fast|quick|rapid|sudden|jump|rate of change/i,
  duplicate: /same time|duplicate|twice|shared the time/i,
  disordered: /order|later than newer/i,
  future: /future/i,
};

interface WrittenNumber {
  readonly value: number;
  readonly decimals: number;
}

function numbersIn(text: string): readonly WrittenNumber[] {
  return [...text.matchAll(/-?\d+(?:\.(\d+))?/g)].map((match) => ({
    value: Number(match[0]),
    decimals: match[1]?.length ?? 0,
  }));
}

function isRounded(exact: number, written: number, decimals: number): boolean {
  return Math.abs(exact - written) <= 0.5 * 10 ** -decimals * (1 + 1e-9);
}
