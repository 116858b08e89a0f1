import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server on loopback that breaks when it is told to. */
export interface CuttingProxy {
  readonly port: number;
  /** Breaks the connection at the n-th message from now on: before the server has it, or once it has answered. */
  cutAt(message: number, when: 'before' | 'after'): void;
  /** Messages since `cutAt`, whether it has cut or not. */
  messages(): number;
  close(): Promise<void>;
}

interface Message {
  /** Undefined for the first one of a connection, which has none. */
  readonly type: string | undefined;
  readonly bytes: Buffer;
}

/** Cuts a stream of PostgreSQL's protocol into its messages: a letter, a length that counts itself, and so many bytes. */
function createReader(hasStart: boolean): (chunk: Buffer) => readonly Message[] {
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = hasStart;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const found: Message[] = [];
    for (;;) {
      const head = isFirst ? 0 : 1;
      if (rest.length < head + 4) return found;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return found;
      const type = isFirst ? undefined : String.fromCharCode(rest[0] ?? 0);
      found.push({ type, bytes: rest.subarray(0, length) });
      rest = rest.subarray(length);
      isFirst = false;
    }
  };
}

/** What ends a piece that the server answers: a simple query, or the Sync after a prepared one. */
const ANSWERED = ['Q', 'S'];
/** What ends one that it may not: the start, a password, the end. */
const ENDING = [...ANSWERED, undefined, 'p', 'X'];

/** Lets what clients send pass statement by statement, each once the one before is answered, however they were sent. */
export async function startCuttingProxy(target: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let count = 0;
  let cut: { readonly at: number; readonly when: 'before' | 'after' } | undefined;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const [asked, answered] = [createReader(true), createReader(false)];
    const waiting: Message[] = [];
    let isBusy = false;
    let isLast = false;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    const goOn = (): void => {
      while (!isBusy) {
        const last = waiting.findIndex(({ type }) => ENDING.includes(type));
        if (last === -1) return;
        const piece = waiting.splice(0, last + 1);
        count += 1;
        isLast = cut !== undefined && count === cut.at;
        if (isLast && cut?.when === 'before') {
          end();
          return;
        }
        isBusy = ANSWERED.includes(piece.at(-1)?.type ?? '');
        upstream.write(Buffer.concat(piece.map(({ bytes }) => bytes)));
      }
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    client.on('data', (chunk) => {
      waiting.push(...asked(chunk));
      goOn();
    });
    upstream.on('data', (chunk) => {
      if (isLast) return end();
      client.write(chunk);
      if (!answered(chunk).some(({ type }) => type === 'Z')) return;
      isBusy = false;
      goOn();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on a port');
  return {
    port: address.port,
    cutAt(at, when) {
      count = 0;
      cut = { at, when };
    },
    messages: () => count,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
