import { z } from 'zod';
import { maskSecrets } from '../lib/secrets.ts';

const MAX_ERROR_CHARS = 240;

const withMessage = z.object({ message: z.string() });
const errorShapes = z.union([
  z.object({ error: z.union([z.string(), withMessage]) }),
  withMessage,
  z.object({ detail: z.string() }),
]);

/**
 * What a server's error body says, fit to be shown: one line, cut, without file paths and secrets.
 * Bodies come as nested object, flat object (even under text/plain), string, plain text, HTML or empty.
 */
export function errorText(body: string, secrets: readonly string[]): string {
  const text = body.trimStart().startsWith('<') ? titleOf(body) : messageOf(body);
  return cleanText(text, secrets) || 'no explanation';
}

/** One line of at most 240 characters without file paths and without any of the secrets. */
export function cleanText(text: string, secrets: readonly string[]): string {
  const clean = maskSecrets(text, secrets)
    .slice(0, 20_000)
    // Model names (`ai/smollm2`) and URLs stay: a path starts with a slash or a drive, after no word.
    .replace(/(?<![\w:/.])(?:[A-Za-z]:)?(?:[\\/][\w.@~+-]+){2,}/g, '(path)')
    .replace(/\s+/g, ' ')
    .trim();
  return clean.length > MAX_ERROR_CHARS ? `${clean.slice(0, MAX_ERROR_CHARS - 1).trimEnd()}…` : clean;
}

function messageOf(body: string): string {
  const parsed = errorShapes.safeParse(jsonOrUndefined(body));
  if (!parsed.success) return body;
  if ('message' in parsed.data) return parsed.data.message;
  if ('detail' in parsed.data) return parsed.data.detail;
  const { error } = parsed.data;
  return typeof error === 'string' ? error : error.message;
}

function titleOf(html: string): string {
  return /<title[^>]*>([^<]{0,200})/i.exec(html.slice(0, 20_000))?.[1] ?? 'a web page';
}

/** The value of a JSON text, undefined when it is none. */
export function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
