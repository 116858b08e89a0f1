// How soon news are out, and what news that wait cost the runs: `npm run bench:news`. The worker is in this process, its store a file,
// the receiver on loopback.
import { Command } from 'commander';
import { measureDelay } from './delay.ts';
import { measureWaiting } from './waiting.ts';

const { seconds, rounds, waiting } = new Command('news')
  .option('--seconds <number>', 'how long a worker tells what changes', Number, 40)
  .option('--rounds <number>', 'ticks with and without news that wait', Number, 60)
  .option('--waiting <number>', 'how many news wait', Number, 10_000)
  .parse()
  .opts<{ readonly seconds: number; readonly rounds: number; readonly waiting: number }>();

console.log(
  JSON.stringify(
    { delay: await measureDelay(seconds), waiting: await measureWaiting(rounds, waiting) },
    null,
    2,
  ),
);
