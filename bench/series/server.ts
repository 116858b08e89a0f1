// The InfluxDB of the benchmark of many series, in a process of its own so that its work does not count: one point a minute of
// each series, in the shape of a recorded answer of InfluxDB 2.7.
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { readingOf, STEP_MS } from './sensors.ts';

const HEADER = [
  '#datatype,string,long,dateTime:RFC3339,dateTime:RFC3339,dateTime:RFC3339,double,string,string,string',
  '#group,false,false,true,true,false,false,true,true,true',
  '#default,_result,,,,,,,,',
  ',result,table,_start,_stop,_time,_value,_field,_measurement,sensor',
];

const series = Number(process.argv[2]);

const server = createServer((request, response) => {
  text(request)
    .then((query) => answer(query, response))
    .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
});
process.on('disconnect', () => process.exit(0));

async function answer(query: string, response: ServerResponse): Promise<void> {
  const [, start = '', stop = ''] = /range\(start: ([^,]+), stop: ([^)]+)\)/.exec(query) ?? [];
  response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' });
  response.write(`${HEADER.join('\r\n')}\r\n`);
  const times: number[] = [];
  const first = Math.ceil(Date.parse(start) / STEP_MS) * STEP_MS;
  for (let time = first; time < Date.parse(stop); time += STEP_MS) times.push(time);
  const written = times.map((time) => new Date(time).toISOString().replace('.000Z', 'Z'));
  for (let one = 0; one < series; one += 1) {
    const rows = times.map(
      (time, row) =>
        `,,${one},${start},${stop},${written[row]},${readingOf(one, time)},temperature,environment,s${one}\r\n`,
    );
    const room = response.write(rows.join(''));
    if (!room) await new Promise((resolve) => response.once('drain', resolve));
  }
  response.end('\r\n');
}
