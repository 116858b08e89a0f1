import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { projectPath } from '../lib/project.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * The files of the page, each under its name: read and compressed once, so that no path of a caller ever reaches the file system.
 * Their contents are no secret; what they show comes from the API.
 */
export async function servePage(server: FastifyInstance): Promise<void> {
  const folder = projectPath(join('dist', 'web', 'ui'));
  for (const file of await readdir(folder)) {
    const type = TYPES[extname(file)];
    if (type === undefined) continue;
    const body = await readFile(join(folder, file));
    const packed = gzipSync(body, { level: 9 });
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`;
    server.get(file === 'index.html' ? '/' : `/${file}`, async (request, reply) => {
      reply.headers({ etag, 'cache-control': 'no-cache', vary: 'accept-encoding' }).type(type);
      if (request.headers['if-none-match'] === etag) return reply.status(304).send();
      const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
      return takesGzip ? reply.header('content-encoding', 'gzip').send(packed) : reply.send(body);
    });
  }
}
