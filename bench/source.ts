import { createServer, request } from 'node:http';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createFluxSource } from '../src/source/influx/flux.ts';
import { compareFiles } from './csv.ts';

/**
 * What reading a window from InfluxDB costs over the bare HTTP query with its bytes read. The server is another
 * thread on loopback that sends a prepared body at once, so it costs less than a real InfluxDB ever would: the
 * ratio is an upper bound. Prints one JSON line for each size; times are medians in ms of interleaved runs.
 */
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const START = Date.parse('2026-11-22T00:00:00Z');

/** The answer to a structured query as InfluxDB 2.7 writes it, one row a second. */
function annotatedCsv(rows: number): Buffer {
  const lines = [
    '#datatype,string,long,dateTime:RFC3339,double,string,string,string',
    '#group,false,false,false,false,true,true,true',
    '#default,_result,,,,,,',
    ',result,table,_time,_value,_field,_measurement,room',
  ];
  for (let row = 0; row < rows; row += 1) {
    const time = new Date(START + row * 1000).toISOString().replace('.000Z', 'Z');
    const value = (21 + Math.sin(row / 500)).toFixed(3);
    lines.push(`,,0,${time},${value},temperature,environment,office`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
}

function serve(rows: number): void {
  const body = annotatedCsv(rows);
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => {
      response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' });
      response.end(body);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    parentPort?.postMessage(typeof address === 'object' && address !== null ? address.port : 0);
  });
}

function bareQuery(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const outgoing = request(`${url}/api/v2/query?org=lab`, { method: 'POST', agent: false }, (response) => {
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes));
    });
    outgoing.on('error', reject);
    outgoing.end('{}');
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

async function compare(rows: number): Promise<void> {
  const worker = new Worker(new URL(import.meta.url), { workerData: rows });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const url = `http://127.0.0.1:${port}`;
  const config = { kind: 'influxdb2', url, org: 'lab', bucket: 'b', token: '', timeout: 60_000 } as const;
  const source = createFluxSource('influx', { ...config, maxPoints: rows, maxSeries: 10 });
  const window = { start: START, end: START + rows * 1000 };
  const query = {
    measurement: 'environment',
    fields: ['temperature'],
    where: {},
    groupBy: [],
    aggregate: 'mean',
  } as const;
  const read = async (): Promise<void> => {
    const [series] = await source.read(query, window, new AbortController().signal);
    if (series?.times.length !== rows) throw new Error(`read ${series?.times.length} of ${rows} rows`);
  };
  const runs = rows >= 1_000_000 ? 5 : 31;
  const bare: number[] = [];
  const whole: number[] = [];
  for (let run = -3; run < runs; run += 1) {
    const [bareMs, readMs] = [await timed(() => bareQuery(url)), await timed(read)];
    if (run < 0) continue;
    bare.push(bareMs);
    whole.push(readMs);
  }
  const [bareMs, readMs] = [median(bare), median(whole)];
  const ratio = Number((readMs / bareMs).toFixed(2));
  console.log(
    JSON.stringify({ rows, bareMs: Number(bareMs.toFixed(2)), readMs: Number(readMs.toFixed(2)), ratio }),
  );
  await worker.terminate();
}

if (isMainThread) {
  for (const rows of SIZES) await compare(rows);
  await compareFiles(1_000_000);
} else {
  serve(Number(workerData));
}
