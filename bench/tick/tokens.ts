import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectPath } from '../../src/lib/project.ts';
import { stateFacts } from '../../src/prompt/facts.ts';
import { renderPrompt } from '../../src/prompt/render.ts';
import { parseTemplate } from '../../src/prompt/template.ts';
import type { FinishedReport } from '../../src/run.ts';
import type { Arena } from './compare.ts';
import { playedPlace, windowAt } from './places.ts';
import { createTicker } from './ticker.ts';

export interface TokenCounter {
  /** What counted: the name of the model whose tokenizer it is, or how it was estimated. */
  readonly by: string;
  count(text: string): number;
}

/** The part of node-llama-cpp that is used here; it is not among the project's own dependencies. */
interface LlamaModule {
  getLlama(options: object): Promise<{
    loadModel(options: object): Promise<{ tokenize(text: string): ArrayLike<number> }>;
  }>;
}

/** The tokenizer of the embedded model where that is installed, else three characters a token. */
export async function tokenCounter(): Promise<TokenCounter> {
  const library = projectPath('embedded', 'node_modules', 'node-llama-cpp', 'dist', 'index.js');
  const models = projectPath('models');
  const file = existsSync(models) ? readdirSync(models).find((name) => name.endsWith('.gguf')) : undefined;
  if (!existsSync(library) || file === undefined) {
    return {
      by: 'estimate: 3 characters a token (npm run embedded gets a tokenizer)',
      count: (text) => Math.ceil(text.length / 3),
    };
  }
  const module: LlamaModule = await import(pathToFileURL(library).href);
  const llama = await module.getLlama({ gpu: false, build: 'never', progressLogs: false });
  const model = await llama.loadModel({ modelPath: projectPath('models', file), vocabOnly: true });
  return { by: file.replace(/\.gguf$/, ''), count: (text) => model.tokenize(text).length };
}

/** Prompt tokens of Plumbline and of the Python pipeline (all raw numbers) for a window of that many points. */
export async function comparePrompts(points: number, counter: TokenCounter, { url, folder, python }: Arena) {
  const { source, job } = playedPlace(url);
  const window = windowAt(points, 0);
  const ticker = await createTicker(source, window.end - window.start, join(folder, `prompt-${points}.db`));
  const prompt = promptOf(await ticker.tick(window));
  await ticker.close();
  const raw = job && (await python?.run({ ...job(window), wantPrompt: true }));
  return {
    points,
    plumbline: counter.count(prompt),
    ...(raw?.prompt !== undefined && { python: counter.count(raw.prompt) }),
  };
}

/** All messages of the prompt that would be sent for the first series of a run. */
function promptOf(report: FinishedReport): string {
  const file = 'config/prompts/explain.md';
  const template = parseTemplate(readFileSync(projectPath(file), 'utf8'), file);
  const [question] = report.questions;
  if (question === undefined) throw new Error('the run asks nothing');
  const messages = renderPrompt(template, question.view, stateFacts(question.view));
  return messages.map(({ content }) => content).join('\n');
}
