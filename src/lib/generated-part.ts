const BEGIN = '<!-- generated from the schema: npm run schema -->';
const END = '<!-- end of the generated part -->';

/** A document with what stands between its two markers replaced by `part`. */
export function withGeneratedPart(document: string, part: string): string {
  const [before, rest = ''] = document.split(BEGIN);
  const after = rest.split(END)[1] ?? '';
  return `${before}${BEGIN}\n\n${part}\n\n${END}${after}`;
}
