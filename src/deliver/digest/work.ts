import { plural, writeDuration } from '../../facts/style.ts';
import { listing } from '../../lib/listing.ts';
import type { QuestionCount, RunCount, RunFailure } from '../../store/digest.ts';
import { cut, oneLine } from '../markup.ts';
import type { DigestMaterial } from './material.ts';
import { timeText } from './words.ts';

type Work = Pick<DigestMaterial, 'runs' | 'failures' | 'amiss' | 'timezone'>;

/** What a run's error says, in a line of a digest. */
const ERROR = 200;

/** How the worker did: what was run, what was not and why, how late it was, what is amiss now. */
export function workerLines({ runs, failures, amiss, timezone }: Work): readonly string[] {
  return [countsText(runs), ...failures.map((one) => failureText(one, timezone)), ...amiss.map(oneLine)];
}

function countsText(runs: readonly RunCount[]): string {
  const count = (status: RunCount['status']) =>
    sum(runs.filter((one) => one.status === status).map((one) => one.runs));
  const all = sum(runs.map((one) => one.runs));
  if (all === 0) return 'No window was run: the worker was stopped, or none was due.';
  const parts = [
    `${count('done')} of ${plural(all, 'window')} ${all === 1 ? 'was' : 'were'} run`,
    ...(['failed', 'skipped', 'running'] as const).flatMap((status) =>
      count(status) === 0 ? [] : [`${count(status)} ${status === 'running' ? 'under way' : status}`],
    ),
  ];
  const lags = runs.flatMap(({ status, worstLagMs }) =>
    status === 'done' && worstLagMs !== null ? [worstLagMs] : [],
  );
  const latest =
    lags.length === 0 ? '' : `; the latest was done ${writeDuration(Math.max(...lags))} after its end`;
  return `${parts.join(', ')}${latest}.`;
}

function failureText({ monitor, status, code, runs, error, lastEnd }: RunFailure, timezone: string): string {
  const why = [code, error === null ? null : cut(oneLine(error), ERROR)].filter((part) => part !== null);
  const what = `${plural(runs, 'window')} of ${monitor} ${status}, the last at ${timeText(lastEnd, timezone)}`;
  return why.length === 0 ? `${what}.` : `${what}: ${why.join(': ')}`;
}

/** How each source did: what was read from it, and how often it was away. */
export function sourceLines({ runs, failures, sources }: DigestMaterial): readonly string[] {
  const names = [...new Set(sources.values())];
  return names.flatMap((name) => {
    const isOwn = ({ monitor }: { readonly monitor: string }) => sources.get(monitor) === name;
    const done = runs.filter((one) => isOwn(one) && one.status === 'done');
    const refused = failures.filter((one) => isOwn(one) && one.code?.startsWith('source_') === true);
    const read = sum(done.map((one) => one.runs));
    const standIns = sum(done.map((one) => one.standIns));
    const failed = sum(refused.map((one) => one.runs));
    if (read + failed === 0) return [];
    const parts = [
      `${plural(read, 'window')} read`,
      ...(standIns === 0 ? [] : [`${standIns} of them from a stand-in at first or for good`]),
      ...(failed === 0
        ? []
        : [`${failed} not (${listing([...new Set(refused.map(({ code }) => code ?? ''))])})`]),
    ];
    return [`${name}: ${parts.join(', ')}.`];
  });
}

/** How the model did: how often it answered, and what its statements were worth. */
export function modelLines(questions: readonly QuestionCount[]): readonly string[] {
  const all = sum(questions.map((one) => one.questions));
  if (all === 0) return ['It was not asked.'];
  const answered = sum(questions.filter(({ status }) => status === 'answered').map((one) => one.questions));
  const others = questions
    .filter(({ status }) => status !== 'answered')
    .map(({ status, questions: count }) => `${count} ${status.replace('_', ' ')}`);
  const answers = `It was asked ${plural(all, 'time')} and answered ${answered}${others.length === 0 ? '' : ` (${others.join(', ')})`}.`;
  const [held, refuted, open] = (['supported', 'refuted', 'unverifiable'] as const).map((verdict) =>
    sum(questions.map((one) => one[verdict])),
  );
  const shown = sum(questions.map((one) => one.shown));
  const worth = `Of its statements ${held} held, ${refuted} were refuted and ${open} could not be settled; ${shown} of its summaries are shown.`;
  return answered === 0 ? [answers] : [answers, worth];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
