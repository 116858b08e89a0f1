import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';

/** A request as the server on loopback received it. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path with query, still percent-encoded. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What the server does once a whole request is there. */
export type Behaviour = (socket: Socket, request: ReceivedRequest) => void;

export interface ReplayServer {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Resolves when the client has closed the connection of a request. */
  readonly closedByClient: Promise<void>;
  stop(): Promise<void>;
}

/** A recorded answer, byte for byte as it came over the wire. */
export function recordedAnswer(folder: string, name: string): Buffer {
  return readFileSync(new URL(`../fixtures/${folder}/${name}.response.http`, import.meta.url));
}

/** An answer made up for a test, framed by Content-Length. */
export function answer(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): Buffer {
  const payload = Buffer.from(body);
  const lines = [
    `HTTP/1.1 ${status} Status`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${payload.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), payload]);
}

/** Sends the bytes and keeps the connection. */
export function play(bytes: Buffer): Behaviour {
  return (socket) => void socket.write(bytes);
}

/** Sends the first `length` bytes (all by default) and closes the connection. */
export function playAndClose(bytes: Buffer, length = bytes.length): Behaviour {
  return (socket) => void socket.end(bytes.subarray(0, length));
}

/** Sends the first `length` bytes and then nothing more. */
export function playAndFallSilent(bytes: Buffer, length: number): Behaviour {
  return (socket) => void socket.write(bytes.subarray(0, length));
}

/** Sends the bytes in pieces of `size`, so that every boundary falls between two of them. */
export function playInPieces(bytes: Buffer, size: number): Behaviour {
  return (socket) => {
    socket.setNoDelay(true);
    const sendFrom = (from: number): void => {
      if (from >= bytes.length || socket.destroyed) return;
      socket.write(bytes.subarray(from, from + size), () => setImmediate(sendFrom, from + size));
    };
    sendFrom(0);
  };
}

/** A server on a free loopback port that behaves as told towards every request. */
export async function startReplayServer(behaviour: Behaviour): Promise<ReplayServer> {
  const requests: ReceivedRequest[] = [];
  const sockets = new Set<Socket>();
  let closed = (): void => undefined;
  const closedByClient = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => closed());
    // A client that gives up resets the connection; that is what some tests wait for.
    socket.on('error', () => closed());
    readRequests(socket, (request) => {
      requests.push(request);
      behaviour(socket, request);
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    closedByClient,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function readRequests(socket: Socket, onRequest: (request: ReceivedRequest) => void): void {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    const headEnd = received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const [requestLine = '', ...headerLines] = received.subarray(0, headEnd).toString('latin1').split('\r\n');
    const headers = new Map(
      headerLines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const end = headEnd + 4 + Number(headers.get('content-length') ?? 0);
    if (received.length < end) return;
    const [method = '', path = ''] = requestLine.split(' ');
    const body = received.subarray(headEnd + 4, end).toString('utf8');
    received = received.subarray(end);
    onRequest({ method, path, headers, body });
  });
}
