import { reading } from './scene.ts';
import type { Draft, Telling } from './telling.ts';

/** What says something of the data by itself: no mere reason. */
const SAYING = new Set(['figure', 'measure', 'range', 'timing', 'rate']);
const TELLING = new Set(['change', 'comparison', 'count', 'state', 'event']);
const STOPS = new Set([',', ';', ')', '—', '!', '|']);

/** Reasons: from the word that gives one to the end of the clause; never decided by the data. */
export function causesOf(telling: Telling): Draft[] {
  const causes: Draft[] = [];
  const { tokens, chart, mood } = telling;
  for (let at = 0; at < tokens.length; at += 1) {
    const sign = chart.at(at).find(({ category }) => category === 'because');
    if (sign === undefined || mood.unsaid[at] === true) continue;
    const closed = closedCause(telling, at, sign.to);
    if (closed !== undefined) {
      causes.push({
        kind: 'cause',
        from: closed,
        to: sign.to,
        readings: [reading({ is: 'cause' })],
        rules: ['cause'],
      });
      continue;
    }
    const to = Math.min(endOf(telling, sign.to), countIn(telling, sign.to));
    if (sign.value === 'perhaps' && to < endOf(telling, sign.to)) continue;
    if (to <= sign.to || (sign.value === 'perhaps' && saysSomething(telling, sign.to, to))) continue;
    causes.push({ kind: 'cause', from: at, to, readings: [reading({ is: 'cause' })], rules: ['cause'] });
    at = to - 1;
  }
  return causes;
}

/** "a loose contact is to blame": the reason stands before. Where it begins; undefined where it is told behind. */
function closedCause({ tokens, mood }: Telling, at: number, to: number): number | undefined {
  const isBare =
    /^(?:is|are|was)$/.test(tokens[at]?.norm ?? '') &&
    (to === tokens.length || STOPS.has(tokens[to]?.text ?? '') || tokens[to]?.text === '.');
  if (!isBare) return undefined;
  let from = at;
  while (from > 0 && mood.clause[from - 1] === mood.clause[at]) from -= 1;
  return from < at ? from : undefined;
}

function endOf({ tokens }: Telling, from: number): number {
  let at = from;
  while (
    at < tokens.length &&
    !STOPS.has(tokens[at]?.text ?? '') &&
    !(tokens[at]?.text === '.' && at === tokens.length - 1)
  )
    at += 1;
  return at;
}

/** "due to the presence of a few outliers": how many there are can be told from the data, whatever they are said to cause. */
function countIn({ islands, tokens }: Telling, from: number): number {
  return islands.find((island) => island.category === 'count' && island.from > from)?.from ?? tokens.length;
}

/** Figures and times always say something of the data; an outlier or a change does where nothing else is named beside it. */
function saysSomething({ islands, tokens, chart }: Telling, from: number, to: number): boolean {
  const inside = islands.filter((island) => island.from >= from && island.from < to);
  if (inside.some(({ category }) => SAYING.has(category))) return true;
  const isPlain = !tokens.some(
    (_, at) => at >= from && at < to && chart.at(at).some(({ category }) => category === 'unknown'),
  );
  return isPlain && inside.some(({ category }) => TELLING.has(category));
}
