import type { Event } from '../../../statement/events.ts';
import type { Reading } from '../../../statement/text.ts';
import { sameTime } from '../../phrases/built.ts';
import type { Timing } from '../../phrases/phrase.ts';
import { reading } from '../scene.ts';
import { type Telling, wordsBefore } from '../telling.ts';

const RESUMES =
  /\b(?:resumes?|resumed|(?:is|was|were|are|comes?|came|gets?|got) back|taken up again|picks? up again|picked up again|reappears?|reappeared|returns?|returned|starts? again|started again)(?: only)?$/;
const BREAKS =
  /\b(?:breaks? off|broke off|broken off|(?:is|are|was|were) missing|goes silent|went silent|falls? silent|fell silent|cuts? out|stops?|stopped)(?: right| just| only)?$/;

/** "Data is missing after 10:35; the recording resumes at 10:47": where a hole in the data begins and ends. */
export function holeReadings(telling: Telling, index: number, { role, time }: Timing): Reading[] | undefined {
  const { islands, scenes } = telling;
  const { from = 0 } = islands[index] ?? {};
  const lead = wordsBefore(telling, index, 5).join(' ');
  const event = scenes[index]?.event;
  const isHole =
    event?.event === 'gap' || event?.event === 'null' || (event?.event === 'finding' && event.of === 'gap');
  const gap: Event = { event: 'gap', k: null };
  if (role === 'after' && BREAKS.test(lead)) return [reading(sameTime({ time: 'start', of: gap }, time))];
  return role === 'at' && (isHole || isBroken(telling, from)) && RESUMES.test(lead)
    ? [reading(sameTime({ time: 'end', of: gap }, time))]
    : undefined;
}

/** "It stopped after 13:15 and resumed at 13:45": a hole that only its verb tells of. */
function isBroken({ tokens }: Telling, to: number): boolean {
  return tokens.slice(0, to).some(
    ({ norm }, at) =>
      norm === 'after' &&
      BREAKS.test(
        tokens
          .slice(Math.max(0, at - 4), at)
          .map((token) => token.norm)
          .join(' '),
      ),
  );
}

/** Whether the data breaks off at a moment: "nothing came after 13:15", "it stops after 13:15". */
export function breaksOff(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const { from = 0 } = islands[index] ?? {};
  const lead = wordsBefore(telling, index, 4);
  return tokens[from]?.norm === 'after' && BREAKS.test(lead.join(' '));
}
