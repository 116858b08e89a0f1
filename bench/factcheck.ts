// How well the fact-check does on labelled answers, by kind of claim: `npm run bench:factcheck [folder]`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkText } from '../src/factcheck/check-text.ts';
import { projectPath } from '../src/lib/project.ts';
import { describe } from '../src/statistics/describe.ts';
import { contextOf, type LabelledAnswer, readLabelled } from './factcheck/labelled.ts';
import { type Output, type Score, scoreOutputs } from './factcheck/score.ts';

const FILES = ['claims-1.jsonl', 'claims-2.jsonl'];
const WORST = 10;
const POINTS = 10_000;
const ROUNDS = 20;

function outputsOf(items: readonly LabelledAnswer[], by: 'truth' | 'detectors'): Output[] {
  return items.map((item) => {
    const { claims, summary } = checkText(item.text, contextOf(item, by));
    return { item, claims, summary: summary ?? '' };
  });
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} % (${part}/${whole})`;
}

function print(title: string, score: Score): void {
  console.log(`\n${title}`);
  console.log(
    `  claims found      recall ${percent(score.matched, score.labels)}, precision ${percent(score.matched, score.found)}`,
  );
  console.log(`  verdict right     ${percent(score.right, score.matched)}`);
  console.log(`  false claims shown  ${score.falseShown} of ${score.refuted}`);
  console.log(`  true sentences left out  ${percent(score.trueMissing, score.trueSentences)}`);
}

function printKinds(score: Score): void {
  console.log(
    `\n  ${'kind'.padEnd(12)}${['labels', 'found', 'right', 'spurious'].map((name) => name.padStart(9)).join('')}`,
  );
  const kinds = [...score.byKind].sort(([, a], [, b]) => b.labels - a.labels);
  for (const [kind, { labels, matched, right, spurious }] of kinds) {
    console.log(
      `  ${kind.padEnd(12)}${[labels, matched, right, spurious].map((figure) => String(figure).padStart(9)).join('')}`,
    );
  }
  console.log('\n  worst errors');
  for (const { text } of score.errors.slice(0, WORST)) console.log(`  - ${text}`);
}

/** Milliseconds of processor time for one answer, with a window of 10,000 points; the median of the rounds. */
function timePerAnswer(items: readonly LabelledAnswer[]): number {
  const times = Float64Array.from({ length: POINTS }, (_, index) => index * 1000);
  const values = Float64Array.from({ length: POINTS }, (_, index) => 20 + Math.sin(index) + (index % 7) / 10);
  // As in a run, where the window was described before.
  const statistics = describe(times, values);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage().user;
    for (const { text, series, unit } of items)
      checkText(text, { series, unit, times, values, statistics, truth: [] });
    return (process.cpuUsage().user - before) / 1000 / items.length;
  });
  return rounds.sort((a, b) => a - b)[ROUNDS / 2] ?? Number.NaN;
}

/** One file an answer, in the form that score_claims.py reads. */
function writeOutputs(outputs: readonly Output[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { item, claims, summary } of outputs)
    writeFileSync(join(folder, `${item.id}.json`), JSON.stringify({ claims, summary }));
}

function main(folder: string, out: string | undefined): void {
  const sets = FILES.map((file) => ({ file, items: readLabelled(folder, file) }));
  const all = sets.flatMap(({ items }) => items ?? []);
  if (all.length === 0) {
    console.log(`skipped: no labelled answers in ${folder}; give their folder as the argument`);
    return;
  }
  const byTruth = outputsOf(all, 'truth');
  if (out !== undefined) writeOutputs(byTruth, out);
  const score = scoreOutputs(byTruth);
  print(`All ${all.length} answers, findings as labelled`, score);
  printKinds(score);
  for (const { file, items } of sets)
    if (items !== undefined) print(file, scoreOutputs(outputsOf(items, 'truth')));
  for (const origin of new Set(all.map((item) => item.origin))) {
    print(origin, scoreOutputs(byTruth.filter(({ item }) => item.origin === origin)));
  }
  print("All, findings of the project's own detectors", scoreOutputs(outputsOf(all, 'detectors')));
  console.log(
    `\nOne answer, window of ${POINTS} points: ${timePerAnswer(all).toFixed(2)} ms of processor time`,
  );
}

main(process.argv[2] ?? projectPath('../shared/fixtures/claims'), process.argv[3]);
