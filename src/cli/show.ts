import { Command } from 'commander';
import type { ClaimRow, ResultRow } from '../store/rows.ts';
import { configOption, requireConfig } from './config.ts';
import { EXIT } from './exit.ts';
import { countArgument } from './options.ts';
import { withStore } from './results.ts';
import { formatResults } from './table.ts';

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
  await withStore(requireConfig(options.config), async (store) => {
    const found = await store.getResult(id);
    if (found === undefined) {
      console.error(`plumbline: there is no result ${id}`);
      process.exitCode = EXIT.failed;
    } else {
      process.stdout.write(
        options.json ? `${JSON.stringify(found, null, 2)}\n` : describeResult(found.result, found.claims),
      );
    }
  });
}

function describeResult(result: ResultRow, claims: readonly ClaimRow[]): string {
  const findings = JSON.parse(result.findings) as readonly {
    readonly sentence: string;
    readonly detector: string;
  }[];
  return [
    formatResults([result], 'table'),
    section(
      'Findings',
      findings.map(({ sentence, detector }) => `${sentence} [${detector}]`),
    ),
    section(`Prompt ${result.prompt_hash ?? ''}`, result.prompt === null ? [] : promptLines(result.prompt)),
    section(
      `Response of ${result.model ?? result.model_requested ?? 'no model'}`,
      result.response?.split('\n') ?? [],
    ),
    section(
      'Claims',
      claims.map(({ verdict, text, evidence }) => `${verdict.padEnd(12)} "${text}": ${evidence}`),
    ),
  ].join('');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title.trim()}\n${lines.map((line) => `    ${line}\n`).join('')}\n`;
}

function promptLines(prompt: string): readonly string[] {
  const messages = JSON.parse(prompt) as readonly { readonly role: string; readonly content: string }[];
  return messages.flatMap(({ role, content }) => [`${role}:`, ...content.split('\n')]);
}
