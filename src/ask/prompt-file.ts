import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../lib/errors.ts';
import { projectPath } from '../lib/project.ts';
import type { Detail } from '../prompt/detail.ts';
import { parseTemplate, type Template } from '../prompt/template.ts';

const MAX_BYTES = 100_000;

/**
 * Reads the prompt of a role: `config/prompts/ROLE.md` of the folder in which Plumbline is started, where the user edits
 * it, or else the one that ships. Throws `config_invalid` for a file that is too large or no template.
 */
export function readPrompt(role: string, folder = process.cwd()): Template {
  const name = nameOf(role);
  const own = ownPrompt(role, folder);
  return parseTemplate(readBounded(existsSync(own) ? own : projectPath(name), name), name);
}

/** The wording of a role for each amount of detail; a judge sees the figures alone, whatever it could make of more. */
export function readPrompts(role: string): Readonly<Record<Detail, Template>> {
  const brief = readPrompt(role);
  return { brief, full: role === 'explain' ? readPrompt('full') : brief };
}

/** Where the user's own prompt of a role is, or would be. */
export function ownPrompt(role: string, folder = process.cwd()): string {
  return join(folder, nameOf(role));
}

function nameOf(role: string): string {
  return join('config', 'prompts', `${role}.md`);
}

function readBounded(path: string, name: string): string {
  const { size } = statSync(path);
  if (size <= MAX_BYTES) return readFileSync(path, 'utf8');
  throw new PlumblineError('config_invalid', `${name} has ${size} bytes`, {
    hint: `A prompt has at most ${MAX_BYTES}, of which a small model can hold a fraction.`,
  });
}
