import { randomUUID } from 'node:crypto';
import { readPrompts } from './ask/prompt-file.ts';
import type { Config, SourceConfig } from './config/schema.ts';
import { createTarget } from './deliver/create.ts';
import { linkTo } from './deliver/link.ts';
import { createNewsOffice, type NewsOffice } from './deliver/office.ts';
import { drawPlot } from './deliver/plot.ts';
import type { PostmanOptions } from './deliver/postman.ts';
import { isShown } from './deliver/route.ts';
import type { Presentation, Target } from './deliver/target.ts';
import { createAsking } from './lane/asking.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import type { Logger } from './lib/log.ts';
import { measuredModel, measuredSource, measuredStore, type Tell } from './measures.ts';
import { createAutoModel } from './model/auto.ts';
import { isInContainer, modelAddress, usualPlaces } from './model/discover.ts';
import { createEmbeddedModel } from './model/embedded.ts';
import { startEmbeddedSetup } from './model/embedded-setup.ts';
import type { Model, ServerState } from './model/model.ts';
import { createOpenAiModel } from './model/openai.ts';
import { createModelPool } from './model/pool.ts';
import type { Pipeline } from './run.ts';
import { createCsvSource } from './source/csv/csv.ts';
import { logClientMessages } from './source/influx/client-log.ts';
import { createFluxSource } from './source/influx/flux.ts';
import { createInfluxqlSource } from './source/influx/influxql.ts';
import { createSqlSource } from './source/influx/sql.ts';
import type { Source } from './source/source.ts';
import type { Archive } from './store/archive.ts';
import { createBaselinePool } from './store/baseline-pool.ts';
import { openArchive as openFileArchive } from './store/sqlite/archive.ts';
import { openStore as openFile } from './store/sqlite/store.ts';
import type { Access, Store } from './store/store.ts';
import { type Change, watchedStore } from './store/watched.ts';
import type { Reconfigured } from './worker.ts';

/** The object graph of one process. */
export interface App extends Reconfigured {
  readonly log: Logger;
  /**
   * Builds anew what another config wants otherwise, and hands it all over to the worker; what is as it was stays. The database
   * stays as well. Throws `config_invalid` for a prompt that can't be used, and changes nothing then.
   */
  reconfigure(config: Config): Promise<Reconfigured>;
  /** What is known of each of several model servers; empty where there is one or none. */
  modelServers(): readonly ServerState[];
  close(): Promise<void>;
}

export interface AppOptions {
  /** In place of the database's clock, or, with a file, this machine's. */
  readonly clock?: Clock;
  readonly log: Logger;
  /** In place of the configured file; `:memory:` for a transient run. */
  readonly databasePath?: string;
  /** How long a run stays claimed without a sign of life. */
  readonly leaseMs?: number;
  /** How long the first figures of a series may wait for the source's history. */
  readonly historyFirstMs?: number;
  /** Hears of what was written, for those who look on. */
  readonly onChange?: (change: Change) => void;
  /** Hears of what was done and how long it took, for those who count. */
  readonly measure?: Tell;
}

const LEASE_MS = 30_000;
/** Two weeks of a sensor or two; figures are never late for more. */
const HISTORY_FIRST_MS = 500;

/** A delivery under way when the targets change; what it can't end is delivered by those that come. */
const OFFICE_GRACE_MS = 1000;

/**
 * Opens the configured database; with a file nothing is loaded that speaks to PostgreSQL. Rejects with what the adapters'
 * `openStore` throw.
 */
export async function openStore(
  { path, url }: Pick<Config['database'], 'path' | 'url'>,
  access: Access = 'create',
): Promise<Store> {
  if (url === undefined) return openFile(path, access);
  const postgres = await import('./store/postgres/store.ts');
  return postgres.openStore(url, access);
}

/** Opens the rows of a database, to be taken to another. Rejects as `openStore` does. */
export async function openArchive(
  { path, url }: Pick<Config['database'], 'path' | 'url'>,
  access: Access,
): Promise<Archive> {
  if (url === undefined) return openFileArchive(path, access);
  const postgres = await import('./store/postgres/archive.ts');
  return postgres.openArchive(url, access);
}

/**
 * Builds everything from a config; the only place that knows the concrete adapters. Opens the database and reads the
 * prompt file; touches no other network. Rejects with what these two throw.
 */
