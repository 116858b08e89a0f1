import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** One request as the server took it. */
export interface RecordedWrite {
  readonly path: string;
  readonly authorization: string;
  readonly lines: readonly string[];
}

export interface WriteServer {
  readonly url: string;
  readonly writes: readonly RecordedWrite[];
  close(): Promise<void>;
}

/**
 * A loopback server that records each write, unpacked, and gives the recorded answers in order, the last one
 * for ever; `hangup` closes the connection instead. (The client packs its writes and sends them in
 * chunks, so the reading is left to node's own server.)
 */
export async function startWriteServer(answers: readonly (Buffer | 'hangup')[]): Promise<WriteServer> {
  const writes: RecordedWrite[] = [];
  const server = createServer(async (request, response) => {
    const bytes = await buffer(request);
    const body = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
    const { url: path = '', headers } = request;
    writes.push({ path, authorization: headers.authorization ?? '', lines: body.split('\n') });
    const answer = answers[Math.min(writes.length, answers.length) - 1] ?? 'hangup';
    if (answer === 'hangup') {
      request.socket.destroy();
      return;
    }
    const { status, answerHeaders, answerBody } = parseAnswer(answer);
    response.writeHead(status, answerHeaders).end(answerBody);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    writes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function parseAnswer(answer: Buffer) {
  const headEnd = answer.indexOf('\r\n\r\n');
  const [statusLine = '', ...headerLines] = answer.toString('latin1', 0, headEnd).split('\r\n');
  return {
    status: Number(statusLine.split(' ')[1]),
    answerHeaders: headerLines.flatMap((line) => /^([^:]+): (.*)$/.exec(line)?.slice(1) ?? []),
    answerBody: answer.subarray(headEnd + 4),
  };
}
