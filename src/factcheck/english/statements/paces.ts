import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import { WHOLE } from '../phrases/implied.ts';
import { type Move, meaningOf } from '../phrases/phrase.ts';
import { denialOf } from './denials.ts';
import { reading } from './scene.ts';
import { partAt, type Telling } from './telling.ts';

const SLOWER =
  /^(?:slow|slacken|flatten|taper|weaken|ease|eas|lessen|abate|moderat|level|fade|subside|diminish|peter)/;
const FASTER = /^(?:accelerat|speed|sped|pick|quicken|gather|steepen|intensif|strengthen|grow|increas)/;
const PACE = /^(?:pace|tempo|momentum)$/;

/** "The fall slows down", "the pace is picking up": how fast it goes as it goes on. Undefined for another change. */
export function paceReadings(telling: Telling, index: number): readonly Reading[] | undefined {
  const { tokens, islands, mood } = telling;
  const here = islands[index];
  if (here === undefined) return undefined;
  const verb = tokens[here.from]?.norm ?? '';
  const change = SLOWER.test(verb) ? 'slower' : FASTER.test(verb) ? 'faster' : undefined;
  if (change === undefined) return undefined;
  const paced = [1, 2, 3].map((back) => here.from - back).find((place) => isPaced(telling, place));
  if (paced === undefined || mood.clause[paced] !== mood.clause[here.from]) return undefined;
  const moved = moveAt(telling, paced);
  // "rises and speeds up": both are told of the readings.
  if (moved !== undefined && !NOUN_OF.test(tokens[paced - 1]?.norm ?? '')) return undefined;
  if (denialOf(telling, index) !== -1) return [reading({ is: 'beyond', what: 'how evenly it goes' })];
  const direction = moved?.direction === 'up' || moved?.direction === 'down' ? moved.direction : null;
  const of = partAt(telling, index);
  const during: Part =
    of.part !== 'whole' || direction === null
      ? of
      : { part: 'during', event: { event: 'swing', direction, size: 'large', of: WHOLE } };
  return [reading({ is: 'pace', change, direction, of: during })];
}

/** A word for how fast it goes, or for a rise or fall. */
function isPaced(telling: Telling, place: number): boolean {
  return PACE.test(telling.tokens[place]?.norm ?? '') || moveAt(telling, place) !== undefined;
}

function moveAt({ chart }: Telling, place: number): Move | undefined {
  return chart
    .at(place)
    .map((edge) => meaningOf(edge, 'change'))
    .find((change) => change?.direction === 'up' || change?.direction === 'down');
}

const NOUN_OF = /^(?:the|its|this|that|a|an|their|slow|steady|gradual|further|whose)$/;
