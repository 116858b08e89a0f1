import { Option } from 'commander';
import { formatProblems, loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { EXIT } from './exit.ts';

/** `--config`, the same for every command that needs one. */
export function configOption(): Option {
  return new Option('--config <file>', 'config file')
    .env('PLUMBLINE_CONFIG')
    .default('config/plumbline.yaml');
}

/** The config; where it has mistakes, all of them go to standard error and the process ends with 2. */
export function requireConfig(path: string): Config {
  const loaded = loadConfig(path, process.env);
  if (loaded.ok) return loaded.config;
  console.error(formatProblems(loaded.problems));
  process.exit(EXIT.usage);
}
