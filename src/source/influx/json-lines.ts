import { Deadline } from '../../lib/deadline.ts';
import { PlumblineError } from '../../lib/errors.ts';
import {
  aborted,
  cutOff,
  type Server,
  silent,
  statusError,
  unreachable,
  wrongContentType,
} from '../source-errors.ts';
import { readText, streamLines } from './response-body.ts';

/** JSON, one document a line, under the names that InfluxDB 1, 2 and 3 give it. */
const JSON_TYPE = /^application\/(?:json|jsonl|x-ndjson)\b/;

/**
 * Sends a request and hands the lines of its answer to `take` while they arrive. Throws the errors of `Source.read`;
 * what `take` throws ends the query. `timeoutMs`: longest silence.
 */
export async function readJsonLines(
  server: Server,
  timeoutMs: number,
  request: (signal: AbortSignal) => Promise<Response>,
  take: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const silence = new Deadline(timeoutMs, signal);
  let answering = false;
  try {
    const response = await silence.wait(request(silence.signal));
    answering = true;
    silence.restart();
    if (!response.ok) {
      const location = response.headers.get('location') ?? undefined;
      const message = errorText(await readText(response, silence));
      throw statusError(server, response.status, message, location);
    }
    const type = response.headers.get('content-type') ?? '';
    if (!JSON_TYPE.test(type)) throw wrongContentType(server, type, 'JSON');
    for await (const line of streamLines(response, silence)) take(line);
  } catch (thrown) {
    if (thrown instanceof PlumblineError) throw thrown;
    if (signal.aborted) throw aborted(server.name);
    if (silence.expired) throw silent(server, timeoutMs);
    throw answering ? cutOff(server, thrown) : unreachable(server, thrown);
  } finally {
    // Whatever of the answer was not read is not waited for either.
    silence.end();
  }
}

/** InfluxDB 1 says `{error}`, 2 and 3 `{code, message}`; whatever is in between, anything. */
function errorText(body: string): string {
  try {
    const { error, message } = JSON.parse(body);
    return String(error ?? message ?? body);
  } catch {
    return body;
  }
}
