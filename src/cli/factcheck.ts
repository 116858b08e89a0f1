import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { Command } from 'commander';
import { detectorsSchema } from '../config/detectors.ts';
import { inspect } from '../detect/inspect.ts';
import { ALL_JUDGED, notJudged } from '../detect/power/power.ts';
import { type KnownFinding, knownFindings } from '../factcheck/context.ts';
import { explainText, MAX_LENGTH } from '../factcheck/factcheck.ts';
import { PlumblineError } from '../lib/errors.ts';
import type { WindowView } from '../prompt/facts.ts';
import { plainSummary } from '../prompt/summary.ts';
import { readCsvSeries } from '../source/csv/series.ts';
import type { SeriesWindow, Window } from '../source/source.ts';
import { addCsvOptions, type CsvFlags, csvSettingsFrom } from './csv-options.ts';
import { EXIT } from './exit.ts';
import { asJson, describeAll } from './factcheck-output.ts';
import { type CheckedSeries, chooseSeries, leaveToNamed } from './factcheck-series.ts';
import { asFindings, parseKnownFindings } from './known-findings.ts';

interface Options extends CsvFlags {
  readonly window: string;
  readonly text: string;
  readonly series?: string;
  readonly unit: string;
  readonly findings?: string;
  readonly json: boolean;
  readonly strict: boolean;
  readonly explain: boolean;
}

/** `plumbline factcheck`: any English text about any CSV of readings, claim by claim. */
export function factcheckCommand(): Command {
  const command = new Command('factcheck')
    .description('check what a text says about a window of readings, claim by claim')
    .requiredOption('--window <file>', 'CSV of the readings: wide, long, or annotated CSV of InfluxDB')
    .requiredOption('--text <file>', 'the text; - reads standard input')
    .option('--series <name>', 'only this one, or what to call the only one: measurement.field{tag=value}')
    .option('--unit <unit>', 'unit of the readings of every series that is checked', '')
    .option(
      '--findings <file>',
      'what is unusual in the one series, as JSON; default: what the detectors find',
    )
    .option('--json', 'claims and summary as JSON', false)
    .option('--strict', 'exit with 3 where a claim is refuted, in any of the series', false)
    .option('--explain', 'for each claim the rules that read it, its readings, and what they came to', false)
    .addHelpText(
      'after',
      `
Examples:
  plumbline factcheck --window window.csv --text answer.txt --unit °C
  ollama run smollm2 < prompt.txt | plumbline factcheck --window data/office.csv --series temperature --text -
  plumbline factcheck --window export.csv --text answer.txt --timestamp when --tags room --delimiter ';'
  plumbline factcheck --window window.csv --text answer.txt --findings findings.json --json

findings.json: [{"kind": "spike", "at": "2026-11-22T14:05:00Z", "until"?, "value"?}]
Where a file holds several series, the text is held against each by itself; --series picks one.
Exit codes: 0 checked; 1 a file could not be read; 2 wrong options; with --strict 3 where a claim is refuted.`,
    )
    .action(factcheck);
  return addCsvOptions(command);
}

async function factcheck(options: Options): Promise<void> {
  const text = await readText(options.text);
  const all = await readCsvSeries(options.window, csvSettingsFrom(options), new AbortController().signal);
  const { chosen, leftOut } = chooseSeries(all, options.window, options.series);
  if (chosen.length > 1 && options.findings !== undefined) {
    throw new PlumblineError(
      'usage',
      `--findings is of one series, ${options.window} holds ${chosen.length}`,
      {
        hint: 'Name it with --series.',
      },
    );
  }
  const results: Result[] = [];
  for (const series of chosen) results.push(await checkSeries(text, series, options));
  const told = leaveToNamed(results).map((one, nth) => {
    const summary = one.checked.summary ?? results[nth]?.plain ?? '';
    return { series: one.series, checked: one.checked, summary };
  });
  if (options.json) console.log(JSON.stringify(asJson(told, leftOut), null, 2));
  else process.stdout.write(describeAll(text, told, leftOut, options.explain));
  const isFalse = told.some(({ checked }) => checked.claims.some(({ verdict }) => verdict === 'refuted'));
  if (options.strict && isFalse) process.exitCode = EXIT.refuted;
}

/** One series with what may be said of it where nothing of the text may be shown. */
interface Result extends CheckedSeries {
  readonly plain: string;
}

async function checkSeries(text: string, series: SeriesWindow, options: Options): Promise<Result> {
  const { view, truth } = await viewOf(series, options);
  const { unit, statistics } = view;
  const context = { ...series, unit, statistics, truth, notJudged: notJudged(view.judged) };
  return { series: series.series, checked: explainText(text, context), plain: plainSummary(view) };
}

async function readText(path: string): Promise<string> {
  const text = path === '-' ? await readAll(process.stdin) : await readFileText(path);
  if (text.length <= MAX_LENGTH) return text;
  throw new PlumblineError('usage', `${path} holds more than ${MAX_LENGTH} characters`, {
    hint: 'A text to check is one answer; what is beyond would not be read. Give it in parts.',
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
