import type { Formula } from '../statement/formulas.ts';
import type { ReadText, Sentence, Statement, Vocabulary } from '../statement/text.ts';
import { isForeign } from './language.ts';
import { Chart } from './phrases/chart.ts';
import { GRAMMAR, RULE_WORDS } from './phrases/grammar.ts';
import { lexicalEdges } from './phrases/lexical.ts';
import { marksOf, type Span, splitSentences } from './sentences.ts';
import { withBareCounts } from './statements/counts/bare.ts';
import { islandsOf } from './statements/island.ts';
import { moodOf } from './statements/mood.ts';
import { withPieces } from './statements/pieces.ts';
import { NOTHING, type Scene } from './statements/scene.ts';
import { statementsOf } from './statements/statements.ts';
import { structureOf } from './statements/structure.ts';
import { survey } from './statements/survey.ts';
import type { Telling } from './statements/telling.ts';
import { scan } from './tokens/scan.ts';
import { quantitiesOf } from './vocabulary.ts';

/** Longer than any sentence that is meant to be read; what follows is left unread. */
const MOST_TOKENS = 260;

/** What a text states; knows English and no data. Takes time in proportion to the text, never throws. */
export function read(text: string, vocabulary: Vocabulary): ReadText {
  const own = quantitiesOf(vocabulary);
  const foreign = (quantity: string): boolean => quantity !== 'own' && own.size > 0 && !own.has(quantity);
  const tellings: { telling: Telling; span: Span }[] = [];
  let scene: Scene = NOTHING;
  for (const span of splitSentences(text)) {
    const gap = text.slice(tellings.at(-1)?.span.end ?? 0, span.start);
    const isApart = /\n\s*\n/.test(gap) && !marksOf(text, span).isItem;
    const heading = isApart ? null : scene.heading;
    const opening = gap.includes('\n') ? { ...scene, label: heading, heading } : scene;
    const former = tellings.at(-1)?.telling ?? null;
    const telling = tellingOf(text, span, vocabulary, foreign, opening, former);
    tellings.push({ telling, span });
    scene = telling.closing;
  }
  const statements = tellings.map(({ telling }) => statementsOf(telling));
  const sentences = tellings.map(({ telling, span }, nth) =>
    structureOf(telling, span, statements[nth] ?? []),
  );
  if (isForeign(tellings.map(({ telling }) => telling)))
    return { statements: sentences.map(beyond), sentences, foreign: true };
  return { statements: statements.flat(), sentences, foreign: false };
}

function beyond({ start, end }: Sentence): Statement {
  const formula: Formula = { is: 'beyond', what: 'a sentence that is not English' };
  return { start, end, kind: 'state', readings: [{ formula, assumes: [] }], unread: [], rules: [] };
}

function tellingOf(
  text: string,
  span: Span,
  vocabulary: Vocabulary,
  foreign: Telling['foreign'],
  opening: Scene,
  former: Telling | null,
): Telling {
  const tokens = scan(text, span.start, span.end).slice(0, MOST_TOKENS);
  const words = lexicalEdges(tokens, vocabulary, RULE_WORDS);
  const skippable = words.map((edges) => edges.some(({ category }) => category === 'filler'));
  const chart = new Chart(tokens, skippable, words, GRAMMAR);
  const mood = moodOf(tokens, chart, text.charAt(span.end - 1) === '?');
  const islands = withBareCounts(
    withPieces(islandsOf(chart, tokens), opening.part, tokens, chart),
    tokens,
    opening.set?.part === 'where',
  );
  const marks = marksOf(text, span);
  const { scene: closing, ...said } = survey({ islands, mood, tokens, chart, ...marks }, opening);
  return { text, tokens, chart, islands, mood, vocabulary, foreign, ...said, closing, former };
}
