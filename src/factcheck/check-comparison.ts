import { checkEarlier, checkMultiplied } from './check-pair.ts';
import { measuredDifference, show } from './compare.ts';
import type { Meaning } from './meaning.ts';
import { predicateOf } from './predicate.ts';
import type { Scene } from './scene.ts';
import { subjectOf } from './subject.ts';
import type { Quantity } from './tokens.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import { countReadings, type WindowData } from './window-data.ts';

type Comparison = Meaning & { readonly is: 'comparison' };

/** A comparison: its subject is what the sentence names before it, else every reading. */
export function checkComparison(meaning: Comparison, scene: Scene): Outcome {
  const { window } = scene;
  if (meaning.against.to === 'earlier') return checkEarlier(meaning, scene);
  if (meaning.against.to === 'multiplied') return checkMultiplied(meaning, scene);
  if (meaning.comparator === 'within' && meaning.against.to === 'number')
    return checkSpread(meaning.against.quantity, window);
  const holds = predicateOf(meaning, scene);
  if (holds === undefined) return unknownReference(meaning, window);
  if (window.values.length === 0) return refuted('there are no readings');
  const subject = subjectOf(meaning, scene);
  if (subject.is === 'value') {
    const { mean, stddev } = window.statistics;
    const evidence = `said of ${show(subject.value)}; mean ${show(mean)}, standard deviation ${show(stddev)}`;
    return decide(holds(subject.value) !== meaning.negated, evidence);
  }
  const count = countReadings(window, holds);
  const evidence = `true of ${count} of ${window.values.length} readings`;
  if (subject.is === 'none' || meaning.negated) return decide(count === 0, evidence);
  return decide(subject.is === 'some' ? count > 0 : count === window.values.length, evidence);
}

function unknownReference({ against }: Comparison, window: WindowData): Outcome {
  if (against.to === 'number') return refuted(`the series is in ${window.context.unit}`);
  return unverifiable('what it is compared with is not known');
}

/** "values fluctuate within 14 ppm": all there is between lowest and highest. */
function checkSpread(quantity: Quantity, window: WindowData): Outcome {
  const written = measuredDifference(quantity, window.unit);
  const spread = window.statistics.max - window.statistics.min;
  return decide(
    written !== undefined && spread <= written.value + written.tolerance,
    `the readings span ${show(spread)}`,
  );
}
