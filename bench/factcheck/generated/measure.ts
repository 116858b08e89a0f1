import type { ClaimVerdict } from '../../../src/factcheck/claim.ts';
import { checkText } from '../../../src/factcheck/factcheck.ts';
import { evaluatorOf, judge } from '../../../src/factcheck/judge/judge.ts';
import type { Formula } from '../../../src/factcheck/statement/formulas.ts';
import { seededRandom } from '../../../src/lib/random.ts';
import { CASES, type Case, falsified, type Stated } from './cases.ts';
import { type MadeWindow, makeWindow } from './windows.ts';
import { write } from './write.ts';

/** What became of the true and the false ones of a case. */
export interface Tally {
  readonly key: string;
  readonly ofTrue: Record<ClaimVerdict, number>;
  readonly ofFalse: Record<ClaimVerdict, number>;
  /** Sentences that came out wrong: true and refuted, or false and supported. */
  readonly wrong: string[];
}

/** The paraphrases of each case. */
export type Paraphrases = Readonly<Record<string, readonly string[]>>;

type Judging = (
  stated: Stated,
  made: MadeWindow,
  at: number,
) => { readonly verdict: ClaimVerdict; readonly said: string };

/** The judge alone: the case's own formula in place of a sentence. */
export function measureFormulas(windows: number, seed: string): readonly Tally[] {
  return CASES.flatMap((one) => {
    const { formula } = one;
    return formula === undefined
      ? []
      : [tally(one, windows, seed, (stated, made) => judged(formula(stated), made))];
  });
}

function judged(formula: Formula, made: MadeWindow): ReturnType<Judging> {
  const readings = [{ formula, assumes: [] }];
  const statement = { start: 0, end: 0, kind: 'value', readings, unread: [], rules: [] } as const;
  const { verdict, evidence } = judge(statement, evaluatorOf(made.context));
  return { verdict, said: `${JSON.stringify(formula)} ${evidence}` };
}

/** Reader and judge: a paraphrase of each case, another for each window. */
export function measureTexts(paraphrases: Paraphrases, windows: number, seed: string): readonly Tally[] {
  return CASES.flatMap((one) => {
    const of = paraphrases[one.key] ?? [];
    if (of.length === 0) return [];
    return [
      tally(one, windows, seed, (stated, made, at) =>
        checked(write(of[at % of.length] ?? '', stated, made), made),
      ),
    ];
  });
}

/** A text is supported when all of its claims are, and refuted when one is. */
function checked(text: string, { context }: MadeWindow): ReturnType<Judging> {
  const { claims } = checkText(text, context);
  const isRefuted = claims.some(({ verdict }) => verdict === 'refuted');
  const isSupported = claims.length > 0 && claims.every(({ verdict }) => verdict === 'supported');
  const evidence = claims.map((claim) => `${claim.verdict} "${claim.text}": ${claim.evidence}`).join(' | ');
  return {
    verdict: isRefuted ? 'refuted' : isSupported ? 'supported' : 'unverifiable',
    said: `${text} -> ${evidence}`,
  };
}

function tally(one: Case, windows: number, seed: string, judging: Judging): Tally {
  const counts = () => ({ supported: 0, refuted: 0, unverifiable: 0 });
  const result: Tally = { key: one.key, ofTrue: counts(), ofFalse: counts(), wrong: [] };
  for (let at = 0; at < windows; at += 1) {
    const random = seededRandom(`${seed}/${one.key}/${at}`);
    const made = makeWindow(random);
    const stated = one.of(made, random);
    if (stated === undefined) continue;
    const right = judging(stated, made, at);
    result.ofTrue[right.verdict] += 1;
    if (right.verdict !== 'supported') result.wrong.push(`true, ${right.verdict}: ${right.said}`);
    const other = falsified(stated, one, made, random);
    if (other === undefined) continue;
    const wrong = judging(other, made, at);
    result.ofFalse[wrong.verdict] += 1;
    if (wrong.verdict === 'supported') result.wrong.push(`false, supported: ${wrong.said}`);
  }
  return result;
}
