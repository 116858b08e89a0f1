import { Command, Option } from 'commander';
import type { DigestFormat } from '../deliver/digest/render.ts';
import { renderDigest } from '../deliver/digest/render.ts';
import { windowBefore } from '../digest/digest.ts';
import { readDigest } from '../digest/read.ts';
import { systemClock } from '../lib/clock.ts';
import { PlumblineError } from '../lib/errors.ts';
import { DAY_MS } from '../lib/time.ts';
import { configOption, requireConfig } from './config.ts';
import { timeArgument } from './options.ts';
import { printable } from './printable.ts';
import { readStore } from './with-store.ts';

const FORMATS: readonly DigestFormat[] = ['text', 'markdown', 'html'];
const MOST_DAYS = 366;

/** `plumbline digest`: what happened, as the report of the config tells it. */
export function digestCommand(): Command {
  return new Command('digest')
    .description('say what happened: by cause, worst first; how worker, sources and model did')
    .addOption(configOption())
    .option('--since <time>', 'begin here in place of digest.window (a day) ago', timeArgument)
    .addOption(new Option('--format <format>', 'how it is written').choices(FORMATS).default('text'))
    .addHelpText(
      'after',
      `
Examples:
  plumbline digest
  plumbline digest --since 2026-11-20
  plumbline digest --format html > digest.html

Reads the database, sends nothing. Times are of digest.timezone, or news.timezone.
Exit codes: 0 printed; 1 the database cannot be read; 2 wrong options or config.`,
    )
    .action(print);
}

interface Options {
  readonly config: string;
  readonly since?: number;
  readonly format: DigestFormat;
}

async function print({ config: path, since, format }: Options): Promise<void> {
  const config = requireConfig(path);
  const now = systemClock();
  const timezone = config.digest?.timezone ?? config.news.timezone;
  const window =
    since === undefined
      ? windowBefore(now, config.digest?.window ?? DAY_MS, timezone)
      : { start: since, end: now };
  if (window.start >= now || now - window.start > MOST_DAYS * DAY_MS) {
    throw new PlumblineError('usage', `--since: must be before now, and at most ${MOST_DAYS} days`);
  }
  await readStore(config, async (store) => {
    const { signal } = new AbortController();
    const digest = await readDigest({ ...config, timezone }, window, store, now, signal);
    process.stdout.write(printable(renderDigest(digest, format)));
  });
}
