import { expect, test } from 'vitest';
import { simulateCommand } from '../../src/cli/simulate.ts';

test.each([
  ['--url', 'localhost:8086', /An address such as/],
  ['--sensors', '0', /whole number from 1 to 1000/],
  ['--interval', '5', /A duration such as/],
  ['--interval', '10ms', /At least 1s/],
  ['--history', 'long', /A duration such as/],
  ['--faults', 'many', /A number from 0 to 96, or off/],
  ['--seed', '1.5', /whole number/],
])('%s %s is refused, and the message says what is wanted', async (option, value, message) => {
  const said: string[] = [];
  const command = simulateCommand()
    .exitOverride()
    .configureOutput({ writeErr: (text) => said.push(text) });
  await expect(command.parseAsync([option, value], { from: 'user' })).rejects.toThrow();
  expect(said.join('')).toMatch(message);
  expect(said.join('')).toContain(option);
});
