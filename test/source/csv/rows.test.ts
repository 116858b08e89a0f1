import { expect, test } from 'vitest';
import { type CsvRow, openCsvRows } from '../../../src/source/csv/rows.ts';
import { temporaryFiles } from '../../support/temp-file.ts';

const file = temporaryFiles();
const { signal } = new AbortController();
const T0 = Date.parse('2026-03-01T12:00:00Z');

async function rows(content: string, column?: string): Promise<{ series: string; rows: CsvRow[] }> {
  const opened = await openCsvRows(file('room.csv', content), {}, column, signal);
  const { series, batches } = opened ?? { series: 'none', batches: [] };
  const all: CsvRow[] = [];
  for await (const batch of batches) all.push(...batch);
  return { series, rows: all };
}

test('every row comes in the order of the file, the unreadable ones as such', async () => {
  const text =
    'time,value\n2026-03-01 12:01:00,2\n2026-03-01 12:00:00,1\n\nnoon,3\n2026-03-01 12:02:00,warm\n1,2,3\n';
  expect(await rows(text)).toEqual({
    series: 'room.value',
    rows: [
      { timestamp: '2026-03-01 12:01:00', time: T0 + 60_000, value: 2 },
      { timestamp: '2026-03-01 12:00:00', time: T0, value: 1 },
      { timestamp: 'noon', time: Number.NaN, value: 3 },
      { timestamp: '2026-03-01 12:02:00', time: T0 + 120_000, value: Number.NaN },
      { timestamp: '1,2,3', time: Number.NaN, value: Number.NaN },
    ],
  });
});

test('the column is the one named, else value, else the only one of numbers', async () => {
  const text = `time,room,a,value\n${T0},lab,1,2\n`;
  expect((await rows(text)).series).toBe('room.value');
  expect((await rows(text, 'a')).rows).toEqual([{ timestamp: `${T0}`, time: T0, value: 1 }]);
  expect((await rows(text.replace('a,value', 'word,b').replace(',1,', ',x,'))).series).toBe('room.b');
  expect((await rows(text.replace('value', 'b'))).series).toBe('none');
  await expect(rows(text, 'c')).rejects.toMatchObject({ code: 'source_not_found', message: /no column c/ });
});

test('a long file comes in pieces, none of which holds all of it', async () => {
  const content = Array.from({ length: 50_000 }, (_, at) => `${T0 + at * 1000},${at}`).join('\n');
  const opened = await openCsvRows(file('long.csv', `time,value\n${content}\n`), {}, undefined, signal);
  let count = 0;
  let largest = 0;
  for await (const batch of opened?.batches ?? []) {
    count += batch.length;
    largest = Math.max(largest, batch.length);
  }
  expect(count).toBe(50_000);
  expect(largest).toBeLessThan(20_000);
});
