/** A time as it stands in a row, in epoch ms. */
export function momentOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
