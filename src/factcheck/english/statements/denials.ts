import { isIt } from '../phrases/implied.ts';
import { type Category, meaningOf } from '../phrases/phrase.ts';
import { at, type Telling } from './telling.ts';

/** The token at which a denial of this island begins; -1 where it is not denied. */
export function denialOf(telling: Telling, index: number): number {
  const { tokens, islands, mood, chart } = telling;
  const here = islands[index];
  if (here === undefined) return -1;
  const stop = islands[isBehindDenial(telling, index - 1) ? index - 2 : index - 1]?.to ?? 0;
  for (let token = here.from - 1; token >= stop; token -= 1) {
    if (mood.clause[token] !== mood.clause[here.from] && tokens[token]?.norm !== 'with') return -1;
    // "barely a degree warmer", "barely warmer": if only just.
    const word = tokens[token]?.norm ?? '';
    const comparison = at(telling, index, 'comparison');
    if (word === 'barely' && chart.at(here.from).some(({ category }) => category === 'more')) return -1;
    if (/^(?:barely|hardly|scarcely)$/.test(word) && comparison?.by !== undefined) return -1;
    // "No power is drawn in 13 samples": it is they that are nothing.
    const isNothing =
      at(telling, index, 'count')?.counted.count === 'readings' &&
      (chart.at(token).some(({ category }) => category === 'nil') || /^(?:nothing|nobody)$/.test(word));
    if (!isNothing && chart.at(token).some(({ category }) => category === 'not')) return token;
  }
  return deniedList(telling, index);
}

/** "Nowhere does it exceed 30", "nothing in the first half exceeds 30": what stands between a denial and what it denies. */
function isBehindDenial({ islands, tokens }: Telling, index: number): boolean {
  const between = islands[index];
  if (between === undefined) return false;
  if (isIt(meaningOf(between, 'event'))) return true;
  return (
    (between.category === 'scope' || between.category === 'timing') &&
    /^(?:nothing|none|nowhere|never)$/.test(tokens[between.from - 1]?.norm ?? '')
  );
}

/** "no gap, level shift or spike": each thing of a list is denied whose first one is. */
function deniedList(telling: Telling, index: number): number {
  const { islands, tokens } = telling;
  const [here, earlier] = [islands[index], islands[index - 1]];
  if (here === undefined || earlier === undefined) return -1;
  const joint = tokens.slice(earlier.to, here.from);
  if (joint.length === 0 || !joint.every(({ norm }) => LIST_JOINT.test(norm))) return -1;
  // "no gaps, no outliers, 36 readings": what has a number of its own is not denied.
  const own = at(telling, index, 'count')?.amount.amount;
  if (
    /^(?:one|only|a|an|single)$/.test(tokens[here.from]?.norm ?? '') &&
    joint.every(({ norm }) => norm === ',')
  )
    return -1;
  if (own === 'number' || own === 'share' || own === 'all' || own === 'none') return -1;
  const isNone = at(telling, index - 1, 'count')?.amount.amount === 'none';
  return isNone || (LISTED.has(earlier.category) && denialOf(telling, index - 1) !== -1) ? here.from : -1;
}

const LIST_JOINT = /^(?:,|or|nor|and)$/;

const LISTED: ReadonlySet<Category> = new Set(['count', 'event', 'change', 'state']);
