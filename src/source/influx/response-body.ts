import { chunksOf, type Deadline } from '../../lib/deadline.ts';
import { PlumblineError } from '../../lib/errors.ts';

const MAX_ERROR_CHARS = 10_000;
const MAX_LINE_CHARS = 256 * 1024 * 1024;

/** The body of a refusal, cut to a bearable length; every piece of it ends the silence. */
export async function readText(response: Response, silence: Deadline): Promise<string> {
  let text = '';
  for await (const piece of decodeBody(response, silence)) {
    text += piece;
    if (text.length > MAX_ERROR_CHARS) break;
  }
  return text.slice(0, MAX_ERROR_CHARS);
}

/** The lines of a body that are not empty, as they arrive; every piece ends the silence. */
export async function* streamLines(response: Response, silence: Deadline): AsyncGenerator<string> {
  let pending: string[] = [];
  let pendingChars = 0;
  for await (const piece of decodeBody(response, silence)) {
    const [first = '', ...others] = piece.split('\n');
    pending.push(first);
    pendingChars += first.length;
    if (pendingChars > MAX_LINE_CHARS) {
      throw new PlumblineError(
        'source_too_large',
        'the answer has a line of more than 256 million characters',
        {
          hint: 'Shorten the window or aggregate with every.',
        },
      );
    }
    for (const next of others) {
      const line = pending.join('');
      if (line.trim() !== '') yield line;
      pending = [next];
      pendingChars = next.length;
    }
  }
  const rest = pending.join('');
  if (rest.trim() !== '') yield rest;
}

async function* decodeBody(response: Response, silence: Deadline): AsyncGenerator<string> {
  if (response.body === null) return;
  const decoder = new TextDecoder();
  for await (const chunk of chunksOf(response.body, silence.signal)) {
    silence.restart();
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}
