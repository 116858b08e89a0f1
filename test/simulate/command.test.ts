import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { simulateCommand } from '../../src/cli/simulate.ts';
import { PROJECT } from '../support/project.ts';

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

test('a reader that has seen enough ends the command without an error', async () => {
  const child = spawn(process.execPath, [join(PROJECT, 'dist', 'main.js'), 'simulate', '--dry-run']);
  const complaints = text(child.stderr);
  const exit = once(child, 'exit');
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await exit).toEqual([0, null]);
  expect(await complaints).toBe('');
});
