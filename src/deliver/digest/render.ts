import { htmlText, markdownText, oneLine } from '../markup.ts';
import type { Digest, DigestSection } from './material.ts';

export type DigestFormat = 'text' | 'markdown' | 'html';

/** A digest as a file or a terminal has it, with its title; ends with a line feed. */
export function renderDigest(digest: Digest, format: DigestFormat): string {
  if (format === 'text') return `${oneLine(digest.title)}\n\n${sectionsText(digest.sections)}\n`;
  if (format === 'markdown') return markdown(digest);
  const title = htmlText(digest.title);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body>
<h1>${title}</h1>
${sectionsHtml(digest.sections)}
</body>
</html>
`;
}

/** Headings with their lines, as plain text. */
export function sectionsText(sections: readonly DigestSection[]): string {
  return sections
    .map((section) => [`${section.heading}:`, ...linesOf(section).map((line) => `- ${line}`)].join('\n'))
    .join('\n\n');
}

/** The same as part of an HTML document. */
export function sectionsHtml(sections: readonly DigestSection[]): string {
  return sections
    .map((section) => {
      const items = linesOf(section).map((line) => `<li>${htmlText(line)}</li>`);
      return `<h2>${htmlText(section.heading)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
    })
    .join('\n');
}

function linesOf({ lines, more }: DigestSection): readonly string[] {
  return [...lines.map(oneLine), ...(more > 0 ? [`... and ${more} more`] : [])];
}

function markdown({ title, sections }: Digest): string {
  const parts = sections.map((section) => {
    const lines = linesOf(section).map((line) => `- ${markdownText(line)}`);
    return `## ${markdownText(section.heading)}\n\n${lines.join('\n')}`;
  });
  return `# ${markdownText(oneLine(title))}\n\n${parts.join('\n\n')}\n`;
}

/** The text in at most so many characters: of each section fewer lines, the last ones first, and one at least. */
export function fittedText(sections: readonly DigestSection[], most: number): string {
  const longest = Math.max(...sections.map(({ lines }) => lines.length));
  const atMost = (count: number): string =>
    sectionsText(
      sections.map(({ heading, lines, more }) => ({
        ...{ heading, lines: lines.slice(0, count) },
        more: more + Math.max(0, lines.length - count),
      })),
    );
  for (let count = longest; count > 1; count -= 1) {
    const text = atMost(count);
    if (text.length <= most) return text;
  }
  return atMost(1);
}
