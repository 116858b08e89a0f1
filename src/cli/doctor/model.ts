import { createModel } from '../../app.ts';
import { readPrompt } from '../../ask/prompt-file.ts';
import type { Config, MonitorConfig } from '../../config/schema.ts';
import { inspect } from '../../detect/inspect.ts';
import { inspectSettings } from '../../detect/settings.ts';
import type { Clock } from '../../lib/clock.ts';
import { createLogger } from '../../lib/log.ts';
import { parseAnswer } from '../../model/answer.ts';
import { modelAddress } from '../../model/discover.ts';
import { jsonOrUndefined } from '../../model/error-text.ts';
import type { Model, Reply } from '../../model/model.ts';
import { answer, answerSchema } from '../../prompt/answer-schema.ts';
import { stateFacts, type WindowView } from '../../prompt/facts.ts';
import { estimateTokens, renderPrompt } from '../../prompt/render.ts';
import type { Template } from '../../prompt/template.ts';
import { NO_NOTES } from '../../source/source.ts';
import { checkModels, type ModelCheck } from '../check-model.ts';
import { type Remark, remark } from './remark.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The model: whether it is there under its name, and what it makes of one real question. */
export async function lookAtModel(
  config: Config,
  env: Environment,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly Remark[]> {
  const address = modelAddress(config.model, env);
  if (address.kind === 'none')
    return [remark('model', 'ok', 'none is asked; texts are written from the facts')];
  // A prompt that can't be used is said before anything is asked.
  const template = readPrompt(config.model.role);
  const checks = await checkModels(config.model, env);
  const isAny = checks.length === 0 || checks.some(({ ok }) => ok);
  const listed = checks.map((check) => checkRemark(check, isAny));
  if (!isAny) return listed;
  // Each of several servers is asked the question, so that what is said is said of one of them.
  const urls = checks.length > 1 && address.kind === 'given' ? address.urls : [config.model.url];
  const tried: Remark[] = [];
  for (const [index, url] of urls.entries()) {
    if (checks[index]?.ok === false) continue;
    const one = { ...config, model: { ...config.model, url: typeof url === 'string' ? url : [...url] } };
    const said = await tryOne(one, template, clock, signal);
    const where = checks[index]?.where;
    tried.push(...(urls.length === 1 ? said : said.map((it) => ({ ...it, text: `${where}: ${it.text}` }))));
  }
  return [...listed, ...tried];
}

/** One of several that is away is left out; texts are written from the facts where all are. */
function checkRemark({ where, ok, text }: ModelCheck, isAny: boolean): Remark {
  if (ok) return remark('model', 'ok', `${where}: ${text}`);
  const advice = 'Is the server up, are model.url and model.name right? Until then';
  return isAny
    ? remark('model', 'warning', `${where}: ${text}. ${advice} the other servers are asked`)
    : remark('model', 'failure', `${where}: ${text}. ${advice} texts are written from the facts`);
}

async function tryOne(
  config: Config,
  template: Template,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly Remark[]> {
  const model = createModel(config, clock, createLogger('silent', 'json'));
  if (model === undefined) return [];
  try {
    return await tryModel(model, template, config, signal);
  } finally {
    await model.close();
  }
}

async function tryModel(
  model: Model,
  template: Template,
  { monitors, model: settings }: Config,
  signal: AbortSignal,
): Promise<readonly Remark[]> {
  const [monitor] = monitors;
  if (monitor === undefined) return [];
  const view = exampleView(monitor);
  const messages = renderPrompt(template, view, stateFacts(view));
  const needed = estimateTokens(messages) + settings.maxTokens;
  const context = await model.contextTokens(signal);
  const outcome = await model.ask(messages, answerSchema(), signal);
  if (!('reply' in outcome)) {
    const text = `no answer: ${outcome.reason}. Texts are written from the facts until there is one`;
    return [remark('model', settings.url === 'auto' ? 'warning' : 'failure', text)];
  }
  const { reply } = outcome;
  return [
    contextRemark(context, needed),
    schemaRemark(reply),
    speedRemark(reply, settings.answerTimeout, monitors.length),
  ];
}

function contextRemark(context: number | null, needed: number): Remark {
  const about = 'model context';
  if (context === null) return remark(about, 'ok', `not known; a question takes up to ${needed} tokens`);
  const text = `${context} tokens; a question takes up to ${needed} with its answer`;
  if (context >= needed) return remark(about, 'ok', text);
  return remark(
    about,
    'warning',
    `${text}: facts will be left out. Give the server a larger context, or lower model.maxTokens`,
  );
}

/** Whether the words come as they were asked for, and if not, whether they can be found all the same. */
export function schemaRemark({ text, model }: Pick<Reply, 'text' | 'model'>): Remark {
  const about = 'model answer';
  if (answer.safeParse(jsonOrUndefined(text)).success) {
    return remark(about, 'ok', `${model} keeps to the schema of the answer`);
  }
  const parsed = parseAnswer(text);
  const state = parsed.ok ? 'what counts was found in it' : `it can't be used: ${parsed.reason}`;
  const advice =
    'A server that honours response_format, or another model, does better: plumbline eval compares them';
  return remark(about, 'warning', `${model} does not keep to the schema of the answer; ${state}. ${advice}`);
}

function speedRemark({ elapsedMs }: Reply, answerTimeoutMs: number, monitors: number): Remark {
  const about = 'model speed';
  const text = `${(elapsedMs / 1000).toFixed(1)} s for an answer, loading included`;
  if (elapsedMs < answerTimeoutMs / 2) return remark(about, 'ok', text);
  const advice = `With ${monitors} monitors that may be too slow: ask: on_finding, or a smaller model`;
  return remark(about, 'warning', `${text}. ${advice}`);
}

/** An hour of a calm sensor with one spike, as the first monitor would tell it. */
function exampleView(monitor: MonitorConfig): WindowView {
  const window = { start: 0, end: 3_600_000 };
  const times = Float64Array.from({ length: 60 }, (_, minute) => minute * 60_000);
  const values = Float64Array.from(times, (_, minute) => (minute === 40 ? 35 : 20 + (minute % 7) / 10));
  const series = 'example.value{sensor=a}';
  const inspection = inspect({ series, times, values, notes: NO_NOTES }, window, inspectSettings(monitor));
  const { name, unit, limits } = monitor;
  return { ...inspection, monitor: name, series, unit, window, limits };
}
