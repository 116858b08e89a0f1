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

/** Changes whenever the types above do, which a test holds: a worker of another version is not to guess. */
export const QUESTION_FORM = 2;

const formSchema = z.object({ form: z.number() });

/** A content's outside; what is within was written by the same code, which the form vouches for. */
const packedSchema = z.object({
  form: z.literal(QUESTION_FORM),
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
  return serialize({ form: QUESTION_FORM, content });
}

/** A question to be asked, or why what was read is none for this version. */
export type UnpackedQuestion = { readonly content: QuestionContent } | { readonly refused: string };

/** Refuses what another version, or nobody of us, has written. Never throws. */
export function unpackQuestion(packed: Uint8Array): UnpackedQuestion {
  try {
    const read = deserialize(packed);
    if (packedSchema.safeParse(read).success) return { content: read.content };
    return { refused: whyRefused(formSchema.safeParse(read).data?.form) };
  } catch {
    return { refused: whyRefused(undefined) };
  }
}

function whyRefused(form: number | undefined): string {
  if (form === undefined || form === QUESTION_FORM)
    return 'what waited as a question was written by no Plumbline';
  const which = form > QUESTION_FORM ? 'a newer' : 'an older';
  return `${which} version of Plumbline wrote the question, in form ${form}; this worker reads form ${QUESTION_FORM}`;
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
