// How well the fact-check does on labelled answers: `npm run bench:factcheck [FILE.jsonl ...] [--out DIR] [--errors N]`, or `--generated [--errors N]`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkText } from '../src/factcheck/factcheck.ts';
import { projectPath } from '../src/lib/project.ts';
import { printGenerated } from './factcheck/generated/print.ts';
import { contextOf, type LabelledAnswer, readLabelled } from './factcheck/labelled.ts';
import { HEADER, row } from './factcheck/report.ts';
import { type Output, scoreOutputs } from './factcheck/score.ts';
import { printTimes } from './factcheck/timing.ts';

/** What the rules were developed on, and claims-5, of which only the figures may be looked at. */
const DEFAULT_FILES = [1, 2, 3, 4, 5].map((n) => projectPath(`../shared/fixtures/claims/claims-${n}.jsonl`));
/** Files whose texts stay unread: nothing of them is printed but figures. */
const UNREAD = /claims-[56]\.jsonl$/;

interface File {
  readonly name: string;
  readonly items: readonly LabelledAnswer[];
}

function outputsOf(items: readonly LabelledAnswer[], by: 'truth' | 'detectors'): Output[] {
  return items.map((item) => {
    const { claims, summary } = checkText(item.text, contextOf(item, by));
    return { item, claims, summary: summary ?? '' };
  });
}

function groupBy(outputs: readonly Output[], key: (output: Output) => string): Map<string, Output[]> {
  const groups = new Map<string, Output[]>();
  for (const output of outputs) groups.set(key(output), [...(groups.get(key(output)) ?? []), output]);
  return groups;
}

function printFile({ name, items }: File, errors: number): Output[] {
  const outputs = outputsOf(items, 'truth');
  const score = scoreOutputs(outputs);
  console.log(row(name, score));
  const voices = groupBy(outputs, ({ item }) => item.voice ?? item.origin);
  for (const [voice, some] of voices) if (voices.size > 1) console.log(row(`  ${voice}`, scoreOutputs(some)));
  if (!UNREAD.test(name)) for (const { text } of score.errors.slice(0, errors)) console.log(`    - ${text}`);
  return outputs;
}

/** One file an answer, in the form that the labelled set's own scorer reads. */
function writeOutputs(outputs: readonly Output[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { item, claims, summary } of outputs)
    writeFileSync(join(folder, `${item.id}.json`), JSON.stringify({ claims, summary }));
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: {
      out: { type: 'string' },
      errors: { type: 'string', default: '0' },
      generated: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.generated) {
    printGenerated(Number(values.errors));
    return;
  }
  const paths = positionals.length > 0 ? positionals : DEFAULT_FILES;
  const files = paths.flatMap((path): File[] => {
    const items = readLabelled(dirname(path), basename(path));
    return items === undefined ? [] : [{ name: basename(path), items }];
  });
  if (files.length === 0) {
    console.log('skipped: no labelled answers; give their files as arguments');
    return;
  }
  console.log(HEADER);
  const outputs = files.flatMap((file) => printFile(file, Number(values.errors)));
  if (values.out !== undefined) writeOutputs(outputs, values.out);
  const score = scoreOutputs(outputs);
  console.log(row('all', score));
  console.log(`\n${HEADER}`);
  const kinds = [...score.byKind].sort(([, a], [, b]) => b.labels - a.labels);
  for (const [kind, one] of kinds) console.log(row(kind, one));
  const items = files.flatMap((file) => file.items);
  console.log(`\n${row("all, the detectors' findings", scoreOutputs(outputsOf(items, 'detectors')))}`);
  printTimes(items);
}

main();
