import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { Wordless } from '../deliver/newsroom.ts';
import type { WindowView } from '../prompt/facts.ts';
import type { SeriesWindow } from '../source/source.ts';
import type { NewResult } from '../store/result.ts';

/** All that is needed to ask a question, to check the answer, and to let the news go that wait for it. */
export interface QuestionContent {
  readonly series: SeriesWindow;
  readonly view: WindowView;
  readonly wordless: readonly Wordless[];
}

/** Changes whenever the types above do: a worker of another version is not to guess. */
const FORM = 1;

/** A content's outside; what is within was written by the same code, which the form vouches for. */
const packedSchema = z.object({
  form: z.literal(FORM),
  content: z.object({
    series: z.looseObject({
      series: z.string(),
      times: z.instanceof(Float64Array),
      values: z.instanceof(Float64Array),
    }),
    view: z.looseObject({ monitor: z.string(), series: z.string() }),
    wordless: z.array(z.looseObject({ key: z.string(), until: z.number() })),
  }),
});

/** As bytes, with every number exactly as it is: 16 bytes a point, and some kilobytes. */
export function packQuestion(content: QuestionContent): Uint8Array {
  return serialize({ form: FORM, content });
}

/** Undefined for what another version, or nobody of us, has written. */
export function unpackQuestion(packed: Uint8Array): QuestionContent | undefined {
  try {
    const read = deserialize(packed);
    return packedSchema.safeParse(read).success ? read.content : undefined;
  } catch {
    return undefined;
  }
}

/** The results of a run, those that are to be asked about with their whole question. */
export function withQuestions(
  results: readonly NewResult[],
  views: readonly Pick<QuestionContent, 'series' | 'view'>[],
  wordless: readonly Wordless[],
): readonly NewResult[] {
  return results.map((result, index) => {
    const one = views[index];
    if (!result.toBeAsked || one === undefined) return result;
    const news = wordless.filter(({ series }) => series === result.series);
    return { ...result, question: packQuestion({ series: one.series, view: one.view, wordless: news }) };
  });
}
