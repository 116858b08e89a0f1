import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A request as it came over the wire. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RawServer {
  readonly url: string;
  /** Every request so far, in order. */
  readonly requests: readonly RawRequest[];
  close(): Promise<void>;
}

/** What a server under test's control does with a request: it has the socket to itself, one request a connection. */
export type Behaviour = (socket: Socket, request: RawRequest) => void;

/** A real server on the loopback interface that can send any bytes, or none. */
export async function startRawServer(behave: Behaviour): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let received = Buffer.alloc(0);
    let answered = false;
    socket.on('close', () => sockets.delete(socket));
    // A client that gives up resets the connection: that is what some tests are about.
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const request = parseRequest(received);
      if (request === undefined || answered) return;
      answered = true;
      requests.push(request);
      behave(socket, request);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The request once it is whole. */
function parseRequest(received: Buffer): RawRequest | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [first = '', ...lines] = received.subarray(0, headEnd).toString().split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const body = received.subarray(headEnd + 4);
  if (body.length < Number(headers['content-length'] ?? 0)) return undefined;
  const [method = '', path = ''] = first.split(' ');
  return { method, path, headers, body: body.toString() };
}

/** Sends a recorded answer (head, empty line, body) byte for byte; a chunked body gets its framing back. An empty recording closes the connection without a byte. */
export function play(socket: Socket, recording: Buffer): void {
  const headEnd = recording.indexOf('\r\n\r\n');
  if (headEnd < 0) {
    socket.destroy();
    return;
  }
  const head = recording.subarray(0, headEnd + 4);
  const body = recording.subarray(headEnd + 4);
  socket.write(head);
  if (/^transfer-encoding: chunked/im.test(head.toString())) {
    for (let at = 0; at < body.length; at += 700) {
      const chunk = body.subarray(at, at + 700);
      socket.write(`${chunk.length.toString(16)}\r\n`);
      socket.write(chunk);
      socket.write('\r\n');
    }
    socket.end('0\r\n\r\n');
  } else socket.end(body);
}

/** Sends an answer made on the spot. */
export function send(socket: Socket, status: number, body: string, type = 'application/json'): void {
  const length = Buffer.byteLength(body);
  socket.end(
    `HTTP/1.1 ${status} Status\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
