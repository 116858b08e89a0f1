import { randomUUID } from 'node:crypto';
import type { Config, SourceConfig } from './config/schema.ts';
import { createTarget } from './deliver/create.ts';
import { createNewsOffice, type NewsOffice } from './deliver/office.ts';
import { drawPlot } from './deliver/plot.ts';
import type { PostmanOptions } from './deliver/postman.ts';
import type { Presentation, Target } from './deliver/target.ts';
import type { Clock } from './lib/clock.ts';
import type { Logger } from './lib/log.ts';
import { createAutoModel } from './model/auto.ts';
import { isInContainer, modelAddress, usualPlaces } from './model/discover.ts';
import { createEmbeddedModel } from './model/embedded.ts';
import { startEmbeddedSetup } from './model/embedded-setup.ts';
import type { Model } from './model/model.ts';
import { createOpenAiModel } from './model/openai.ts';
import { type PromptFile, readPrompt } from './prompt-file.ts';
import { createQuestionLane, type QuestionLane } from './question-lane.ts';
import type { Pipeline } from './run.ts';
import { createCsvSource } from './source/csv/csv.ts';
import { logClientMessages } from './source/influx/client-log.ts';
import { createFluxSource } from './source/influx/flux.ts';
import { createInfluxqlSource } from './source/influx/influxql.ts';
import { createSqlSource } from './source/influx/sql.ts';
import type { Source } from './source/source.ts';
import { createBaselinePool } from './store/baseline-pool.ts';
import { openStore } from './store/sqlite/store.ts';
import { type Change, watchedStore } from './store/watched.ts';

/** The object graph of one process. */
export interface App {
  readonly config: Config;
  readonly pipeline: Pipeline;
  /** Undefined with `model.url: none`. */
  readonly lane: QuestionLane | undefined;
  /** Undefined where no target is configured. */
  readonly office: NewsOffice | undefined;
  readonly log: Logger;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** In place of the configured file; `:memory:` for a transient run. */
  readonly databasePath?: string;
  /** How long a run stays claimed without a sign of life. */
  readonly leaseMs?: number;
  /** How long the first figures of a series may wait for the source's history. */
  readonly historyFirstMs?: number;
  /** Hears of what was written, for those who look on. */
  readonly onChange?: (change: Change) => void;
}

const LEASE_MS = 30_000;
/** Two weeks of some dozens of sensors. */
const HISTORY_FIRST_MS = 5000;

/** Longer than any target's own limit. */
const DELIVERY_LEASE_MS = 6 * 60_000;

/**
 * Builds everything from a config; the only place that knows the concrete adapters. Opens the database and reads the
 * prompt file; touches no network. Throws what these two throw.
 */
export function createApp(config: Config, options: AppOptions): App {
  const { clock, log, databasePath, leaseMs = LEASE_MS, historyFirstMs = HISTORY_FIRST_MS } = options;
  logClientMessages(log);
  const prompt = readPrompt(config.model.role);
  const { template } = prompt;
  const opened = openStore(databasePath ?? config.database.path);
  const store = options.onChange === undefined ? opened : watchedStore(opened, options.onChange);
  const sources = createSources(config, clock);
  const worker = randomUUID();
  const baselines = createBaselinePool(store);
  const own = { historyFirstMs, leaseMs, worker, news: config };
  const pipeline: Pipeline = { store, sources, baselines, clock, ...own };
  const office = createOffice(config, { store, clock, log });
  const model = createModel(config, clock, log);
  const { maxTokens } = config.model;
  const asking = { ...config.factcheck, store, model, template, maxTokens, clock };
  const lane = model && tellChanges(createQuestionLane({ ...asking, model }, log), prompt, log);
  return {
    // Without a model there is nobody to ask, whatever the monitors want.
    config: model
      ? config
      : { ...config, monitors: config.monitors.map((one) => ({ ...one, ask: 'never' })) },
    pipeline,
    lane,
    office,
    log,
    async close() {
      await office?.stop(0);
      await lane?.stop();
      await model?.close();
      await store.close();
    },
  };
}

/** Says with the next question that the prompt's file is no longer what it was. */
function tellChanges(lane: QuestionLane, prompt: PromptFile, log: Logger): QuestionLane {
  return {
    ...lane,
    ask(question) {
      const change = prompt.change();
      if (change !== undefined) log.warn(change);
      return lane.ask(question);
    },
  };
}

/** Targets of the config, and who sees to them. Touches no network. */
function createOffice(
  config: Config,
  parts: Pick<PostmanOptions, 'store' | 'clock' | 'log'>,
): NewsOffice | undefined {
  const targets = createTargets(config, parts.clock);
  if (targets.length === 0) return undefined;
  const { giveUp: giveUpMs, perHour } = config.news;
  const random = Math.random;
  return createNewsOffice(targets, { ...parts, random, leaseMs: DELIVERY_LEASE_MS, giveUpMs, perHour });
}

/** Every configured target. Touches no network. */
export function createTargets({ targets, news }: Config, clock: Clock): readonly Target[] {
  const { timezone, link } = news;
  const presentation: Presentation = {
    timezone,
    linkTo: ({ items: [first] }) =>
      link === undefined ? undefined : `${link}/#/series/${encodeURIComponent(first?.series ?? '')}`,
    draw: (plot, { items }) =>
      drawPlot(plot, items.find(({ series }) => series === plot.series)?.findings ?? [], timezone),
  };
  return Object.entries(targets).map(([name, target]) => createTarget(name, target, presentation, clock));
}

/** Every configured source by its name. Touches no network. */
export function createSources(config: Config, clock: Clock): ReadonlyMap<string, Source> {
  const { sources } = config;
  return new Map(Object.entries(sources).map(([name, source]) => [name, createSource(name, source, clock)]));
}

function createSource(name: string, config: SourceConfig, clock: Clock): Source {
  switch (config.kind) {
    case 'influxdb2':
      return createFluxSource(name, config);
    case 'influxql':
      return createInfluxqlSource(name, config);
    case 'influxdb3':
      return createSqlSource(name, config);
    case 'csv':
      return createCsvSource(name, config, clock);
  }
}

/** The model that a config names; undefined with `model.url: none`. */
export function createModel({ model }: Config, clock: Clock, log: Logger): Model | undefined {
  const address = modelAddress(model, process.env);
  if (address.kind === 'none') return undefined;
  const named = { ...model, name: address.name };
  if (address.kind === 'given') return createOpenAiModel({ ...named, url: address.url }, { clock });
  // Only where the user asked for everything to be set up, as `npm start` does, is a model fetched.
  const mayFetch = process.env.PLUMBLINE_FETCH_MODEL === '1';
  const startSetup = mayFetch ? () => startEmbeddedSetup((line) => log.info(line)) : undefined;
  return createAutoModel(named, {
    clock,
    places: async () => usualPlaces(await isInContainer()),
    embedded: createEmbeddedModel(named, { clock, startSetup }),
    onChoice({ where, name }, tried) {
      const hint =
        where === 'embedded' ? ': no model server answers on this machine (set model.url, or start one)' : '';
      log.info({ model: name, where }, `asking the model ${where}${hint}`);
      log.debug({ tried }, 'model servers looked for');
    },
  });
}
