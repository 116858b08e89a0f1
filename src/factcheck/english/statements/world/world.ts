import { type Category, type Edge, meaningOf } from '../../phrases/phrase.ts';
import { reading } from '../scene.ts';
import type { Draft, Telling } from '../telling.ts';
import { guessed, type Run, runsOf, words } from './guesses.ts';
import { type Predicate, predicateOf, subjectOf } from './subject.ts';
import { AGENTS, ASKING, CALLING, FITTING, HAPPENING, JOINTS, NO_MATTER, POLITE, WEATHER } from './words.ts';

/** Phrases that say something of the data: what holds one of them is no mere story of the world. */
const OF_DATA: ReadonlySet<Category> = new Set([
  'measure',
  'figure',
  'range',
  'rate',
  'signed',
  'comparison',
  'count',
  'num',
  'order',
  'lasting',
  'partner',
  'event',
  'part',
]);

/** What happened in the world, told as a clause of its own ("The door was open"): why the data is as it is, which no window decides. */
export function worldDrafts(telling: Telling): Draft[] {
  if (telling.mood.sentence === 'advised' || POLITE.test(telling.tokens[0]?.norm ?? '')) return [];
  return runsOf(telling).flatMap((whole) => {
    const clause = clauseOf(telling, whole);
    return clause === undefined || !isOfWorld(telling, clause)
      ? []
      : [
          {
            kind: 'cause',
            from: clause.run[0],
            to: whole[1],
            readings: [reading({ is: 'cause' })],
            rules: ['something in the world'],
          } satisfies Draft,
        ];
  });
}

/** A run of tokens that may tell of the world. */
interface Clause {
  readonly whole: Run;
  /** Without joints and guesses. */
  readonly run: Run;
  /** It is told as a guess, or as what must have been. */
  readonly isGuess: boolean;
  readonly inside: readonly Edge[];
  /** The token that names a thing of the world; undefined where the clause begins with something else. */
  readonly subject: number | undefined;
}

function clauseOf(telling: Telling, whole: Run): Clause | undefined {
  const { tokens, islands, mood } = telling;
  let [start, end] = whole;
  while (start < end && JOINTS.test(tokens[start]?.norm ?? '')) start += 1;
  const { run, isGuess } = guessed(telling, [start, end]);
  [start, end] = run;
  const isAsked = mood.sentence === 'asked';
  if (start >= end || (isAsked && ASKING.test(tokens[start]?.norm ?? ''))) return undefined;
  if (!isAsked && mood.unsaid.slice(start, end).some(Boolean) && !FITTING.test(words(telling, start, end)))
    return undefined;
  const must = tokens.slice(start, end).some(({ norm }) => norm === 'must');
  return {
    whole,
    run,
    isGuess: isGuess || must,
    inside: islands.filter((island) => island.to > start && island.from < end),
    subject: subjectOf(telling, start, end),
  };
}

function isOfWorld(telling: Telling, clause: Clause): boolean {
  const { tokens } = telling;
  const [from, to] = clause.run;
  if (isCalledCause(telling, clause)) return true;
  const hasNumber = tokens.slice(from, to).some(({ kind }) => kind === 'number');
  if (hasNumber || clause.inside.some((island) => isOfData(island, telling, clause))) return false;
  if (isWeather(telling, clause)) return true;
  if (clause.subject === undefined || isOfSeries(telling, clause)) return false;
  const predicate = predicateOf(telling, clause.subject, to);
  if (isMeasured(telling, clause, predicate)) return false;
  if (predicate === 'verb' || clause.isGuess) return true;
  return predicate === undefined && isNote(telling, clause);
}

/** "A cron job is the probable trigger": its subject is called the cause, and is nothing of the data. */
function isCalledCause(telling: Telling, clause: Clause): boolean {
  const { subject, inside, run } = clause;
  const [from, to] = run;
  if (subject === undefined || isTimed(inside) || !CALLING.test(words(telling, from, to))) return false;
  let called = subject + 1;
  while (called < to && !CALLING.test(words(telling, from, called + 1))) called += 1;
  return !inside.some((island) => isOfData(island, telling, clause) && island.from < called);
}

