// The InfluxDB and the model endpoint of the tick benchmark, in a process of their own so that their work does not
// count: one point a second, in the shape of a recorded answer of InfluxDB 2.7; the chat answers at once.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { temperatureAt } from './places.ts';

const HEADER = [
  '#datatype,string,long,dateTime:RFC3339,dateTime:RFC3339,dateTime:RFC3339,double,string,string,string',
  '#group,false,false,true,true,false,false,true,true,true',
  '#default,_result,,,,,,,,',
  ',result,table,_start,_stop,_time,_value,_field,_measurement,room',
];
const CHUNK_BYTES = 64 * 1024;

/** The newest answers: each is asked for several times in a row. */
const made = new Map<string, Buffer>();
const MOST_MADE = 2;

const server = createServer((request, response) => {
  const path = request.url ?? '';
  const answer = path.startsWith('/api/v2/query') ? answerQuery : answerChat;
  answer(request, response).catch((error: unknown) => response.destroy(toError(error)));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
});
process.on('disconnect', () => process.exit(0));

async function answerQuery(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const query = await text(request);
  const [, start = '', stop = ''] = /range\(start: ([^,]+), stop: ([^)]+)\)/.exec(query) ?? [];
  const body = made.get(start + stop) ?? makeAnswer(start, stop);
  response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' });
  for (let at = 0; at < body.length; at += CHUNK_BYTES) {
    const room = response.write(body.subarray(at, at + CHUNK_BYTES));
    if (!room) await new Promise((resolve) => response.once('drain', resolve));
  }
  response.end();
}

function makeAnswer(start: string, stop: string): Buffer {
  const lines = [...HEADER];
  const end = Date.parse(stop) / 1000;
  for (let second = Date.parse(start) / 1000; second < end; second++) {
    const time = new Date(second * 1000).toISOString().replace('.000Z', 'Z');
    lines.push(`,,0,${start},${stop},${time},${temperatureAt(second)},temperature,environment,office`);
  }
  const body = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
  made.set(start + stop, body);
  for (const key of [...made.keys()].slice(0, -MOST_MADE)) made.delete(key);
  return body;
}

async function answerChat(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await text(request);
  const message = { role: 'assistant', content: 'No unusual outliers.' };
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ choices: [{ message }] }));
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
