import type { Edge } from '../phrases/phrase.ts';
import { reading } from './scene.ts';
import type { Draft, Telling } from './telling.ts';

/** What says something of the data by itself: no mere reason. */
const SAYING = new Set(['figure', 'measure', 'range', 'timing', 'rate']);
const TELLING = new Set(['change', 'comparison', 'count', 'state', 'event']);
const STOPS = new Set([',', ';', ':', ')', '—', '!', '|']);
/** Signs of a reason that may as well say how something else goes: "as the mean", "because the values never change". */
const DOUBLE = /^(?:because|as|when|so|since|accounts?|accounted)$/;

/** Reasons: from the word that gives one to the end of the clause; never decided by the data. */
export function causesOf(telling: Telling): Draft[] {
  const causes: Draft[] = [];
  const { tokens, chart, mood } = telling;
  for (let at = 0; at < tokens.length; at += 1) {
    const sign = chart.at(at).find(({ category }) => category === 'because');
    if (sign === undefined || mood.unsaid[at] === true) continue;
    const closed = closedCause(telling, at, sign.to);
    if (closed !== undefined) {
      causes.push(causeFrom(closed, sign.to));
      continue;
    }
    const to = Math.min(endOf(telling, sign.to), countIn(telling, sign.to));
    if (!isReason(telling, at, sign, to)) continue;
    causes.push(causeFrom(at, to));
    at = to - 1;
  }
  return causes;
}

function causeFrom(from: number, to: number): Draft {
  return { kind: 'cause', from, to, readings: [reading({ is: 'cause' })], rules: ['cause'] };
}

/** Whether what follows the sign up to `to` is why, and not something of the data by itself. */
function isReason(telling: Telling, at: number, sign: Edge, to: number): boolean {
  const { tokens } = telling;
  const isWeak = sign.value === 'perhaps';
  if (to <= sign.to || (isWeak && to < endOf(telling, sign.to))) return false;
  if (LEADING_TO.test(tokens[at]?.norm ?? '') && isFigure(telling, sign.to)) return false;
  const isDouble = DOUBLE.test(tokens[at]?.norm ?? '') && tokens[at + 1]?.norm !== 'of';
  if ((isWeak || isDouble) && saysSomething(telling, sign.to, to)) return false;
  return !(isDouble && isWeak) || tellsOf(telling, sign.to, to);
}

/** "leads to 19.39 °C", "accounts for 112 samples": a figure is no reason. */
const LEADING_TO = /^(?:leads?|leading|led|accounts?|accounting|accounted)$/;

function isFigure({ islands }: Telling, at: number): boolean {
  return islands.some(({ from, category }) => from === at && (category === 'count' || SAYING.has(category)));
}

/** "as the heating was off", not "as the mean", "when the low is reached": something that no table knows, and a verb. */
function tellsOf({ tokens, chart }: Telling, from: number, to: number): boolean {
  const isUnknown = tokens.some(
    ({ norm }, at) =>
      at >= from &&
      at < to &&
      (PEOPLE.test(norm) || chart.at(at).some(({ category }) => category === 'unknown')),
  );
  return isUnknown && to - from > 2;
}

const PEOPLE = /^(?:someone|somebody|people|staff|everyone|everybody)$/;

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
  // "Likely reason: a brief impact".
  let at = tokens[from]?.text === ':' ? from + 1 : from;
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
