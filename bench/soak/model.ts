import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { closeServer, listen } from './influx.ts';

/** How a model server is: it loads, takes for ever, is gone, dies of its memory half-way through an answer, or talks nonsense. */
export type ModelMood = 'good' | 'cold' | 'slow' | 'gone' | 'out of memory' | 'babbling';

export const MODEL_MOODS: readonly ModelMood[] = ['cold', 'slow', 'gone', 'out of memory', 'babbling'];

/** Stands in every good answer, and is true of no window: whatever shows it has shown a lie. */
export const LIE = '731.5';

export interface ModelServer {
  readonly url: string;
  mood: ModelMood;
  /** Questions that were answered well. */
  readonly answered: () => number;
  close(): Promise<void>;
}

/** An OpenAI-compatible server on the loopback interface whose model lies. */
export async function startModel(): Promise<ModelServer> {
  const state: { mood: ModelMood; answered: number } = { mood: 'good', answered: 0 };
  const server = createServer((request, response) => {
    response.on('error', () => response.destroy());
    request.resume();
    request.on('end', () => void reply(request.url ?? '', response).catch(() => response.destroy()));
  });

  async function reply(path: string, response: ServerResponse): Promise<void> {
    const { mood } = state;
    if (mood === 'gone') return void response.destroy();
    if (path.endsWith('/models')) return json(response, 200, { data: [{ id: 'liar', object: 'model' }] });
    if (!path.endsWith('/chat/completions')) return json(response, 404, { error: 'not found' });
    if (mood === 'cold') return json(response, 503, { error: { message: 'Loading model', code: 503 } });
    if (mood === 'slow') await pause(3000);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const text = mood === 'babbling' ? 'well well '.repeat(50) : TEXT;
    response.write(chunkOf(text.slice(0, 40), null));
    if (mood === 'out of memory') {
      await pause(50);
      return void response.destroy();
    }
    response.end(`${chunkOf(text.slice(40), 'stop')}data: [DONE]\n\n`);
    if (mood === 'good') state.answered += 1;
  }

  return {
    url: `${await listen(server)}/v1`,
    answered: () => state.answered,
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    close: () => closeServer(server),
  };
}

const TEXT = JSON.stringify({
  summary: `The mean of all readings is ${LIE} °C.`,
  verdict: 'normal',
  evidence: [],
  advice: '',
});

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function chunkOf(content: string, finish: string | null): string {
  const choices = [{ index: 0, delta: { content }, finish_reason: finish }];
  return `data: ${JSON.stringify({ model: 'liar', choices })}\n\n`;
}