export async function createApp(config: Config, options: AppOptions): Promise<App> {
  const { log, databasePath, leaseMs = LEASE_MS, historyFirstMs = HISTORY_FIRST_MS } = options;
  logClientMessages(log);
  const templates = readPrompts(config.model.role);
  const { onChange, measure } = options;
  const opened = await openStore(databasePath === undefined ? config.database : { path: databasePath });
  const clock = options.clock ?? opened.shared?.clock ?? systemClock;
  const watched = watchedStore(opened, (change) => {
    onChange?.(change);
    opened.shared?.tell(change);
  });
  const store = measure === undefined ? watched : measuredStore(watched, measure);
  const own = { historyFirstMs, leaseMs, worker: randomUUID() };
  const constant = { store, baselines: createBaselinePool(store), clock, ...own };
  const modelOf = (one: Config): Model | undefined => {
    const model = createModel(one, clock, log);
    return model === undefined || measure === undefined ? model : measuredModel(model, measure);
  };
  const asking = createAsking({ store, clock, log, leaseMs, createModel: modelOf });
  const isAnswered = ({ model }: Config): boolean =>
    model.url === 'others' || (asking.lane !== undefined && asking.wanted);
  const build = (next: Config, former?: Reconfigured): Reconfigured => {
    const sources = createSources(
      next,
      clock,
      former && { config: former.config, sources: former.pipeline.sources },
      measure,
    );
    const named = new Set(next.monitors.flatMap(({ relatedTo }) => relatedTo));
    const pipeline: Pipeline = { ...constant, sources, news: next, named };
    const isSame =
      former !== undefined && JSON.stringify(newsOf(former.config)) === JSON.stringify(newsOf(next));
    const office = isSame ? former.office : createOffice(next, { store, clock, log });
    // Without a model there is nobody to ask, whatever the monitors want.
    const silenced = next.monitors.map((one) => ({ ...one, ask: 'never' as const }));
    return {
      config: isAnswered(next) ? next : { ...next, monitors: silenced },
      ...{ pipeline, office, lane: asking.lane },
    };
  };
  asking.takeOver(config, templates);
  let built = build(config);
  return {
    ...{ config: built.config, pipeline: built.pipeline, office: built.office, lane: built.lane, log },
    modelServers: asking.servers,
    async reconfigure(next) {
      const prompt = readPrompts(next.model.role);
      asking.takeOver(next, prompt);
      const former = built;
      built = build(next, former);
      // A target is never served by two at once.
      if (built.office !== former.office) await former.office?.stop(OFFICE_GRACE_MS);
      return built;
    },
    async close() {
      await built.office?.stop(0);
      await asking.close();
      await store.close();
    },
  };
}

/** All that a target and what it is told depend on. */
function newsOf({ targets, news }: Config): unknown {
  return [targets, news];
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
  return createNewsOffice(targets, {
    ...{ ...parts, random, giveUpMs, perHour },
    isShown(target, monitor, series) {
      const one = config.targets[target];
      return one !== undefined && isShown(one, target, monitor, series);
    },
  });
}

/** Every configured target. Touches no network. */
export function createTargets({ targets, news }: Config, clock: Clock): readonly Target[] {
  const { timezone, link } = news;
  const presentation: Presentation = {
    timezone,
    linkTo: (one) => (link === undefined ? undefined : linkTo(one, link)),
    draw: (plot, { items }) =>
      drawPlot(plot, items.find(({ series }) => series === plot.series)?.findings ?? [], timezone),
  };
  return Object.entries(targets).map(([name, target]) => createTarget(name, target, presentation, clock));
}

/** Every configured source by its name; one that is as it was `before` is the same. Touches no network. */
export function createSources(
  { sources }: Pick<Config, 'sources'>,
  clock: Clock,
  before?: { readonly config: Pick<Config, 'sources'>; readonly sources: ReadonlyMap<string, Source> },
  measure?: Tell,
): ReadonlyMap<string, Source> {
  return new Map(
    Object.entries(sources).map(([name, source]) => {
      const isSame = JSON.stringify(before?.config.sources[name]) === JSON.stringify(source);
      const known = isSame ? before?.sources.get(name) : undefined;
      if (known !== undefined) return [name, known];
      const made = createSource(name, source, clock);
      return [name, measure === undefined ? made : measuredSource(made, measure)];
    }),
  );
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

function createGivenModel(
  config: Config['model'],
  urls: readonly string[],
  clock: Clock,
  log: Logger,
): Model | undefined {
  const models = urls.map((url) => createOpenAiModel({ ...config, url }, { clock }));
  if (models.length === 1) return models[0];
  const onTurn = ({ where, state, reason }: ServerState): void => {
    if (state === 'away') log.warn({ where, reason }, `the model server ${where} is left out: it is away`);
    else log.info({ where }, `the model server ${where} is back`);
  };
  return createModelPool(models, { clock, onTurn, maxTokens: config.maxTokens });
}

/** The model that a config names; undefined with `model.url: none`. */
export function createModel({ model }: Config, clock: Clock, log: Logger): Model | undefined {
  const address = modelAddress(model, process.env);
  if (address.kind === 'none') return undefined;
  const named = { ...model, name: address.name };
  if (address.kind === 'given') return createGivenModel(named, address.urls, clock, log);
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
