import { createServer } from 'node:http';
import { closeServer, listen } from './influx.ts';

/** How a receiver of news is: it takes them, takes a connection and says nothing, is out of order, or wants them later. */
export type ReceiverMood = 'good' | 'hanging' | 'broken' | 'busy';

export const RECEIVER_MOODS: readonly ReceiverMood[] = ['hanging', 'broken', 'busy'];

export interface Receiver {
  readonly url: string;
  mood: ReceiverMood;
  /** The keys of what it has taken: as often as each came. */
  readonly taken: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** A webhook on the loopback interface. */
export async function startReceiver(): Promise<Receiver> {
  const taken = new Map<string, number>();
  const state: { mood: ReceiverMood } = { mood: 'good' };
  const server = createServer((request, response) => {
    response.on('error', () => response.destroy());
    request.resume();
    request.on('end', () => {
      const { mood } = state;
      if (mood === 'hanging') return;
      if (mood === 'busy') return void response.writeHead(429, { 'retry-after': '1' }).end();
      if (mood === 'broken') return void response.writeHead(500).end();
      const key = String(request.headers['idempotency-key']);
      taken.set(key, (taken.get(key) ?? 0) + 1);
      response.end();
    });
  });
  return {
    ...{ url: await listen(server), taken },
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    close: () => closeServer(server),
  };
}
