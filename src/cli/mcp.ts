import { once } from 'node:events';
import { Command } from 'commander';
import { createSources } from '../app.ts';
import { describeWindow } from '../context/describe-window.ts';
import { systemClock } from '../lib/clock.ts';
import { createErrorLog } from '../lib/log.ts';
import { readWindow } from '../reading/read-window.ts';
import { createLooks } from '../web/looks.ts';
import { configOption, requireConfig } from './config.ts';
import { readStore } from './with-store.ts';

/** A message is a question with a text of some thousand characters at most. */
const MESSAGE_BYTES = 256 * 1024;

/** `plumbline mcp`: the tools for an assistant that starts this process and talks to it over its standard input and output. */
export function mcpCommand(): Command {
  return new Command('mcp')
    .description(
      'serve an assistant over standard input and output (Model Context Protocol); it can only read',
    )
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Tools: list_series, latest_findings, get_window, get_signal, history, and check_statement, which holds a text against the data.
An assistant that speaks HTTP may use a worker's own server instead: http://127.0.0.1:8686/mcp

Example, for an assistant that reads mcpServers from a JSON file:
  {"mcpServers": {"plumbline": {"command": "node", "args": ["/opt/plumbline/dist/main.js", "mcp", "--config", "/opt/plumbline/config/plumbline.yaml"]}}}

Exit codes: 0 the assistant has left; 1 the database cannot be read; 2 wrong options or config.`,
    )
    .action(serve);
}

async function serve(options: { readonly config: string }): Promise<void> {
  const config = requireConfig(options.config);
  await readStore(config, async (store) => {
    const clock = systemClock;
    const sources = createSources(config, clock);
    const places = { sources, store };
    const looks = createLooks({
      ...{ config: () => config, clock },
      readSeries: (monitor, span, signal) => readWindow({ ...places, monitor }, span, false, signal),
    });
    const [{ createAssistantServer }, { StdioServerTransport }] = await Promise.all([
      import('../web/mcp/server.ts'),
      import('@modelcontextprotocol/sdk/server/stdio.js'),
    ]);
    // Standard output belongs to the protocol.
    const log = createErrorLog('error');
    const server = createAssistantServer({
      ...{ config: () => config, store, clock, log, ...looks },
      describe: (window, signal) => describeWindow(window, store, signal),
    });
    const left = once(process.stdin, 'end');
    await server.connect(
      new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: MESSAGE_BYTES }),
    );
    await left;
    await server.close();
  });
}
