import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ClaimVerdict } from '../../../src/factcheck/claim.ts';
import { projectPath } from '../../../src/lib/project.ts';
import { measureFormulas, measureTexts, type Paraphrases, type Tally } from './measure.ts';

const WINDOWS = 40;
const FOLDER = 'bench/factcheck/generated';

const paraphrasesSchema = z.record(z.string(), z.array(z.string()));

export function readParaphrases(name: string): Paraphrases | undefined {
  const path = projectPath(`${FOLDER}/${name}`);
  return existsSync(path) ? paraphrasesSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

/** The judge alone, then with the reader on what was developed on, then on what only measures, whose sentences stay unread. */
export function printGenerated(errors: number): void {
  print('formulas, the judge alone', measureFormulas(WINDOWS, 'formulas'), errors);
  const known = readParaphrases('paraphrases.json');
  if (known !== undefined) print('paraphrases developed on', measureTexts(known, WINDOWS, 'known'), errors);
  const blind = readParaphrases('paraphrases-blind.json');
  if (blind !== undefined) print('paraphrases that only measure', measureTexts(blind, WINDOWS, 'blind'), 0);
}

function print(title: string, tallies: readonly Tally[], errors: number): void {
  const columns = ['true: supported', 'open', 'refuted', 'false: refuted', 'open', 'supported'];
  console.log(`\n${title.padEnd(32)}${columns.map((name) => name.padStart(17)).join('')}`);
  for (const { key, ofTrue, ofFalse } of tallies) console.log(line(key, ofTrue, ofFalse));
  const sum = (of: (tally: Tally) => Record<ClaimVerdict, number>) => (verdict: ClaimVerdict) =>
    tallies.reduce((total, tally) => total + of(tally)[verdict], 0);
  const [right, wrong] = [sum(({ ofTrue }) => ofTrue), sum(({ ofFalse }) => ofFalse)];
  const all = (of: (verdict: ClaimVerdict) => number) => ({
    supported: of('supported'),
    refuted: of('refuted'),
    unverifiable: of('unverifiable'),
  });
  console.log(line('all', all(right), all(wrong)));
  for (const text of tallies.flatMap((tally) => tally.wrong.slice(0, errors))) console.log(`  - ${text}`);
}

function line(key: string, right: Record<ClaimVerdict, number>, wrong: Record<ClaimVerdict, number>): string {
  const cells = [
    right.supported,
    right.unverifiable,
    right.refuted,
    wrong.refuted,
    wrong.unverifiable,
    wrong.supported,
  ];
  return key.padEnd(32) + cells.map((cell) => String(cell).padStart(17)).join('');
}
