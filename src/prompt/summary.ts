import { type WindowView, windowText } from './facts.ts';
import { plural, styleOf } from './style.ts';
import { CHECKS, findingSentence, worstFirst } from './words.ts';

const MAX_TOLD = 3;

/**
 * The text that stands in a row when no model's words can be shown: what is unusual, when, how much against
 * what was expected, what to check; or that nothing is. Complete without any model. Times are UTC.
 */
export function plainSummary(view: WindowView): string {
  if (view.statistics.count === 0) return nothingCame(view);
  const sorted = worstFirst(view.findings);
  const worst = sorted[0];
  if (worst === undefined) return view.verdict === 'unknown' ? tooEarly(view) : nothingUnusual(view);
  const style = styleOf(view.statistics, view.unit, view.window, ' UTC');
  const told = sorted.slice(0, MAX_TOLD).map((finding) => findingSentence(finding, view.statistics, style));
  const more = sorted.length - told.length;
  return [
    ...told,
    ...(more > 0
      ? [`There ${more === 1 ? 'is' : 'are'} ${plural(more, 'more finding')} of less weight.`]
      : []),
    figures(view),
    `${CHECKS[worst.kind]}.`,
  ].join(' ');
}

function nothingCame({ window, statistics }: WindowView): string {
  const when = windowText(window);
  if (statistics.nulls > 0) {
    return `No value came in the window ${when}: all ${plural(statistics.nulls, 'reading')} were empty. Check what the sensor sends.`;
  }
  return `No data came in the window ${when}. Check whether the sensor has power and reaches the network, and whether the query still fits it.`;
}

function tooEarly(view: WindowView): string {
  return `There is not enough history yet to say what is usual here. ${figures(view)}`;
}

function nothingUnusual(view: WindowView): string {
  const { statistics, unit, window } = view;
  if (statistics.count === 1) return `Nothing unusual was found. ${figures(view)}`;
  const style = styleOf(statistics, unit, window, ' UTC');
  const spread =
    statistics.min === statistics.max
      ? `all ${statistics.count} readings are ${style.reading(statistics.min)}`
      : `${statistics.count} readings between ${style.range(statistics.min, statistics.max).replace(' to ', ' and ')}, mean ${style.reading(statistics.mean)}`;
  const last = `last ${style.reading(statistics.last)} at ${style.time(statistics.lastAt)}`;
  return `Nothing unusual: ${spread}, ${last}.`;
}

function figures({ statistics, unit, window }: WindowView): string {
  const style = styleOf(statistics, unit, window, ' UTC');
  const last = `the last reading ${style.reading(statistics.last)} at ${style.time(statistics.lastAt)}`;
  if (statistics.count === 1)
    return `There is 1 reading, ${style.reading(statistics.last)} at ${style.time(statistics.lastAt)}.`;
  return `The mean of ${statistics.count} readings is ${style.reading(statistics.mean)}, ${last}.`;
}
