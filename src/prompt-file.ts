import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from './lib/errors.ts';
import { projectPath } from './lib/project.ts';
import { parseTemplate, type Template } from './prompt/template.ts';

/** A prompt as it was read, and whether its file is still the same. */
export interface PromptFile {
  readonly template: Template;
  /** What has happened to the file since it was read, once for each time; undefined: nothing. */
  change(): string | undefined;
}

const MAX_BYTES = 100_000;

/**
 * Reads the prompt of a role: `config/prompts/ROLE.md` of the folder in which Plumbline is started, where the user edits
 * it, or else the one that ships. Throws `config_invalid` for a file that is too large or no template.
 */
export function readPrompt(role: string, folder = process.cwd()): PromptFile {
  const name = join('config', 'prompts', `${role}.md`);
  const own = join(folder, name);
  const path = existsSync(own) ? own : projectPath(name);
  const text = readBounded(path, name);
  let known = stateOf(path);
  return {
    template: parseTemplate(text, name),
    change() {
      const now = stateOf(path);
      if (now === known) return undefined;
      known = now;
      const what = now === undefined ? 'was removed' : 'was changed';
      return `${name} ${what}; until a restart the model is asked with what stood there at the start`;
    },
  };
}

function readBounded(path: string, name: string): string {
  const { size } = statSync(path);
  if (size <= MAX_BYTES) return readFileSync(path, 'utf8');
  throw new PlumblineError('config_invalid', `${name} has ${size} bytes`, {
    hint: `A prompt has at most ${MAX_BYTES}, of which a small model can hold a fraction.`,
  });
}

/** Device, number, size and time of the last change; undefined where the file is gone. */
function stateOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino} ${found.size} ${found.mtimeMs}`;
}
