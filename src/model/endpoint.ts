import { PlumblineError } from '../lib/errors.ts';
import { type Login, secretForms } from '../lib/secrets.ts';

/** A model server's address, taken apart. */
export interface Endpoint {
  /**
   * Base URLs, likeliest first, that `/chat/completions` and `/models` are appended to. Several where
   * the address leaves open which server answers there: llama.cpp, Ollama and LM Studio serve `/v1`,
   * Docker Model Runner `/engines/v1`.
   */
  readonly bases: readonly string[];
  /** The first base without user name and password, for logs. */
  readonly where: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Texts that must never be shown: the key and the password, in every form. */
  readonly secrets: readonly string[];
}

/** Takes any form of base URL in use, the whole endpoint included, and the key (empty: none). Throws `config_invalid`. */
export function parseEndpoint(url: string, apiKey: string): Endpoint {
  if (!URL.canParse(url) || !/^https?:/i.test(url)) {
    throw new PlumblineError('config_invalid', 'the address of the model server is no http URL', {
      hint: 'Set model.url (or LLM_URL) to a form such as http://localhost:11434/v1.',
    });
  }
  const parsed = new URL(url);
  const login = basicLogin(parsed);
  const path = parsed.pathname.replace(/\/+$/, '').replace(/\/(chat\/)?completions$|\/models$/, '');
  const bases = basePaths(path).map((base) => `${parsed.origin}${base}`);
  const token = apiKey === '' ? login : `Bearer ${apiKey}`;
  return {
    bases,
    where: bases[0] ?? parsed.origin,
    headers: token === '' ? {} : { authorization: token },
    secrets: secretForms([apiKey], [loginOf(parsed)]),
  };
}

function basePaths(path: string): readonly string[] {
  if (path.endsWith('/v1')) return [path];
  if (/\/engines(\/[\w.-]+)?$/.test(path)) return [`${path}/v1`];
  if (path === '') return ['/v1', '/engines/v1'];
  return [`${path}/v1`, path];
}

/** Node's fetch refuses a user name and password in a URL: they become a header. */
function basicLogin(url: URL): string {
  if (url.username === '' && url.password === '') return '';
  const { username, password } = loginOf(url);
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function loginOf({ username, password }: URL): Login {
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}

const GENERIC = /^(model|models|bundles|blobs|sha256|snapshots)?$/i;

/**
 * The name of the model that answered. Servers that were given no alias name the path of its file, of
 * which the last part that tells models apart is kept: `qwen2.5-0.5b` of `/models/qwen2.5-0.5b.gguf`,
 * `sha256:8d34bfea7db2` of Docker Model Runner's `.../sha256/8d34bfea7db2.../model/model.gguf`.
 */
export function modelName(name: string): string {
  const isPath = /^([\\/]|[A-Za-z]:[\\/])|\.gguf$/i.test(name);
  if (!isPath) return name.slice(0, 200);
  const parts = name.replace(/\.gguf$/i, '').split(/[\\/]/);
  const part = parts.findLast((candidate) => !GENERIC.test(candidate)) ?? 'model';
  return /^[0-9a-f]{32,}$/i.test(part) ? `sha256:${part.slice(0, 12)}` : part.slice(0, 200);
}
