import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCsvSeries } from '../src/source/csv/series.ts';

/**
 * What reading a file costs over its bytes read, by how it is written. Times are medians in ms of interleaved runs;
 * `ratio` is to the bare reading, `toIso` to the same rows in ISO 8601 and decimal points.
 */
const START = Date.parse('2026-11-22T00:00:00Z');
const RUNS = 5;

const SHAPES: Readonly<
  Record<string, { readonly header: string; readonly row: (iso: string, value: string) => string }>
> = {
  iso: { header: 'time,temperature', row: (iso, value) => `${iso}Z,${value}` },
  decimalComma: { header: 'time;temperature', row: (iso, value) => `${iso}Z;${value.replace('.', ',')}` },
  twoColumns: {
    header: 'date,clock,temperature',
    row: (iso, value) => `${iso.slice(0, 10)},${iso.slice(11)},${value}`,
  },
  dayFirst: {
    header: 'time,temperature',
    row: (iso, value) =>
      `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11)},${value}`,
  },
};

/** Prints one JSON line for each shape. */
export async function compareFiles(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  let isoMs = Number.NaN;
  try {
    for (const [shape, { header, row }] of Object.entries(SHAPES)) {
      const path = join(folder, `${shape}.csv`);
      writeFileSync(
        path,
        `${header}\n${Array.from({ length: rows }, (_, at) => row(isoOf(at), readingOf(at))).join('\n')}\n`,
      );
      const [bareMs, readMs] = await measure(path, rows);
      if (shape === 'iso') isoMs = readMs;
      const ratios = { ratio: rounded(readMs / bareMs), toIso: rounded(readMs / isoMs) };
      console.log(
        JSON.stringify({ file: shape, rows, bareMs: rounded(bareMs), readMs: rounded(readMs), ...ratios }),
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(path: string, rows: number): Promise<readonly [number, number]> {
  const { signal } = new AbortController();
  const bare: number[] = [];
  const read: number[] = [];
  for (let run = -1; run < RUNS; run += 1) {
    const started = performance.now();
    let bytes = 0;
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 18 })) bytes += piece.length;
    const between = performance.now();
    const [series] = await readCsvSeries(path, {}, signal);
    if (series?.times.length !== rows || bytes === 0)
      throw new Error(`read ${series?.times.length} of ${rows} rows`);
    if (run < 0) continue;
    bare.push(between - started);
    read.push(performance.now() - between);
  }
  return [median(bare), median(read)];
}

function isoOf(row: number): string {
  return new Date(START + row * 1000).toISOString().slice(0, 19);
}

function readingOf(row: number): string {
  return (21 + Math.sin(row / 500)).toFixed(2);
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

function rounded(figure: number): number {
  return Number(figure.toFixed(2));
}
