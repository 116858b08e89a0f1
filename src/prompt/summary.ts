import { inSentences } from '../facts/tell.ts';
import { checkFor, checkOf } from './checks.ts';
import { contextFactsOf, subjectOf, type WindowView, windowText } from './facts.ts';
import { judgedText } from './judged.ts';
import { expectation, findingSentence, worstFirst } from './words.ts';

/** Sentences of a window with findings, what to check first aside: more are not read. */
const MOST_SENTENCES = 3;

/**
 * The text that stands in a row when no model's words can be shown: what is unusual, when, how much against
 * what was expected, what to check; or that nothing is. Complete without any model. Times are UTC.
 */
export function plainSummary(view: WindowView): string {
  if (view.statistics.count === 0) return nothingCame(view);
  const [worst] = worstFirst(view.findings);
  if (worst === undefined) return nothingFound(view);
  const around = contextSentences(view);
  // Of what is around at least one sentence is told, however many findings there are.
  const [first = '', ...others] = findingSentences(
    view,
    around.length === 0 ? MOST_SENTENCES : MOST_SENTENCES - 1,
  );
  // What is around the worst finding is told right behind it: behind another one it would be read of that.
  const aroundIt = around.slice(0, MOST_SENTENCES - 1 - others.length);
  const sentences = [first, ...aroundIt, ...others, figures(view)].slice(0, MOST_SENTENCES);
  return [...sentences, `${checkOf(worst, view.context?.findings[0]?.origin)}.`].join(' ');
}

/** The worst findings, and how many there are where not all are told. */
function findingSentences(view: WindowView, most: number): readonly string[] {
  const subject = subjectOf(view, ' UTC');
  const sorted = worstFirst(view.findings);
  const told = sorted.slice(0, sorted.length > most ? most - 1 : most).map((finding) => {
    const expected = expectation(finding, subject);
    return `${findingSentence(finding, subject)}${expected === '' ? '' : `, where ${expected}`}.`;
  });
  return sorted.length > told.length
    ? [...told, `There are ${sorted.length} anomalies in the window.`]
    : told;
}

/** What is around the window, that which matters most first. */
function contextSentences(view: WindowView): readonly string[] {
  return inSentences(contextFactsOf(view, ' UTC'));
}

function nothingCame(view: WindowView): string {
  const { window, statistics } = view;
  const when = windowText(window);
  const future = view.findings.find(({ kind }) => kind === 'future');
  if (future !== undefined) {
    const told = findingSentence(future, subjectOf(view, ' UTC'));
    return `No value came in the window ${when}. ${told}. ${checkFor('future')}.`;
  }
  if (statistics.nulls > 0) {
    return `No value came in the window ${when}: ${statistics.nulls === 1 ? 'the 1 reading was' : `all ${statistics.nulls} readings were`} empty. Check what the sensor sends.`;
  }
  const around = contextSentences(view).slice(0, MOST_SENTENCES - 1);
  const origin = view.context?.findings[0]?.origin;
  const check =
    origin === 'connection'
      ? `${checkFor('stale', origin)}.`
      : 'Check whether the sensor has power and reaches the network, and whether the query still fits it.';
  return [`No data came in the window ${when}.`, ...around, check].join(' ');
}

/** Says only of those kinds that they are not there which would have been found. */
function nothingFound(view: WindowView): string {
  const { name, style } = subjectOf(view, ' UTC');
  const { min, max } = view.statistics;
  const { nothing, notSeen } = judgedText(view.judged, style, view.window.end);
  const early =
    view.verdict === 'unknown' ? ['There is not enough history yet to say what is usual here.'] : [];
  if (nothing === null) return [...early, figures(view), ...notSeen].join(' ');
  const lay = `${nothing}: the ${name} lay between ${style.range(min, max, 'and')}.`;
  const found = min < max ? lay : [`${nothing} was found.`, ...constantText(view)].join(' ');
  return [...early, found, figures(view), ...notSeen].join(' ');
}

function constantText(view: WindowView): readonly string[] {
  const { name, style } = subjectOf(view, ' UTC');
  const { count, min } = view.statistics;
  return count === 1 ? [] : [`The ${name} was ${style.reading(min)} all the time.`];
}

function figures(view: WindowView): string {
  const { style } = subjectOf(view, ' UTC');
  const { count, mean, last, lastAt } = view.statistics;
  const latest = `${style.reading(last)} at ${style.time(lastAt)}`;
  if (count === 1) return `There is 1 reading, ${latest}.`;
  return `The mean of ${count} readings is ${style.figure(mean)}, the last reading ${latest}.`;
}
