import { Command } from 'commander';
import { createTargets } from '../app.ts';
import type { Config } from '../config/schema.ts';
import type { Target } from '../deliver/target.ts';
import { systemClock } from '../lib/clock.ts';
import { PlumblineError } from '../lib/errors.ts';
import { deliverTrial } from '../service/try-target.ts';
import { configOption, requireConfig } from './config.ts';
import { EXIT } from './exit.ts';
import { printable } from './printable.ts';

/** `plumbline notify`: the targets of news. */
export function notifyCommand(): Command {
  return new Command('notify').description('the targets of news').addCommand(testCommand());
}

function testCommand(): Command {
  return new Command('test')
    .description('send one message to a target, now, and say what it answered')
    .argument('[target]', 'name of the target in the config; left out, all of them')
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Examples:
  plumbline notify test phone
  plumbline notify test

Past quiet hours, routes and the outbox: each message is sent once.
Exit codes: 0 every target has taken it; 1 one has not, and the line says why; 2 wrong options or config.`,
    )
    .action(test);
}

async function test(name: string | undefined, options: { readonly config: string }): Promise<void> {
  const config = requireConfig(options.config);
  const targets = chosen(config, name);
  const taken = await Promise.all(targets.map(tried));
  process.exitCode = taken.every(Boolean) ? EXIT.ok : EXIT.failed;
}

function chosen(config: Config, name: string | undefined): readonly Target[] {
  const all = createTargets(config, systemClock);
  const targets = name === undefined ? all : all.filter((target) => target.name === name);
  if (targets.length > 0) return targets;
  const known = all.map((target) => target.name).join(', ');
  throw new PlumblineError(
    'usage',
    name === undefined ? 'no target is configured' : `no target is called ${name}`,
    {
      hint: known === '' ? 'Add one under targets: in the config, see docs/news.md.' : `There are: ${known}.`,
    },
  );
}

async function tried(target: Target): Promise<boolean> {
  const delivery = await deliverTrial(target, systemClock);
  const where = `${target.name} (${target.location})`;
  const isTaken = delivery.outcome === 'delivered';
  if (isTaken) console.log(printable(`${where}: taken${delivery.remark ? `, but ${delivery.remark}` : ''}`));
  else {
    const then = delivery.outcome === 'later' ? 'news would be tried again' : 'news would be given up';
    console.error(printable(`${where}: not taken: ${delivery.reason}; ${then}`));
  }
  return isTaken;
}
