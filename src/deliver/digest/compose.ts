import { plural } from '../../facts/style.ts';
import { type Cause, causesOf, type Standing } from './causes.ts';
import type { Digest, DigestMaterial, DigestSection } from './material.ts';
import { causeText, timeText } from './words.ts';
import { modelLines, sourceLines, workerLines } from './work.ts';

/** Lines of one section; the others are counted. */
const MOST_TOLD = 50;

const HEADINGS: Readonly<Record<Standing, string>> = {
  new: 'New',
  lasts: 'Lasting from before',
  silent: 'Silent',
  ended: 'Ended',
};

/**
 * What happened in a window, by cause and the worst first; how it stands now; and how worker, sources and model did. Pure: the same
 * material gives the same words. What a model said is in it as far as it was checked when the row was written.
 */
export function composeDigest(material: DigestMaterial): Digest {
  const { timezone } = material;
  const causes = causesOf(material);
  const of = (standing: Standing) => causes.filter((cause) => cause.standing === standing);
  const happened = (['new', 'lasts', 'silent', 'ended'] as const).flatMap((standing): DigestSection[] => {
    const lines = of(standing).map((cause) => causeText(cause, timezone));
    return lines.length === 0 ? [] : [sectionOf(HEADINGS[standing], lines)];
  });
  const sources = sourceLines(material);
  return {
    title: titleOf(of),
    sections: [
      sectionOf('In short', shortLines(material, causes)),
      ...happened,
      sectionOf('Worker', workerLines(material)),
      ...(sources.length === 0 ? [] : [sectionOf('Sources', sources)]),
      sectionOf('Model', modelLines(material.questions)),
    ],
  };
}

/** A section of at most so many lines. */
function sectionOf(heading: string, lines: readonly string[]): DigestSection {
  return { heading, lines: lines.slice(0, MOST_TOLD), more: Math.max(0, lines.length - MOST_TOLD) };
}

function titleOf(of: (standing: Standing) => readonly Cause[]): string {
  const words: readonly (readonly [Standing, string])[] = [
    ['new', 'new'],
    ['lasts', 'lasting'],
    ['silent', 'silent'],
    ['ended', 'ended'],
  ];
  const counts = words.flatMap(([standing, word]) => {
    const count = of(standing).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `Digest: ${counts.length === 0 ? 'nothing unusual' : counts.join(', ')}`;
}

const VERDICTS = [
  ['normal', 'normal'],
  ['suspect', 'suspect'],
  ['anomalous', 'anomalous'],
  ['missing', 'silent'],
  ['unknown', 'unknown'],
] as const;

function shortLines(
  { window, timezone, known }: DigestMaterial,
  causes: readonly Cause[],
): readonly string[] {
  const span = `From ${timeText(window.start, timezone)} to ${timeText(window.end, timezone)} (${timezone})`;
  const what =
    causes.length === 0
      ? 'nothing unusual was found'
      : `${plural(causes.length, 'thing')} happened, counted by cause`;
  const now = VERDICTS.flatMap(([verdict, word]) => {
    const count = known.filter((one) => one.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const states =
    now.length === 0 ? 'No series was seen yet.' : `Of ${known.length} series now ${now.join(', ')}.`;
  return [`${span} ${what}. ${states}`];
}
