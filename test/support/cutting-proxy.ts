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

/** Counts what clients send in one piece: `pg` sends each statement so. */
export async function startCuttingProxy(target: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let count = 0;
  let cut: { readonly at: number; readonly when: 'before' | 'after' } | undefined;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    let isLast = false;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    client.on('data', (chunk) => {
      count += 1;
      if (cut !== undefined && count === cut.at && cut.when === 'before') return end();
      isLast = cut !== undefined && count === cut.at;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => (isLast ? end() : client.write(chunk)));
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
