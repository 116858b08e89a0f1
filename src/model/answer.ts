import { type Answer, answerOf } from '../prompt/answer-schema.ts';
import type { Detail } from '../prompt/detail.ts';
import { jsonOrUndefined } from './error-text.ts';

/** The answer in a reply, or why there is none in it. */
export type ParsedAnswer =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly reason: string };

const MAX_REPLY_CHARS = 50_000;

/**
 * Finds the answer in what a model wrote: a JSON object, bare, in a fence, after its thoughts or before
 * further prose. Servers that ignore the schema are common, so it is always validated. The words are
 * bare text afterwards: what cannot be printed is taken out.
 */
export function parseAnswer(text: string, detail: Detail = 'brief'): ParsedAnswer {
  if (text.trim() === '') return { ok: false, reason: 'the answer is empty' };
  if (text.length > MAX_REPLY_CHARS) {
    return { ok: false, reason: `the answer has more than ${MAX_REPLY_CHARS} characters` };
  }
  const said = text.replace(/^[\s\S]*<\/think>/, '');
  const json = firstObject(said);
  if (json === undefined) return { ok: false, reason: 'the answer holds no JSON object' };
  const value = unwrapped(jsonOrUndefined(json));
  if (value === undefined) return { ok: false, reason: 'the answer is not valid JSON' };
  // A server that ignores the schema gives what the model thought of; the words are what counts.
  const parsed = answerOf(detail).safeParse({ evidence: [], advice: '', ...Object(value) });
  if (parsed.success) return { ok: true, answer: printable(parsed.data) };
  const issue = parsed.error.issues[0];
  return {
    ok: false,
    reason: `the answer does not fit the schema: ${issue?.path.join('.')}: ${issue?.message}`,
  };
}

/** The answer that a model put into one more object, as text or as it is: `{"answer": {...}}`. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'summary' in value) return value;
  const [inner, ...others] = Object.values(value);
  if (others.length > 0) return value;
  const held = typeof inner === 'string' ? jsonOrUndefined(inner) : inner;
  return typeof held === 'object' && held !== null && 'summary' in held ? held : value;
}

/** The text from the first `{` to the `}` that closes it, braces in strings left out of the count. */
function firstObject(text: string): string | undefined {
  const start = text.indexOf('{');
  if (start < 0) return undefined;
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return text.slice(start, at + 1);
    }
  }
  return undefined;
}

function printable(said: Answer): Answer {
  return { ...said, summary: wholeSentences(plain(said.summary)), advice: plain(said.advice) };
}

/** One paragraph: control characters, and the marks that turn the direction of a text, become spaces. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

/** Without the sentence that the schema's length limit cut off, unless there is no other. */
function wholeSentences(text: string): string {
  if (/[.!?…]["')\]]*$/.test(text)) return text;
  return /^.*[.!?…]["')\]]*(?= )/.exec(text)?.[0] ?? text;
}
