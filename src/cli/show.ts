import { Command } from 'commander';
import { parseAnswer } from '../model/answer.ts';
import { columnsOf } from '../store/columns.ts';
import type { Exchange } from '../store/exchange.ts';
import type { KeptClaim, ResultWithClaims } from '../store/result.ts';
import { configOption, requireConfig } from './config.ts';
import { EXIT } from './exit.ts';
import { MARKS_LEGEND, markClaims } from './marks.ts';
import { countArgument } from './options.ts';
import { printable } from './printable.ts';
import { answeredBy, formatResults } from './table.ts';
import { readStore } from './with-store.ts';

/** `plumbline show ID`: one result with everything that belongs to it. */
export function showCommand(): Command {
  return new Command('show')
    .description('print one result with its findings, prompt, response and claims')
    .argument('<id>', 'id of the result', countArgument(1, Number.MAX_SAFE_INTEGER))
    .addOption(configOption())
    .option('--json', 'as JSON', false)
    .addHelpText(
      'after',
      `
Examples:
  plumbline show 17
  plumbline show 17 --json

Exit codes: 0 printed; 1 there is no such result; 2 wrong options or config.`,
    )
    .action(show);
}

async function show(id: number, options: { readonly config: string; readonly json: boolean }): Promise<void> {
  await readStore(requireConfig(options.config), async (store) => {
    const found = await store.getResult(id);
    if (found === undefined) {
      console.error(`plumbline: there is no result ${id}`);
      process.exitCode = EXIT.failed;
    } else {
      const asJson = () => JSON.stringify({ ...found, result: columnsOf(found.result) }, null, 2);
      process.stdout.write(options.json ? `${asJson()}\n` : describeResult(found));
    }
  });
}

function describeResult({ result, claims }: ResultWithClaims): string {
  const { findings, exchange } = result;
  const evidence = claims.map((claim) => `${claim.verdict.padEnd(12)} "${claim.text}": ${claim.evidence}`);
  return [
    formatResults([result], 'table'),
    section(
      'Findings',
      findings.map(({ sentence, detector }) => `${sentence} [${detector}]`),
    ),
    section(`Prompt ${exchange.promptHash ?? ''}`, promptLines(exchange)),
    section(
      `Response of ${answeredBy(exchange)}`,
      exchange.response === null ? [] : printable(exchange.response).split('\n'),
    ),
    section('Its summary, marked', markedAnswer(exchange, claims)),
    section('Claims', evidence.map(printable)),
    section(
      'The model supposes, which nobody has checked',
      result.hypothesis === null ? [] : [printable(result.hypothesis)],
    ),
  ].join('');
}

/** The text that was checked, with its claims marked; nothing where there was no answer. */
function markedAnswer({ response, status }: Exchange, claims: readonly KeptClaim[]): readonly string[] {
  if (response === null || status !== 'answered') return [];
  const parsed = parseAnswer(response, 'full');
  if (!parsed.ok) return [];
  const inColour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const marked = markClaims(printable(parsed.answer.summary), claims, inColour);
  return inColour ? [marked] : [marked, '', MARKS_LEGEND];
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : `${printable(title.trim())}\n${lines.map((line) => `    ${line}\n`).join('')}\n`;
}

function promptLines({ prompt }: Exchange): readonly string[] {
  return (prompt ?? []).flatMap(({ role, content }) => [`${role}:`, ...content.split('\n')]);
}