function isOfData(island: Edge, telling: Telling, { subject }: Clause): boolean {
  return OF_DATA.has(island.category) && island.from !== subject && !isIdle(island, telling);
}

/** "a leak", "an alarm": one thing more that is named, not counted; "opened", "passing": held against nothing. */
function isIdle(island: Edge, { tokens }: Telling): boolean {
  const word = tokens[island.from]?.norm ?? '';
  if (island.category === 'count') return /^(?:an?|someone|somebody|once|twice)$/.test(word);
  const comparison = meaningOf(island, 'comparison');
  if (comparison !== undefined)
    return comparison.to === undefined && comparison.by === undefined && comparison.against === undefined;
  return island.category === 'event' && /^(?:it|they|them|this|that)$/.test(word);
}

function isTimed(inside: readonly Edge[]): boolean {
  return inside.some(({ category }) => category === 'timing' || category === 'scope');
}

/** What goes up or down, or is named as the series, is the data, unless people are at work. */
function isOfSeries({ tokens }: Telling, { inside, subject, isGuess }: Clause): boolean {
  const isAgent = subject !== undefined && AGENTS.test(tokens[subject]?.norm ?? '');
  const isNamed = inside.some(({ category }) => category === 'series');
  return (isNamed && !isAgent) || (!isGuess && inside.some((island) => isCourse(island, subject)));
}

function isCourse(island: Edge, subject: number | undefined): boolean {
  const turn = meaningOf(island, 'change')?.turn;
  return island.category === 'change' && island.from !== subject && turn !== 'on' && turn !== 'off';
}

/** What was so or was switched at a figure, what merely happened at a time, is told of the data. */
function isMeasured(telling: Telling, clause: Clause, predicate: Predicate | undefined): boolean {
  const { inside, subject, isGuess, run } = clause;
  const isState = inside.some(({ category, from }) => category === 'state' && from !== subject);
  if (isState && predicate === 'adjective') return true;
  const isHappening = telling.tokens.slice(subject, run[1]).some(({ norm }) => HAPPENING.test(norm));
  if (isTimed(inside) && isHappening) return true;
  const isSwitched = inside.some((island) => meaningOf(island, 'change')?.turn !== undefined);
  return (isSwitched || isState) && !isGuess && hasFigureBeside(telling, clause);
}

/** "The compressor is off (0 W)". */
function hasFigureBeside({ islands, mood, tokens }: Telling, { whole: [from], subject }: Clause): boolean {
  const here = mood.piece[from];
  const next = tokens.findIndex((_, at) => at > from && mood.piece[at] !== here);
  const bracket = tokens[next]?.norm === '(' ? mood.piece[next] : undefined;
  return islands.some(
    (island) =>
      OF_DATA.has(island.category) &&
      island.from !== subject &&
      (mood.piece[island.from] === here || mood.piece[island.from] === bracket),
  );
}

/** "It rained", "it was cloudy". */
function isWeather(telling: Telling, { run: [from, to] }: Clause): boolean {
  if (telling.tokens[from]?.norm !== 'it') return false;
  const said = telling.tokens.slice(from + 1, to);
  return said.some(({ norm }, at) => WEATHER.test(norm) || WEATHER.test(`${norm} ${said[at + 1]?.norm}`));
}

/** So many words a note has that tells no more than what was the matter: "Nightly sync". */
const LONGEST_NOTE = 8;

/** A sentence without a verb that names something; a title opens the text, or ends in a colon or in marks. */
function isNote({ tokens, text }: Telling, { whole, run: [from, to] }: Clause): boolean {
  const [first, last] = [tokens[0], tokens.at(-1)];
  const isAll = !tokens.some(({ kind }, at) => kind === 'word' && (at < whole[0] || at >= whole[1]));
  if (first === undefined || last === undefined || !isAll || to - from > LONGEST_NOTE) return false;
  const lead = text.slice(0, first.start).trim();
  const isTitle = lead === '' || /[*#_:]$/.test(lead) || /^[:*#_]/.test(text.slice(last.end).trimStart());
  return !isTitle && last.text !== ':' && !NO_MATTER.test(tokens[from]?.norm ?? '');
}
