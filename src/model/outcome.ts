import { maskSecrets } from '../lib/secrets.ts';
import { readCompletion } from './completion.ts';
import { type Endpoint, modelName } from './endpoint.ts';
import { errorText } from './error-text.ts';
import type { Exchange, Received } from './http.ts';
import type { AskOutcome } from './model.ts';
import { overflowContext } from './request.ts';

/** What a server's last word means for the question: `base` is where it was put, `requested` the model asked for. */
export function outcomeOf(
  got: Exchange,
  base: string,
  endpoint: Endpoint,
  requested: string,
  elapsedMs: number,
): AskOutcome {
  if (got.kind === 'failed') {
    return got.why === 'timeout'
      ? { status: 'timeout', reason: `${base} ${got.reason}` }
      : unavailable(base, got.reason);
  }
  if (got.status !== 200) {
    const contextTokens = overflowContext(got);
    const refused = unavailable(base, refusal(got, endpoint.secrets));
    return contextTokens === null ? refused : { ...refused, contextTokens };
  }
  const read = readCompletion(got.body, endpoint.secrets);
  if (typeof read === 'string') return unavailable(base, read);
  const { promptTokens, completionTokens } = read;
  // A server that repeats what it was sent must not carry the key into a row.
  const text = maskSecrets(read.text, endpoint.secrets);
  const model = modelName(maskSecrets(read.model === '' ? requested : read.model, endpoint.secrets));
  const reply = { text, model, promptTokens, completionTokens, elapsedMs };
  return { status: read.cut ? 'truncated' : 'answered', reply };
}

/** A server that cannot be used now: one line that begins with where it is. */
export function unavailable(
  base: string,
  reason: string,
): { readonly status: 'unavailable'; readonly reason: string } {
  return { status: 'unavailable', reason: `${base} ${reason}` };
}

/** 503 is said while a model loads (llama.cpp) or a queue is full (Ollama), but also where a backend cannot be had. */
export function isLoading(got: Exchange): boolean {
  return got.kind === 'received' && got.status === 503 && !/installation failed/i.test(got.body);
}

/** No such page, as against no such model. */
export function isWrongPath(got: Received): boolean {
  return (got.status === 404 || got.status === 405) && !/model/i.test(got.body);
}

function refusal(got: Received, secrets: readonly string[]): string {
  if (got.status >= 300 && got.status < 400) return 'redirects elsewhere, which is not followed';
  const said = errorText(got.body, secrets);
  if (got.status === 401 || got.status === 403) {
    return `does not accept the key (${got.status}: ${said}); set model.apiKey`;
  }
  const context = overflowContext(got);
  if (context !== null) return `has a context of ${context} tokens, too small for the prompt`;
  return `answered ${got.status}: ${said}`;
}
