import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { createModel } from '../app.ts';
import { readPrompts } from '../ask/prompt-file.ts';
import type { Config } from '../config/schema.ts';
import { type EvalCase, makeCases } from '../eval/cases.ts';
import { type CaseOutcome, type Examinee, examine } from '../eval/evaluate.ts';
import { type Scores, score } from '../eval/score.ts';
import { type Examined, formatTable } from '../eval/table.ts';
import { systemClock } from '../lib/clock.ts';
import { PlumblineError } from '../lib/errors.ts';
import { createLogger } from '../lib/log.ts';
import { projectPath } from '../lib/project.ts';
import { isoTime } from '../lib/time.ts';
import { discoverModel, isInContainer, usualPlaces } from '../model/discover.ts';
import { createEmbeddedModel } from '../model/embedded.ts';
import type { Model } from '../model/model.ts';
import { createOpenAiModel } from '../model/openai.ts';
import type { Role } from '../prompt/answer-schema.ts';
import { type Detail, detailFor } from '../prompt/detail.ts';
import { readCsvSeries } from '../source/csv/series.ts';
import type { SeriesWindow } from '../source/source.ts';
import { configOption, requireConfig } from './config.ts';
import { addCsvOptions, type CsvFlags, csvSettingsFrom } from './csv-options.ts';
import { countArgument } from './options.ts';
import { createProgressBar } from './progress.ts';
import { writeStore } from './with-store.ts';

interface Options extends CsvFlags {
  readonly config: string;
  readonly model: readonly string[];
  readonly role?: Role;
  readonly detail?: Detail;
  readonly windows: number;
  readonly points: number;
  readonly data?: string;
  readonly repair: boolean;
  readonly stored: boolean;
  readonly json: boolean;
}

/** One model in one role, with what came of each window. */
interface Examination extends Examined {
  /** Of the prompt file: two prompts can be told apart later. */
  readonly promptHash: string;
  readonly outcomes: readonly CaseOutcome[];
}

const SAMPLE = projectPath('data', 'office.csv');
const ROLES: readonly Role[] = ['explain', 'judge'];
const DETAILS: readonly Detail[] = ['brief', 'full'];
const never = new AbortController().signal;

