import { z } from 'zod';
import { parametersIn } from '../prompt/detail.ts';
import { jsonOrUndefined } from './error-text.ts';
import { type Exchange, exchange } from './http.ts';

/** A model that a server offers. */
export interface ListedModel {
  readonly id: string;
  /** Tokens its context holds, where the server says so. */
  readonly contextTokens: number | null;
  /** In billions, where the server says so. */
  readonly parameters: number | null;
}

/** What stands behind a base URL. `loading`: the right place, but not ready to say more. */
export type Listing =
  | { readonly kind: 'models'; readonly models: readonly ListedModel[] }
  | { readonly kind: 'loading' }
  | { readonly kind: 'other'; readonly reason: string }
  /** `unreachable`: nobody listens there. */
  | { readonly kind: 'failed'; readonly unreachable: boolean; readonly reason: string };

const size = z.number().int().positive().nullish().catch(null);
const list = z.object({
  data: z
    .array(
      z.object({
        id: z.string().max(500),
        meta: z.object({ n_ctx: size, n_params: size }).nullish().catch(null),
        dmr: z
          .object({ context_window: size, parameters: z.string().max(50).nullish().catch(null) })
          .nullish()
          .catch(null),
      }),
    )
    .nullable(),
});
const props = z.object({ default_generation_settings: z.object({ n_ctx: z.number().int().positive() }) });

const MAX_LIST_BYTES = 2_000_000;

/** Asks `GET {base}/models`. */
export async function listModels(
  base: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Listing> {
  const got = await get(`${base}/models`, headers, timeoutMs, signal);
  if (got.kind === 'failed') {
    return { kind: 'failed', unreachable: got.why === 'unreachable', reason: got.reason };
  }
  if (got.status === 503) return { kind: 'loading' };
  if (got.status !== 200) return { kind: 'other', reason: `answers ${got.status}` };
  const parsed = list.safeParse(jsonOrUndefined(got.body));
  if (!parsed.success) return { kind: 'other', reason: 'answers, but is no model server' };
  const models = (parsed.data.data ?? []).map((entry) => ({
    id: entry.id,
    contextTokens: entry.dmr?.context_window ?? entry.meta?.n_ctx ?? null,
    parameters: parametersOf(entry.meta?.n_params, entry.dmr?.parameters),
  }));
  return { kind: 'models', models };
}

/** llama.cpp counts them, Docker Model Runner writes `134.52M`. */
function parametersOf(counted: number | null | undefined, written: string | null | undefined): number | null {
  if (counted != null) return counted / 1e9;
  return written == null ? null : parametersIn(written);
}

/** The context of one slot as llama.cpp's `/props` says it; null where there is no such page. */
export async function slotContext(
  base: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<number | null> {
  const got = await get(`${base.replace(/\/v1$/, '')}/props`, headers, timeoutMs, signal);
  if (got.kind === 'failed' || got.status !== 200) return null;
  const parsed = props.safeParse(jsonOrUndefined(got.body));
  return parsed.success ? parsed.data.default_generation_settings.n_ctx : null;
}

function get(
  url: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Exchange> {
  const limits = { firstByteMs: timeoutMs, bodyMs: timeoutMs, maxBytes: MAX_LIST_BYTES };
  return exchange(url, undefined, headers, limits, signal);
}

const NOT_FOR_CHAT = /embed|rerank|whisper|bge-|minilm|\btts\b|stable-diffusion|clip\b/i;

/** The model to ask when none is configured: a SmolLM2, for which the prompts were made, or the first that chats. */
export function chooseModel(models: readonly ListedModel[]): ListedModel | undefined {
  const chatting = models.filter((model) => !NOT_FOR_CHAT.test(model.id));
  return chatting.find((model) => /smollm2/i.test(model.id)) ?? chatting[0];
}

/** The listed model that a configured name means; servers list `ai/smollm2` as `docker.io/ai/smollm2:latest`. */
export function findModel(models: readonly ListedModel[], name: string): ListedModel | undefined {
  const wanted = plainName(name);
  return models.find((model) => model.id === name) ?? models.find((model) => plainName(model.id) === wanted);
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^docker\.io\//, '')
    .replace(/^ai\//, '')
    .replace(/:latest$/, '');
}
