import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { projectPath } from '../lib/project.ts';

/** Whether the embedded model is on this machine; the reason ends with what fetches it. */
export type EmbeddedFiles =
  | { readonly ok: true; readonly modelFile: string; readonly name: string }
  | { readonly ok: false; readonly reason: string };

const manifestSchema = z.object({
  version: z.string().default(''),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * Looks for `node-llama-cpp` in `embedded/` and for a GGUF file: the one that `PLUMBLINE_MODEL_FILE` names,
 * or else the largest in `models/`, which of a small model and a better one is the better.
 */
export function findEmbeddedModel(
  folder = projectPath(),
  namedFile = process.env.PLUMBLINE_MODEL_FILE,
): EmbeddedFiles {
  if (!libraryInstalled(join(folder, 'embedded'))) return missing('node-llama-cpp is not installed');
  const named = namedFile !== undefined && namedFile !== '';
  const modelFile = named ? namedFile : largestModel(join(folder, 'models'));
  if (modelFile === undefined) return missing('there is no GGUF file in models/');
  if (!existsSync(modelFile))
    return { ok: false, reason: 'PLUMBLINE_MODEL_FILE names a file that is not there' };
  return { ok: true, modelFile, name: basename(modelFile).replace(/\.gguf$/i, '') };
}

function missing(what: string): EmbeddedFiles {
  return { ok: false, reason: `${what} (npm run embedded gets it)` };
}

/** Installed to the end, and in the version that this checkout asks for. */
function libraryInstalled(embedded: string): boolean {
  const installed = join(embedded, 'node_modules', 'node-llama-cpp', 'package.json');
  // npm writes this record last: without it an install was interrupted.
  const finished = join(embedded, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(finished)) return false;
  const wanted = readManifest(join(embedded, 'package.json')).dependencies['node-llama-cpp'];
  return readManifest(installed).version === wanted;
}

function readManifest(path: string): z.output<typeof manifestSchema> {
  return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

function largestModel(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder)
    .filter((name) => name.toLowerCase().endsWith('.gguf'))
    .map((name) => ({ path: join(folder, name), bytes: statSync(join(folder, name)).size }));
  return files.sort((a, b) => b.bytes - a.bytes)[0]?.path;
}
