#!/usr/bin/env node
import { Command } from 'commander';
import { backupCommand } from './cli/backup.ts';
import { baselineCommand } from './cli/baseline.ts';
import { checkCommand } from './cli/check.ts';
import { copyCommand } from './cli/copy.ts';
import { digestCommand } from './cli/digest.ts';
import { discoverCommand } from './cli/discover.ts';
import { doctorCommand } from './cli/doctor/doctor.ts';
import { evalCommand } from './cli/eval.ts';
import { reportError } from './cli/exit.ts';
import { factcheckCommand } from './cli/factcheck.ts';
import { feedbackCommand } from './cli/feedback.ts';
import { healthCommand } from './cli/health.ts';
import { mcpCommand } from './cli/mcp.ts';
import { monitorsCommand } from './cli/monitors.ts';
import { notifyCommand } from './cli/notify.ts';
import { onceCommand } from './cli/once.ts';
import { replayCommand } from './cli/replay.ts';
import { resultsCommand } from './cli/results.ts';
import { runCommand } from './cli/run.ts';
import { seriesCommand } from './cli/series.ts';
import { showCommand } from './cli/show.ts';
import { simulateCommand } from './cli/simulate.ts';

const program = new Command('plumbline')
  .description('Looks at each sensor beside InfluxDB on a schedule, and tells the truth about it')
  .version('0.1.0')
  .showSuggestionAfterError()
  // In `series forget X --config FILE` the option is that of `forget`; the commands below take this over.
  .enablePositionalOptions()
  .addHelpText(
    'after',
    '\nExit codes: 0 done; 1 it failed, and standard error says why; 2 wrong options or config.',
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .addCommand(runCommand())
  .addCommand(onceCommand())
  .addCommand(resultsCommand())
  .addCommand(showCommand())
  .addCommand(checkCommand())
  .addCommand(monitorsCommand())
  .addCommand(discoverCommand())
  .addCommand(doctorCommand())
  .addCommand(factcheckCommand())
  .addCommand(replayCommand())
  .addCommand(evalCommand())
  .addCommand(feedbackCommand())
  .addCommand(baselineCommand())
  .addCommand(seriesCommand())
  .addCommand(notifyCommand())
  .addCommand(digestCommand())
  .addCommand(backupCommand())
  .addCommand(copyCommand())
  .addCommand(healthCommand())
  .addCommand(mcpCommand())
  .addCommand(simulateCommand());

// A command that was built elsewhere takes over exit codes and suggestions only when told to.
for (const command of program.commands) {
  command.copyInheritedSettings(program);
  for (const inner of command.commands) inner.copyInheritedSettings(command);
}

// In `plumbline results | head` the reader has seen enough: no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportError(error);
}
