import type { Formula } from '../../../statement/formulas.ts';
import type { Num } from '../../../statement/numbers.ts';
import { equal, literal } from '../../phrases/built.ts';
import { meaningOf, type Other } from '../../phrases/phrase.ts';
import { at, filled, type Telling } from '../telling.ts';
import { valueReadings } from '../values.ts';

/** A number of the sentence: what it is of, and how it was written. */
export interface Said {
  readonly index: number;
  readonly num: Num;
  readonly written?: Num;
  /** That the window has it. */
  readonly claim: Formula;
}

/** What the number at an island is of: the figure that it names or is told of, else the number itself. */
export function saidAt(telling: Telling, index: number): Said | undefined {
  const figure = at(telling, index, 'figure');
  if (figure?.quantity !== undefined) {
    const [num, written] = [filled(telling, index, figure.num), literal(figure.quantity)];
    return { index, num, written, claim: equal(num, written) };
  }
  const measure = at(telling, index, 'measure');
  const edge = telling.islands[index];
  const isListNumber = edge?.from === 0 && edge.to === 1 && /^[.)]$/.test(telling.tokens[1]?.text ?? '');
  if (measure === undefined || isListNumber) return undefined;
  const isWord =
    measure.unit === undefined && telling.tokens[telling.islands[index]?.from ?? -1]?.kind === 'word';
  if (isWord) return undefined;
  const written = literal(measure);
  const natural = valueReadings(telling, index, measure)[0];
  const isNamed =
    natural?.assumes.length === 0 &&
    natural.formula.is === 'compare' &&
    natural.formula.relation === 'equal' &&
    natural.formula.left.num === 'statistic';
  if (natural === undefined) return undefined;
  const { formula: claim } = natural;
  return isNamed && claim.is === 'compare'
    ? { index, num: claim.left, written, claim }
    : { index, num: written, claim };
}

/** The numbers said before an island of the sentence, the last one first. */
export function saidBefore(telling: Telling, index: number): Said[] {
  const said: Said[] = [];
  for (let other = index - 1; other >= 0 && said.length < MOST_SAID; other -= 1) {
    const one = saidAt(telling, other);
    if (one !== undefined) said.push(one);
  }
  return said;
}

const MOST_SAID = 4;

/** What the sentence itself names to hold against: "compared with the first half, ...". */
export function partnerNamed(telling: Telling): Other | undefined {
  return telling.islands.map((edge) => meaningOf(edge, 'partner')).find((other) => other !== undefined);
}