/** `plumbline eval`: which local model is good enough for these sensors? */
export function evalCommand(): Command {
  const command = new Command('eval')
    .description('find out which local model is good enough: known faults are put into half of the windows')
    .addOption(
      new Option('--model <name>', 'model to ask, "embedded" for the one without a server; repeatable')
        .argParser((name: string, names: readonly string[]) => [...names, name])
        .default([], 'the configured one'),
    )
    .addOption(new Option('--role <role>', 'only this role; default: both').choices(ROLES))
    .addOption(
      new Option(
        '--detail <detail>',
        'how much the model is given; default: model.detail of the config',
      ).choices(DETAILS),
    )
    .option('--windows <count>', 'windows for each model and role', countArgument(2, 10_000), 40)
    .option('--points <count>', 'rows in a window', countArgument(20, 100_000), 60)
    .option('--data <file>', 'CSV file to take windows from; default: the sample')
    .option('--repair', 'ask once more, with the objections, where nothing could be shown', false)
    .option('--stored', 'ask nobody: print what earlier evaluations gave, side by side', false)
    .option('--json', 'the whole report as JSON', false)
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Examples:
  plumbline eval
  plumbline eval --model ai/smollm2 --model qwen2.5:0.5b --windows 100
  plumbline eval --data kitchen.csv --role explain --json
  plumbline eval --role explain --detail full        all that is known around a finding, whatever the model's size
  plumbline eval --stored                            two models, or two prompts, side by side

Findings are what is known of the faults, so that models are compared and not the detectors. Where several series of the file were read at
the same times, each has the others beside it, and level shifts, drifts, ramps and gaps are put by turns into one and into all:
whether what is shown names the origin rightly (sensor, surroundings, connection) is counted over those texts that name one. What was measured is kept in
the table evaluations of the database. Exit codes: 0 done; 1 no model or no data; 2 wrong options or config.`,
    )
    .action(evaluate);
  return addCsvOptions(command);
}

async function evaluate(options: Options): Promise<void> {
  const config = withDetail(requireConfig(options.config), options.detail);
  if (options.stored) return printStored(config, options.json);
  const data = options.data ?? SAMPLE;
  const recordings = await readRecordings(data, options);
  const cases = makeCases(recordings, options.windows, options.points);
  if (cases.length === 0) {
    throw new PlumblineError('source_file', `${data} has no series of ${options.points} rows`, {
      hint: 'Name a longer file, or fewer rows with --points.',
    });
  }
  const at = systemClock();
  const examined: Examination[] = [];
  for (const model of await chooseModels(config, options.model)) {
    try {
      for (const role of options.role === undefined ? ROLES : [options.role]) {
        const examination = await examineAll(model, role, cases, config, options.repair);
        examined.push(examination);
        await keep(config, at, data, examination);
      }
    } finally {
      await model.close();
    }
  }
  const report = { at: isoTime(at), data, examined };
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : formatTable(examined));
}

function withDetail(config: Config, detail: Detail | undefined): Config {
  return detail === undefined ? config : { ...config, model: { ...config.model, detail } };
}

async function keep(config: Config, at: number, data: string, examination: Examination): Promise<void> {
  const { model, role, promptHash, scores, outcomes } = examination;
  const json = { scores: JSON.stringify(scores), outcomes: JSON.stringify(outcomes) };
  await writeStore(config, (store) =>
    store.recordEvaluation({ at, data: basename(data), model, role, promptHash, ...json }),
  );
}

async function printStored(config: Config, json: boolean): Promise<void> {
  await writeStore(config, async (store) => {
    const stored = await store.evaluations();
    const examined = stored.map(({ at, scores: kept, role, promptHash, data, model }) => {
      const scores: Scores = JSON.parse(kept);
      return { at: isoTime(at), data, model, role: `${role} ${promptHash} ${data}`, scores };
    });
    process.stdout.write(json ? `${JSON.stringify(examined, null, 2)}\n` : formatTable(examined));
  });
}

/** Every series of the file, whole. */
async function readRecordings(path: string, flags: CsvFlags): Promise<readonly SeriesWindow[]> {
  const settings = csvSettingsFrom(path === SAMPLE ? { tags: ['room,sensor'], ...flags } : flags);
  return readCsvSeries(path, settings, never);
}

/** The named models, each where it is found, or the configured one. */
async function chooseModels(config: Config, names: readonly string[]): Promise<readonly Model[]> {
  const models: Model[] = [];
  for (const name of names.length === 0 ? [config.model.name] : names)
    models.push(await findModel(config, name));
  return models;
}

async function findModel(config: Config, name: string): Promise<Model> {
  const settings = { ...config.model, name };
  if (name === 'embedded') return createEmbeddedModel({ ...settings, name: '' }, { clock: systemClock });
  if (settings.url === 'auto' && name !== '') {
    const { found, tried } = await discoverModel(usualPlaces(await isInContainer()), name, never);
    if (found !== null) return createOpenAiModel({ ...settings, url: found.url }, { clock: systemClock });
    const hint = `${tried.join('; ')}. Name another model, set model.url, or take "embedded".`;
    throw new PlumblineError('model_unavailable', `no model server on this machine has ${name}`, { hint });
  }
  const model = createModel({ ...config, model: settings }, systemClock, createLogger('silent', 'json'));
  if (model !== undefined) return model;
  throw new PlumblineError('model_unavailable', 'the config has no model', {
    hint: 'Set model.url to auto or to an address, or name a model with --model.',
  });
}

async function examineAll(
  model: Model,
  role: Role,
  cases: readonly EvalCase[],
  config: Config,
  repair: boolean,
): Promise<Examination> {
  const { detail: configured, maxTokens } = config.model;
  const detail = detailFor(configured, model.name, (await model.parameters?.(never)) ?? null);
  const template = readPrompts(role)[detail];
  const examinee: Examinee = { model, template, role, detail, maxTokens, repair };
  const bar = createProgressBar(process.stderr);
  const outcomes: CaseOutcome[] = [];
  for (const [index, evalCase] of cases.entries()) {
    bar.show(index / cases.length, `${role} ${model.name}`);
    outcomes.push(await examine(evalCase, unitOf(evalCase.series.series, config), examinee, never));
  }
  bar.clear();
  const answered = outcomes.find((outcome) => outcome.model !== null)?.model;
  return {
    model: answered ?? model.name,
    role,
    promptHash: template.hash,
    scores: score(outcomes),
    outcomes,
  };
}

/** The unit that the config gives to a field of this name. */
function unitOf(series: string, { monitors }: Config): string {
  const field = series.replace(/\{.*$/, '').split('.').at(-1) ?? '';
  const monitor = monitors.find(({ query }) => 'fields' in query && query.fields.includes(field));
  return monitor?.unit ?? '';
}
