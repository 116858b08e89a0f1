import type { Timing } from '../../phrases/phrase.ts';
import { at, leadOf, sameClause, samePiece, type Telling, wordsBefore, wordsBetween } from '../telling.ts';

/** One rise or fall of a sentence: the phrases that tell of it. */
export interface Movement {
  readonly direction: 'up' | 'down';
  /** Index of the phrase that says that something moves. */
  readonly mover: number;
  readonly islands: readonly number[];
}

/** The rise or fall that a phrase belongs to. */
export function movementAt(telling: Telling, index: number): Movement | undefined {
  return movementsIn(telling).find(({ islands }) => islands.includes(index));
}

const KNOWN = new WeakMap<Telling, readonly Movement[]>();

/** The movements of a sentence, in their order. */
export function movementsIn(telling: Telling): readonly Movement[] {
  const known = KNOWN.get(telling) ?? findMovements(telling);
  KNOWN.set(telling, known);
  return known;
}

function findMovements(telling: Telling): readonly Movement[] {
  const movers = telling.islands.flatMap((_, index) => {
    const direction = directionOf(telling, index);
    return direction === undefined ? [] : [{ direction, index }];
  });
  const found: { direction: 'up' | 'down'; mover: number; islands: number[] }[] = [];
  for (const [nth, { direction, index }] of movers.entries()) {
    const next = movers[nth + 1]?.index ?? telling.islands.length;
    // What stands before a movement in its clause is of it, and not of the one before.
    const own = [...telling.islands.keys()].filter((other) =>
      other < index
        ? other > (movers[nth - 1]?.index ?? -1) && isOf(telling, other, index, movers[nth - 1]?.index)
        : other < next &&
          samePiece(telling, other, index) &&
          !(other > index && isOf(telling, other, next, index)),
    );
    const last = found.at(-1);
    if (last !== undefined && last.direction === direction && isApposed(telling, index))
      last.islands.push(...own);
    else found.push({ direction, mover: index, islands: own });
  }
  return found;
}

/** Whether the clause of a phrase goes on with another: "between 14:00 and 15:00" ends in the clause of what it opens. */
function leadsInto({ mood, islands }: Telling, index: number, later: number): boolean {
  return mood.clause[(islands[index]?.to ?? 0) - 1] === mood.clause[islands[later]?.from ?? -1];
}

/** "..., and later, from 19:25 to 19:30, it rises": what stands behind the word that leads on. */
function isIntroduced(telling: Telling, index: number, later: number, earlier: number): boolean {
  const isBare = ({ norm, kind }: Telling['tokens'][number]) =>
    kind === 'sign' || /^(?:it|the|they)$/.test(norm);
  const { tokens, islands } = telling;
  return (
    wordsBetween(telling, earlier, index).some((word) =>
      /^(?:and|but|then|later|before|while)$/.test(word),
    ) && tokens.slice(islands[index]?.to ?? 0, islands[later]?.from).every(isBare)
  );
}

/** Whether a phrase between two movements stands in the clause of the later one. */
function isOf(telling: Telling, index: number, later: number, earlier: number | undefined): boolean {
  if (earlier !== undefined && isIntroduced(telling, index, later, earlier)) return true;
  return leadsInto(telling, index, later) && (earlier === undefined || !sameClause(telling, index, earlier));
}

const GAINS = /^(?:up|down|gain|lost|loses?|add|shed)/;

function directionOf(telling: Telling, index: number): 'up' | 'down' | undefined {
  const island = telling.islands[index];
  const change = at(telling, index, 'change');
  if (change !== undefined)
    return change.aspect === undefined &&
      change.turn === undefined &&
      (change.direction === 'up' || change.direction === 'down')
      ? change.direction
      : undefined;
  const step = at(telling, index, 'event') ?? stepAt(at(telling, index, 'timing'));
  if (step?.event === 'step') return step.direction === 'either' ? undefined : step.direction;
  if (isPassage(telling, index)) return passageWay(telling, index);
  const lead = leadOf(telling, index, 2).find((word) =>
    /^(?:los(?:es?|t|ing)|sheds?|shedding|gain(?:s|ed)|adds?|added)$/.test(word),
  );
  if (at(telling, index, 'rate') !== undefined && lead !== undefined)
    return /^[ag]/.test(lead) ? 'up' : 'down';
  const signed = at(telling, index, 'signed');
  const word = telling.tokens[island?.from ?? -1]?.norm ?? '';
  if (signed === undefined || !GAINS.test(word)) return undefined;
  return signed.value < 0 ? 'down' : 'up';
}

/** "to get from 40 to 52 cm". */
function isPassage(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const { from = 0 } = islands[index] ?? {};
  return (
    at(telling, index, 'range') !== undefined &&
    tokens[from]?.norm === 'from' &&
    /^(?:get|gets|got|go|goes|went|come|comes|came|move|moves|moved|pass|run|ran|swing)$/.test(
      tokens[from - 1]?.norm ?? '',
    )
  );
}

/** By the order of its two numbers. */
function passageWay({ tokens, islands }: Telling, index: number): 'up' | 'down' {
  const [first = 0, second = 0] = numbersIn(tokens.slice(islands[index]?.from ?? 0, islands[index]?.to));
  return first <= second ? 'up' : 'down';
}

export function numbersIn(tokens: Telling['tokens']): number[] {
  return tokens.flatMap(({ number }) => (number === undefined ? [] : [number.value]));
}

/** "is followed by a fall". */
function stepAt(timing: Timing | undefined) {
  return timing?.time.time === 'start' && timing.to === undefined ? timing.time.of : undefined;
}

/** "..., a loss of 6 cm", "..., gaining 12 cm", "that is a rise of 3": the same movement once more. */
function isApposed(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  const lead = tokens[from - 1]?.norm ?? '';
  if (/ing$/.test(tokens[to - 1]?.norm ?? '')) return lead === ',' || lead === 'thus' || lead === 'thereby';
  return (
    /^(?:an?|the|this|its|total|net|overall|average|mean|i\.?e\.?)$/.test(lead) &&
    wordsBefore(telling, index, 4).some((word) => APPOSING.test(word))
  );
}

const APPOSING = /^(?:,|:|–|—|-|\(|=|i\.?e\.?|is|was|makes|so|→|means|equals)$/;

/** Whether a phrase says that something rises or falls. */
export function isMover(telling: Telling, index: number): boolean {
  return directionOf(telling, index) !== undefined;
}
