import type { ModelConfig } from '../config/schema.ts';
import { maskSecrets } from '../lib/secrets.ts';
import { findModel, type ListedModel, listModels } from '../model/catalogue.ts';
import { modelAddress } from '../model/discover.ts';
import { parseEndpoint } from '../model/endpoint.ts';

/** What the configured model server says of itself. */
export interface ModelCheck {
  readonly where: string;
  readonly ok: boolean;
  readonly text: string;
}

const LOOK_MS = 5000;

/** Asks each configured server for its models, and asks them nothing; empty with `url: auto` or `none`. */
export async function checkModels(
  config: ModelConfig,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly ModelCheck[]> {
  const address = modelAddress(config, env);
  if (address.kind !== 'given') return [];
  return Promise.all(address.urls.map((url) => checkServer({ url, name: address.name }, config.apiKey)));
}

async function checkServer(
  address: { readonly url: string; readonly name: string },
  apiKey: string,
): Promise<ModelCheck> {
  const { bases, where, headers, secrets } = parseEndpoint(address.url, apiKey);
  const { signal } = new AbortController();
  let why = 'does not answer';
  for (const base of bases) {
    const listing = await listModels(base, headers, LOOK_MS, signal);
    if (listing.kind === 'loading') return { where, ok: true, text: 'is still loading its model' };
    if (listing.kind === 'models') return { where: base, ...checkName(listing.models, address.name) };
    why = listing.reason;
  }
  return { where, ok: false, text: maskSecrets(why, secrets) };
}

function checkName(models: readonly ListedModel[], name: string): Omit<ModelCheck, 'where'> {
  const offered = models.length === 0 ? 'offers no model' : `offers ${models.map(({ id }) => id).join(', ')}`;
  const ok = name === '' ? models.length > 0 : findModel(models, name) !== undefined;
  return { ok, text: ok || name === '' ? offered : `has no model ${name}; it ${offered}` };
}

/** For people: one line, what is wrong marked. */
export function modelText({ where, ok, text }: ModelCheck): string {
  return `${ok ? 'ok   ' : 'WRONG'} model server ${where}: ${text}`;
}
