import { PlumblineError } from '../lib/errors.ts';
import { maskSecrets } from '../lib/secrets.ts';

/** The server that a message is about. */
export interface Server {
  /** Name of the source in the config. */
  readonly name: string;
  readonly url: string;
  /** Tokens and passwords in every form (`secretForms`): they are taken out of whatever the server says. */
  readonly secrets: readonly string[];
}

/** How InfluxDB 1 and 2 say that they are busy; 2.7 says it with the code of a wrong query. */
const OVERLOADED =
  /queue length exceeded|memory allocation limit reached|max-concurrent-queries limit exceeded|query-timeout limit exceeded|query engine shutdown/i;
/** InfluxDB 3 Core where a query would read too many files; with the status of an error of its own. */
const FILE_LIMIT = /exceed (?:the )?file limit/i;
const NOT_FOUND = /(?:database|retention policy|bucket|organization name|org).*not found/i;
const MAX_MESSAGE_CHARS = 500;

/** Where the source is, without user name, password or query, which may hold secrets. */
export function publicUrl(url: string): string {
  const parsed = new URL(url);
  return `${parsed.protocol}//${parsed.host}${parsed.pathname === '/' ? '' : parsed.pathname}`;
}

function describe(server: Server): string {
  return `source ${server.name} (${publicUrl(server.url)})`;
}

/** What a server said, on one line, without secrets, cut to a bearable length. */
function quoted(server: Server, text: string): string {
  const clean = maskSecrets(text, server.secrets).replace(/\s+/g, ' ').trim();
  return clean.length > MAX_MESSAGE_CHARS ? `${clean.slice(0, MAX_MESSAGE_CHARS)}…` : clean;
}

/** The server refused the query or broke it off with this message, whatever the status was. */
export function queryError(server: Server, message: string): PlumblineError {
  if (FILE_LIMIT.test(message)) return fileLimitError(server, message);
  const said = `${describe(server)}: ${quoted(server, message)}`;
  if (OVERLOADED.test(message)) {
    return new PlumblineError('source_overloaded', `${said} (it is overloaded)`, {
      hint: 'Give InfluxDB more memory or fewer queries at a time; aggregate with every.',
      retryable: true,
    });
  }
  if (NOT_FOUND.test(message)) {
    return new PlumblineError('source_not_found', said, {
      hint: 'Check bucket, org, database and retentionPolicy of the source.',
    });
  }
  return new PlumblineError('source_rejected', said, { hint: hintOf(message) });
}

function fileLimitError(server: Server, message: string): PlumblineError {
  return new PlumblineError('source_too_large', `${describe(server)}: ${quoted(server, message)}`, {
    hint: 'Lower longestQuery of the source, shorten the window, or raise query-file-limit of the server.',
  });
}

function hintOf(message: string): string {
  // InfluxDB 1 has no way to write true as a number.
  if (/unsupported \w+ iterator type: \*query\.boolean/.test(message)) {
    return 'InfluxQL has no mean of true and false: leave every out, or take aggregate min, max, first, last or count.';
  }
  return 'Check the query of the monitor.';
}

/** An answer with a status other than 2xx; `message` is what its body says, `location` where it redirects to. */
export function statusError(
  server: Server,
  status: number,
  message: string,
  location?: string,
): PlumblineError {
  const said = `${describe(server)} answered ${status}: ${quoted(server, message) || 'no message'}`;
  if (status >= 300 && status < 400) {
    const target = location !== undefined && URL.canParse(location, server.url);
    const where = target ? publicUrl(new URL(location, server.url).href) : 'nowhere';
    return new PlumblineError('source_rejected', `${describe(server)} redirects (${status}) to ${where}`, {
      hint: 'Redirects are not followed, because they would carry the token along: set url to where it is.',
    });
  }
  if (status === 401 || status === 403) {
    return new PlumblineError('source_unauthorized', said, {
      hint: 'Check token (or auth, username, password) of the source, and that it may read there.',
    });
  }
  if (status === 404) {
    return new PlumblineError('source_not_found', said, {
      hint: 'Check url, bucket and database of the source.',
    });
  }
  if (FILE_LIMIT.test(message)) return fileLimitError(server, message);
  if (status === 429) return new PlumblineError('source_overloaded', said, { retryable: true });
  if (status >= 500) return new PlumblineError('source_server_error', said, { retryable: true });
  return queryError(server, message || `status ${status}`);
}

/** No answer: refused, unknown host, reset, broken TLS. */
export function unreachable(server: Server, cause: unknown): PlumblineError {
  return new PlumblineError(
    'source_unreachable',
    `${describe(server)} cannot be reached: ${quoted(server, reason(cause))}`,
    {
      hint: 'Check that InfluxDB runs and that url is right.',
      retryable: true,
      cause,
    },
  );
}

/** Nothing came for `timeoutMs`, before or in the middle of an answer. */
export function silent(server: Server, timeoutMs: number): PlumblineError {
  return new PlumblineError('source_timeout', `${describe(server)} was silent for ${timeoutMs} ms`, {
    hint: 'Raise timeout of the source, shorten the window, or aggregate with every.',
    retryable: true,
  });
}

/** The connection broke in the middle of an answer. */
export function cutOff(server: Server, cause: unknown): PlumblineError {
  return new PlumblineError(
    'source_bad_answer',
    `${describe(server)} broke off its answer: ${quoted(server, reason(cause))}`,
    {
      hint: 'Run it again; look at the log of the server or of a proxy in between.',
      retryable: true,
      cause,
    },
  );
}

/** The answer is of another kind than asked for: a web page, most often. */
export function wrongContentType(server: Server, type: string, expected: string): PlumblineError {
  const found = type === '' ? 'no content type' : quoted(server, type);
  return new PlumblineError(
    'source_bad_answer',
    `${describe(server)} answered ${found} in place of ${expected}`,
    {
      hint: 'Check that url is the base address of InfluxDB itself.',
    },
  );
}

/** An error that a decoder raised, with the source that it is about. */
export function inAnswerOf(server: Server, thrown: unknown): unknown {
  if (!(thrown instanceof PlumblineError) || thrown.message.startsWith('source ')) return thrown;
  return new PlumblineError(thrown.code, `${describe(server)}: ${quoted(server, thrown.message)}`, {
    ...(thrown.hint === undefined ? {} : { hint: thrown.hint }),
    retryable: thrown.retryable,
    cause: thrown,
  });
}

export function aborted(name: string): PlumblineError {
  return new PlumblineError('aborted', `reading source ${name} was aborted`);
}

/** The innermost message: fetch wraps what really happened. */
function reason(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.cause instanceof Error) return reason(thrown.cause);
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return reason(thrown.errors[0]);
  // OpenSSL names its own source files, over two lines.
  const tls = /:SSL routines:[^:]*:([^:]+):/.exec(thrown.message)?.[1];
  return tls === undefined ? thrown.message.replace(/\s+/g, ' ').trim() : `TLS: ${tls}`;
}
