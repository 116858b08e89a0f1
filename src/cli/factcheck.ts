import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { Command } from 'commander';
import { detectorsSchema } from '../config/detectors.ts';
import { inspect } from '../detect/inspect.ts';
import { ALL_JUDGED, notJudged } from '../detect/power/power.ts';
import { type KnownFinding, knownFindings } from '../factcheck/context.ts';
import { type Explained, explainText } from '../factcheck/factcheck.ts';
import { PlumblineError } from '../lib/errors.ts';
import type { WindowView } from '../prompt/facts.ts';
import { plainSummary } from '../prompt/summary.ts';
import { readCsvSeries } from '../source/csv/series.ts';
import type { SeriesWindow, Window } from '../source/source.ts';
import { addCsvOptions, type CsvFlags, csvSettingsFrom } from './csv-options.ts';
import { describeReadings } from './factcheck-explain.ts';
import { asFindings, parseKnownFindings } from './known-findings.ts';
import { MARKS_LEGEND, markClaims } from './marks.ts';
import { isNamed } from './series-name.ts';

/** Longer is no answer of a model. */
const MAX_TEXT_CHARS = 1_000_000;

interface Options extends CsvFlags {
  readonly window: string;
  readonly text: string;
  readonly series?: string;
  readonly unit: string;
  readonly findings?: string;
  readonly json: boolean;
  readonly explain: boolean;
}

/** `plumbline factcheck`: any English text about any CSV of readings, claim by claim. */
export function factcheckCommand(): Command {
  const command = new Command('factcheck')
    .description('check what a text says about a window of readings, claim by claim')
    .requiredOption('--window <file>', 'CSV of the readings: timestamp,value or a column for each series')
    .requiredOption('--text <file>', 'the text; - reads standard input')
    .option('--series <name>', 'which column, or what to call the only one: measurement.field{tag=value}')
    .option('--unit <unit>', 'unit of the readings', '')
    .option('--findings <file>', 'what is unusual, as JSON; default: what the detectors find')
    .option('--json', 'claims and summary as JSON', false)
    .option('--explain', 'for each claim the rules that read it, its readings, and what they came to', false)
    .addHelpText(
      'after',
      `
Examples:
  plumbline factcheck --window window.csv --text answer.txt --unit °C
  ollama run smollm2 < prompt.txt | plumbline factcheck --window data/office.csv --series temperature --text -
  plumbline factcheck --window window.csv --text answer.txt --findings findings.json --json

findings.json: [{"kind": "spike", "at": "2026-11-22T14:05:00Z", "until"?, "value"?}]
Exit codes: 0 checked; 1 a file could not be read; 2 wrong options.`,
    )
    .action(factcheck);
  return addCsvOptions(command);
}

async function factcheck(options: Options): Promise<void> {
  const text = await readText(options.text);
  const series = pick(
    await readCsvSeries(options.window, csvSettingsFrom(options), new AbortController().signal),
    options,
  );
  const { view, truth } = await viewOf(series, options);
  const { unit, statistics } = view;
  const checked = explainText(text, {
    ...series,
    unit,
    statistics,
    truth,
    notJudged: notJudged(view.judged),
  });
  const summary = checked.summary ?? plainSummary(view);
  if (options.json) console.log(JSON.stringify({ claims: checked.claims, summary }, null, 2));
  else process.stdout.write(describe(text, checked, summary, options.explain));
}

async function readText(path: string): Promise<string> {
  const text = path === '-' ? await readAll(process.stdin) : await readFileText(path);
  if (text.length <= MAX_TEXT_CHARS) return text;
  throw new PlumblineError('usage', `${path} holds more than ${MAX_TEXT_CHARS} characters`, {
    hint: 'A text to check is one answer.',
  });
}

async function readFileText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PlumblineError('source_file', `${path} cannot be read: ${reason}`, {
      hint: 'Check the path.',
      cause,
    });
  }
}

/** The series that `--series` names; the only one of a file is it whatever its name. */
function pick(all: readonly SeriesWindow[], { series: name, window }: Options): SeriesWindow {
  const [first, ...others] = all;
  if (first === undefined) throw new PlumblineError('source_file', `${window} holds no readings`);
  const named = all.filter(({ series }) => name !== undefined && isNamed(series, name));
  const exact = named.length === 1 ? named[0] : named.find(({ series }) => series === name);
  if (exact !== undefined) return exact;
  if (others.length === 0) return { ...first, series: name ?? first.series };
  const names = all.map(({ series }) => series).join(', ');
  throw new PlumblineError(
    'usage',
    `${window} holds ${all.length} series${name === undefined ? '' : `, ${named.length === 0 ? 'none' : named.length} of them ${name}`}`,
    {
      hint: `Name one with --series: ${names}.`,
    },
  );
}

/** From the first reading to one interval past the last. */
function spanOf({ times }: SeriesWindow): Window {
  const [start, end] = [times[0] ?? 0, times.at(-1) ?? 0];
  return { start, end: end + (times.length > 1 ? (end - start) / (times.length - 1) : 1) };
}

/** Figures of the window and what is unusual in it: by the file, else by the detectors. */
async function viewOf(
  series: SeriesWindow,
  { unit, findings: file }: Options,
): Promise<{ readonly view: WindowView; readonly truth: readonly KnownFinding[] }> {
  const window = spanOf(series);
  const settings = { unit, limits: {}, timezone: 'UTC', detectors: detectorsSchema.parse({}) };
  const inspection = inspect(series, window, settings);
  const view = { monitor: 'factcheck', series: series.series, unit, window, limits: {}, ...inspection };
  if (file === undefined) return { view, truth: knownFindings(inspection.findings) };
  const truth = parseKnownFindings(await readFileText(file), file);
  const findings = asFindings(truth, series.times);
  const verdict = findings.length > 0 ? 'anomalous' : 'normal';
  return { view: { ...view, findings, verdict, judged: ALL_JUDGED }, truth };
}

function describe(text: string, checked: Explained, summary: string, isExplained: boolean): string {
  const { claims } = checked;
  const inColour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const lines = claims.map(
    ({ kind, verdict, text: claim, evidence }) =>
      `  ${verdict.padEnd(12)} ${kind.padEnd(10)} "${claim}": ${evidence}`,
  );
  const details = isExplained ? `\n\n${describeReadings(checked)}` : '';
  const legend = inColour ? '' : `${MARKS_LEGEND}\n`;
  return `${markClaims(text.trimEnd(), claims, inColour)}\n\n${legend}${lines.join('\n')}${details}\n\nMay be shown: ${summary}\n`;
}
