import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { download } from '../../scripts/download.mjs';
import { underGarbageCollection } from '../support/garbage.ts';

const CONTENT = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');

let folder: string;
let file: string;
let server: Server;
let ranges: (string | undefined)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  file = join(folder, 'model.gguf');
  ranges = [];
});

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true });
});

/** Downloads from a server that answers like this. */
async function downloadFrom(answer: RequestListener, silenceMs = 5000, limitMs = 20_000): Promise<void> {
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/model.gguf`;
  await download({ url, file, size: CONTENT.length, sha256: SHA256, silenceMs, limitMs });
}

/** Sends what is asked for, at most `limit` bytes of it, then hangs up. */
function sendRange(range: string | undefined, response: ServerResponse, limit = CONTENT.length): void {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  const length = CONTENT.length - from;
  const head = {
    'content-length': length,
    'content-range': `bytes ${from}-${CONTENT.length - 1}/${CONTENT.length}`,
  };
  response.writeHead(range === undefined ? 200 : 206, head);
  if (limit >= length) response.end(CONTENT.subarray(from));
  else response.write(CONTENT.subarray(from, from + limit), () => response.destroy());
}

describe('a download', () => {
  it('lies under its name once it is whole and checked', async () => {
    await downloadFrom((request, response) => sendRange(request.headers.range, response));
    expect(readFileSync(file).equals(CONTENT)).toBe(true);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it('asks for the rest when the server hangs up half-way', async () => {
    await downloadFrom((request, response) => sendRange(request.headers.range, response, 120_000));
    expect(ranges.length).toBeGreaterThanOrEqual(3);
    expect(ranges[1]).toMatch(/^bytes=\d+-$/);
    expect(readFileSync(file).equals(CONTENT)).toBe(true);
  });

  it('goes on where an earlier process was interrupted', async () => {
    writeFileSync(`${file}.part`, CONTENT.subarray(0, 200_000));
    await downloadFrom((request, response) => sendRange(request.headers.range, response));
    expect(ranges).toEqual(['bytes=200000-']);
    expect(readFileSync(file).equals(CONTENT)).toBe(true);
  });

  it('starts over with a server that sends the whole file whatever part is asked for', async () => {
    writeFileSync(`${file}.part`, CONTENT.subarray(0, 200_000));
    await downloadFrom((_request, response) => sendRange(undefined, response));
    expect(readFileSync(file).equals(CONTENT)).toBe(true);
  });

  it('is thrown away when its checksum is wrong', async () => {
    const wrong = Buffer.alloc(CONTENT.length);
    await expect(downloadFrom((_request, response) => response.end(wrong))).rejects.toThrow(
      /another SHA-256/,
    );
    expect(existsSync(file)).toBe(false);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it('ends when more comes than was expected', async () => {
    const more = Buffer.concat([CONTENT, CONTENT]);
    await expect(downloadFrom((_request, response) => response.end(more))).rejects.toThrow(
      /more than the expected/,
    );
    expect(existsSync(file)).toBe(false);
  });

  it('ends when the server falls silent in the middle', async () => {
    const answer: RequestListener = (_request, response) => response.write(CONTENT.subarray(0, 0));
    await expect(downloadFrom(answer, 100)).rejects.toThrow(/was silent for 0.1 s/);
  });

  it('ends at its limits however often garbage is collected', async () => {
    const answer: RequestListener = (_request, response) => response.writeHead(200).write('a little');
    const silent = underGarbageCollection(downloadFrom(answer, 150));
    await expect(silent).rejects.toThrow(/was silent for 0.15 s/);
    server.closeAllConnections();
    server.close();
    const late = underGarbageCollection(downloadFrom(answer, 5000, 150));
    await expect(late).rejects.toThrow(/took longer than 0.15 s/);
  });

  it('ends at its limit when the server sends a little now and then', async () => {
    const drips: NodeJS.Timeout[] = [];
    const answer: RequestListener = (_request, response) => {
      drips.push(setInterval(() => response.write('drip'), 10));
    };
    await expect(downloadFrom(answer, 5000, 200)).rejects.toThrow(/took longer than 0.2 s/);
    drips.forEach(clearInterval);
    expect(existsSync(`${file}.part`)).toBe(true);
  });

  it('says what the server answered when it has no such file', async () => {
    const answer: RequestListener = (_request, response) => response.writeHead(404).end('no');
    await expect(downloadFrom(answer)).rejects.toThrow(/answered 404/);
    expect(ranges).toHaveLength(1);
  });

  it('says that a server cannot be reached', async () => {
    const url = 'http://127.0.0.1:1/model.gguf';
    await expect(download({ url, file, size: 1, sha256: SHA256 })).rejects.toThrow(
      '127.0.0.1:1 cannot be reached',
    );
  });
});
