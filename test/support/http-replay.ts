import { readFileSync } from 'node:fs';
import { type Behaviour, type RawServer, startRawServer } from './raw-server.ts';

export interface ReplayServer extends RawServer {
  /** Resolves when the connection of a request is closed, by whichever side. */
  readonly closed: Promise<void>;
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

/** A raw server that also tells when the connection of a request is gone. */
export async function startReplayServer(behaviour: Behaviour): Promise<ReplayServer> {
  let gone = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const server = await startRawServer((socket, request) => {
    socket.once('close', gone);
    behaviour(socket, request);
  });
  return { ...server, closed };
}
