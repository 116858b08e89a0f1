import { Command } from 'commander';
import { formatProblems, loadConfig } from '../../config/load.ts';
import type { Config } from '../../config/schema.ts';
import { plural } from '../../facts/style.ts';
import { systemClock } from '../../lib/clock.ts';
import { toPlumblineError } from '../../lib/errors.ts';
import { configOption } from '../config.ts';
import { EXIT } from '../exit.ts';
import { printable } from '../printable.ts';
import { lookAtDatabase } from './database.ts';
import { lookAtModel } from './model.ts';
import { lookAtFiles, lookAtMonitors } from './monitors.ts';
import { type Remark, remark, remarksText } from './remark.ts';
import { lookAtServers } from './servers.ts';

/** `plumbline doctor`: does everything that the worker needs do its part? */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'look at config, sources, clocks, database and model, and say what to do about what is wrong',
    )
    .addOption(configOption())
    .option('--no-model', 'ask no model')
    .option('--json', 'print JSON for machines', false)
    .addHelpText(
      'after',
      `
Examples:
  plumbline doctor
  plumbline doctor --config lab.yaml --json

Stores nothing; the model is asked one question. Exit codes: 0 no failure (warnings there may be); 1 a failure;
2 the config has mistakes.`,
    )
    .action(doctor);
}

interface Options {
  readonly config: string;
  readonly model: boolean;
  readonly json: boolean;
}

async function doctor({ config: file, model, json }: Options): Promise<void> {
  const loaded = loadConfig(file, process.env);
  const remarks = loaded.ok
    ? await examine(file, loaded.config, model)
    : [remark('config', 'failure', formatProblems(loaded.problems))];
  const ok = remarks.every(({ grade }) => grade !== 'failure');
  if (!ok) process.exitCode = loaded.ok ? EXIT.failed : EXIT.usage;
  console.log(json ? JSON.stringify({ ok, file, remarks }, null, 2) : printable(remarksText(remarks)));
}

/** In the order in which one thing needs another. */
async function examine(file: string, config: Config, withModel: boolean): Promise<readonly Remark[]> {
  const { signal } = new AbortController();
  const { sources, monitors } = config;
  const count = `${plural(Object.keys(sources).length, 'source')}, ${plural(monitors.length, 'monitor')}`;
  return [
    remark('config', 'ok', `${file} is right: ${count}`),
    ...(await lookAtServers(config, systemClock, signal)),
    ...(await lookAtFiles(config)),
    ...(await lookAtMonitors(config, systemClock())),
    ...(await lookAtDatabase(config, systemClock)),
    ...(withModel ? await orFailure('model', lookAtModel(config, process.env, systemClock, signal)) : []),
  ];
}

async function orFailure(about: string, work: Promise<readonly Remark[]>): Promise<readonly Remark[]> {
  try {
    return await work;
  } catch (thrown) {
    const { message, hint = '' } = toPlumblineError(thrown);
    return [remark(about, 'failure', `${message}. ${hint}`)];
  }
}
