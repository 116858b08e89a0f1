import { access } from 'node:fs/promises';
import { chooseModel, findModel, type Listing, listModels } from './catalogue.ts';

/** Where a model server may be listening. */
export interface Place {
  readonly server: string;
  /** Base URL that `/models` and `/chat/completions` are appended to. */
  readonly base: string;
}

/** A model that can be asked: put into the config in place of `auto`. */
export interface FoundModel {
  readonly server: string;
  readonly url: string;
  /** Empty where the server has one model and does not care for names. */
  readonly name: string;
}

export interface Discovery {
  readonly found: FoundModel | null;
  /** One line for each place that was asked, in their order: what was found there or why not. */
  readonly tried: readonly string[];
}

const PROBE_MS = 1500;

/** Ports that the servers listen on by default, in the order in which they are preferred. */
const LOCAL: readonly (readonly [server: string, port: number, path: string])[] = [
  ['Docker Model Runner', 12434, '/engines/v1'],
  ['Ollama', 11434, '/v1'],
  ['llama.cpp', 8080, '/v1'],
  ['llama.cpp', 9931, '/v1'],
  ['LM Studio', 1234, '/v1'],
];

/**
 * The places to ask, likeliest first: this machine, and from within a container also its host. The names
 * under docker.internal mean the host only inside a container; outside of one any name server could
 * answer for them, so there they are left alone.
 */
export function usualPlaces(inContainer: boolean): readonly Place[] {
  const at = (host: string): readonly Place[] =>
    LOCAL.map(([server, port, path]) => ({ server, base: `http://${host}:${port}${path}` }));
  if (!inContainer) return at('localhost');
  return [
    { server: 'Docker Model Runner', base: 'http://model-runner.docker.internal/engines/v1' },
    ...byServer([...at('host.docker.internal'), ...at('172.17.0.1'), ...at('localhost')]),
  ];
}

function byServer(places: readonly Place[]): readonly Place[] {
  const order = LOCAL.map(([server]) => server);
  return [...places].sort((a, b) => order.indexOf(a.server) - order.indexOf(b.server));
}

/** True inside a Docker or Podman container. */
export async function isInContainer(): Promise<boolean> {
  const marks = await Promise.allSettled([access('/.dockerenv'), access('/run/.containerenv')]);
  return marks.some((mark) => mark.status === 'fulfilled');
}

/**
 * Asks all places at once for their models; the first of them in the given order that has a usable one serves.
 * With `wanted` only a server that lists that model is usable.
 */
export async function discoverModel(
  places: readonly Place[],
  wanted: string,
  signal: AbortSignal,
): Promise<Discovery> {
  const listings = await Promise.all(places.map(({ base }) => listModels(base, {}, PROBE_MS, signal)));
  const seen = places.map((place, index) => assess(place, listings[index], wanted));
  return {
    found: seen.find(({ found }) => found !== null)?.found ?? null,
    tried: seen.map(({ line }) => line),
  };
}

function assess(
  place: Place,
  listing: Listing | undefined,
  wanted: string,
): { readonly found: FoundModel | null; readonly line: string } {
  const label = `${place.server} at ${place.base}`;
  const none = (why: string) => ({ found: null, line: `${label}: ${why}` });
  const use = (name: string, why: string) => ({
    found: { server: place.server, url: place.base, name },
    line: `${label}: ${why}`,
  });
  if (listing === undefined) return none('was not asked');
  if (listing.kind === 'failed' || listing.kind === 'other') return none(listing.reason);
  if (listing.kind === 'loading') return use(wanted, 'is loading its model');
  const model = wanted === '' ? chooseModel(listing.models) : findModel(listing.models, wanted);
  if (model !== undefined) return use(wanted === '' ? model.id : wanted, `has ${model.id}`);
  if (listing.models.length === 0) return none('has no model yet');
  const names = listing.models.slice(0, 5).map(({ id }) => id);
  return none(`has no ${wanted === '' ? 'chat model' : wanted}, only ${names.join(', ')}`);
}

/** What `model.url` comes to once compose's variables are taken into account. */
export type ModelAddress =
  | { readonly kind: 'none' }
  | { readonly kind: 'auto'; readonly name: string }
  | { readonly kind: 'given'; readonly urls: readonly string[]; readonly name: string };

/**
 * An explicit address and name always win; after them `LLM_URL` and `LLM_MODEL`, which compose injects; then the
 * search (`auto`).
 */
export function modelAddress(
  config: { readonly url: string | readonly string[]; readonly name: string },
  env: Readonly<Record<string, string | undefined>>,
): ModelAddress {
  if (config.url === 'none' || config.url === 'others') return { kind: 'none' };
  const name = config.name || (env.LLM_MODEL ?? '');
  if (config.url !== 'auto') return { kind: 'given', urls: [config.url].flat(), name };
  const url = env.LLM_URL ?? '';
  return url === '' ? { kind: 'auto', name } : { kind: 'given', urls: [url], name };
}
