import { z } from 'zod';
import { parametersIn } from '../prompt/detail.ts';
import { findModel } from './catalogue.ts';
import { jsonOrUndefined } from './error-text.ts';
import { exchange } from './http.ts';

/** Where to ask, and for which model. */
interface Asked {
  /** Base URL that `/models` is appended to. */
  readonly base: string;
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Somebody who has no such page says so at once; who does not is not waited for. */
const WAIT_MS = 2000;
/** What a model is described by may hold its licence and its template. */
const MAX_BYTES = 2_000_000;

const ollama = z.object({ details: z.object({ parameter_size: z.string().max(50) }) });
const lmStudio = z.object({
  models: z.array(z.object({ key: z.string().max(500), params_string: z.string().max(50).nullish() })),
});

/**
 * Parameters of a model in billions, by the pages of their own that Ollama (`POST /api/show`, docs.ollama.com) and LM Studio from 0.4 on
 * (`GET /api/v1/models`, lmstudio.ai/docs/developer/rest) have beside the OpenAI ones; null where there is neither.
 * Throws only `aborted`.
 */
export async function parametersByServer(asked: Asked, signal: AbortSignal): Promise<number | null> {
  if (asked.name === '' || !asked.base.endsWith('/v1') || asked.base.includes('/engines/')) return null;
  return (await byOllama(asked, signal)) ?? (await byLmStudio(asked, signal));
}

async function byOllama(asked: Asked, signal: AbortSignal): Promise<number | null> {
  const shown = ollama.safeParse(await page(asked, '/api/show', { model: asked.name }, signal));
  return shown.success ? parametersIn(shown.data.details.parameter_size) : null;
}

async function byLmStudio(asked: Asked, signal: AbortSignal): Promise<number | null> {
  const listed = lmStudio.safeParse(await page(asked, '/api/v1/models', undefined, signal));
  if (!listed.success) return null;
  const models = listed.data.models.map(({ key, params_string: said }) => ({
    ...{ id: key, contextTokens: null },
    parameters: said == null ? null : parametersIn(said),
  }));
  return findModel(models, asked.name)?.parameters ?? null;
}

async function page(
  { base, headers }: Asked,
  path: string,
  json: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  const limits = { firstByteMs: WAIT_MS, bodyMs: WAIT_MS, maxBytes: MAX_BYTES };
  const got = await exchange(`${base.replace(/\/v1$/, '')}${path}`, json, headers, limits, signal);
  return got.kind === 'received' && got.status === 200 ? jsonOrUndefined(got.body) : undefined;
}
