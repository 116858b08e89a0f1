import { Command } from 'commander';
import { month } from './month.ts';

const { days, sensors, seed, messages } = new Command('month')
  .description(
    'lets a worker live through a month of random faults, and counts what people would have been told',
  )
  .option('--days <number>', 'how long', Number, 30)
  .option('--sensors <number>', 'how many, of two series each', Number, 10)
  .option('--seed <number>', 'the same seed, the same month', Number, 1)
  .option('--messages', 'also each message', false)
  .parse()
  .opts<{
    readonly days: number;
    readonly sensors: number;
    readonly seed: number;
    readonly messages: boolean;
  }>();

const counted = await month({
  ...{ days, sensors, seed },
  tell: (line) => console.error(line),
  onMessage: ({ receivedAt, kind, title, text }) => {
    if (messages) console.error(new Date(receivedAt).toISOString(), `${kind}: ${title}: ${text}`);
  },
});
console.log(JSON.stringify(counted, null, 2));
