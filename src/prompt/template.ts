import { createHash } from 'node:crypto';
import { PlumblineError } from '../lib/errors.ts';

/** One turn of the conversation that is sent to a model. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What `{{...}}` in a template may name. */
export const PLACEHOLDERS = [
  'monitor',
  'series',
  'unit',
  'window',
  'verdict',
  'findings',
  'figures',
  'context',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** A prompt file, read and checked. */
export interface Template {
  /** In the order of the file; `content` still holds its placeholders. */
  readonly messages: readonly TemplateMessage[];
  /** First 12 hex digits of the SHA-256 of the file's text: which wording a row was made with. */
  readonly hash: string;
}

interface TemplateMessage extends Message {
  /** Sent only for windows with findings, or only for those without; absent: for all. */
  readonly onlyIf?: 'findings' | 'none';
}

const MAX_TEMPLATE_CHARS = 20_000;
const ROLE_LINE = /^##[ \t]+(system|user|assistant)(?:[ \t]+if[ \t]+(findings|none))?[ \t]*$/gim;

/**
 * Reads a template: HTML comments are left out; a line `## system`, `## user` or `## assistant` begins a
 * message, one that ends in `if findings` or `if none` is sent for such windows alone. `file` is what error messages call it. Throws `config_invalid` for anything a user may
 * get wrong in it.
 */
export function parseTemplate(text: string, file: string): Template {
  if (text.length > MAX_TEMPLATE_CHARS) {
    throw invalid(
      file,
      `is longer than ${MAX_TEMPLATE_CHARS} characters`,
      'Shorten it: small models read little.',
    );
  }
  const body = text.replace(/\r\n/g, '\n').replace(/<!--[\s\S]*?-->/g, '');
  const heads = [...body.matchAll(ROLE_LINE)];
  const messages = heads.map((head, index) => ({
    role: roleOf(head[1]),
    ...condition(head[2]),
    content: body.slice(head.index + head[0].length, heads[index + 1]?.index).trim(),
  }));
  checkMessages(messages, file);
  checkPlaceholders(body, file);
  return { messages, hash: createHash('sha256').update(text).digest('hex').slice(0, 12) };
}

/** The messages for a window with or without findings, every placeholder filled in. */
export function fillTemplate(
  template: Template,
  values: Readonly<Record<Placeholder, string>>,
  situation: 'findings' | 'none',
): readonly Message[] {
  const sent = template.messages.filter(({ onlyIf = situation }) => onlyIf === situation);
  return sent.map(({ role, content }) => ({
    role,
    content: content.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) =>
      isPlaceholder(name) ? values[name] : '',
    ),
  }));
}

function roleOf(word: string | undefined): Message['role'] {
  const role = word?.toLowerCase();
  return role === 'system' || role === 'assistant' ? role : 'user';
}

function condition(word: string | undefined): Pick<TemplateMessage, 'onlyIf'> {
  const onlyIf = word?.toLowerCase();
  return onlyIf === 'findings' || onlyIf === 'none' ? { onlyIf } : {};
}

function checkMessages(messages: readonly TemplateMessage[], file: string): void {
  for (const situation of ['findings', 'none'] as const) {
    const last = messages.findLast(({ onlyIf = situation }) => onlyIf === situation);
    if (last?.role !== 'user') {
      const hint = 'Begin the question with a line "## user".';
      throw invalid(file, 'does not end with a "## user" message for every window', hint);
    }
  }
  const empty = messages.find((message) => message.content === '');
  if (empty !== undefined) {
    throw invalid(file, `has an empty "## ${empty.role}" message`, 'Fill it or take its heading out.');
  }
}

function checkPlaceholders(body: string, file: string): void {
  for (const match of body.matchAll(/\{\{([^{}\n]*)(\}\})?/g)) {
    const name = (match[1] ?? '').trim();
    if (match[2] === undefined || !isPlaceholder(name)) {
      const line = body.slice(0, match.index).split('\n').length;
      const known = PLACEHOLDERS.map((placeholder) => `{{${placeholder}}}`).join(', ');
      throw invalid(file, `has an unknown placeholder "${match[0]}" (line ${line})`, `Known are ${known}.`);
    }
  }
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((placeholder) => placeholder === name);
}

function invalid(file: string, what: string, hint: string): PlumblineError {
  return new PlumblineError('config_invalid', `the prompt ${file} ${what}`, { hint });
}
