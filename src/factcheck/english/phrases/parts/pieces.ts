import type { Part } from '../../../statement/parts.ts';
import { EACH, IT, WHOLE } from '../implied.ts';
import { after, before } from '../parts.ts';
import { rule } from '../rule.ts';

const PIECES: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fifth: 5,
  sixth: 6,
  tenth: 10,
  halves: 2,
  thirds: 3,
  quarters: 4,
};
const LEVEL = '=level|plateau|regime|state';
const PIECE = '=half|third|quarter|fifth|sixth|tenth';

/** The k-th of n pieces: the first, the last, the middle of three. */
function piece(nth: string, n: number): Part | undefined {
  if (nth === 'middle') return n % 2 === 1 ? { part: 'piece', of: WHOLE, k: (n + 1) / 2, n } : undefined;
  const k = Number(nth) < 0 ? n + 1 + Number(nth) : Number(nth);
  return k >= 1 && k <= n ? { part: 'piece', of: WHOLE, k, n } : undefined;
}

/** As many pieces as there are: three quarters are not all. */
const ALL_PIECES = { 'four quarters': 4, 'three thirds': 3, 'two halves': 2 };

/** Pieces that the window is divided in: halves, thirds. */
export const PIECE_RULES = [
  rule('piece of the window', 'part', ['ordinal', PIECE], (nth, word) => piece(nth, PIECES[word ?? ''] ?? 2)),
  rule('half by its letter', 'part', ['=h1|h2'], (word) => piece(word === 'h1' ? '1' : '2', 2)),
  rule('piece of a named part', 'part', ['ordinal', PIECE, '=of|in', 'window'], (nth, word) =>
    piece(nth, PIECES[word ?? ''] ?? 2),
  ),
  rule('half called otherwise', 'part', ['=latter|later|former|earlier', '=half|part|portion'], (word) =>
    piece(word === 'latter' || word === 'later' ? '2' : '1', 2),
  ),
  rule('the one or the other half', 'part', ['=earlier|later|former|latter', '=one'], (word) => ({
    part: 'piece',
    of: WHOLE,
    k: word === 'earlier' || word === 'former' ? 1 : 2,
    n: 2,
  })),
  rule('half in one word', 'part', ['=second-half|first-half'], (word) =>
    piece(word === 'second-half' ? '2' : '1', 2),
  ),
  rule('whole window', 'part', ['=whole|entire|full|complete|overall', 'window'], () => WHOLE),
  rule('readings called by their part', 'part', ['part', 'reading'], (part) =>
    part.part === 'piece' ? part : undefined,
  ),
  rule('level since then', 'part', ['=new|later|subsequent|resulting', LEVEL], () => after(IT)),
  rule('level until then', 'part', ['=old|former|previous|original|earlier', LEVEL], () => before(IT)),
  rule('by pieces', 'scope', ['=by|four|three|two', '=the?', '=thirds|quarters|halves'], (many, _, pieces) =>
    many === 'by' || `${many} ${pieces}` in ALL_PIECES ? WHOLE : undefined,
  ),
  rule(
    'of all pieces',
    'scope',
    ['=of|among|across|over|comparing|between', '=the|all?', '=two|three|four', '=halves|thirds|quarters'],
    (_, __, many, pieces) => (`${many} ${pieces}` in ALL_PIECES ? WHOLE : undefined),
  ),
  rule('each piece', 'part', ['=each|every', '=half|third'], (_, word) => ({
    part: 'piece',
    of: WHOLE,
    k: EACH,
    n: PIECES[word ?? ''] ?? 2,
  })),
  rule(
    'all pieces',
    'part',
    ['=both|all', '=the|of?', '=the?', '=two|three|four?', '=halves|thirds|quarters'],
    (_, __, ___, ____, word) => ({
      part: 'piece',
      of: WHOLE,
      k: EACH,
      n: PIECES[word ?? ''] ?? 2,
    }),
  ),
  rule('piece by piece', 'scope', ['=third|quarter', '=by', '=third|quarter'], () => WHOLE),
  rule('between the halves', 'scope', ['=between', '=the?', '=two?', '=halves'], () => WHOLE),
];
