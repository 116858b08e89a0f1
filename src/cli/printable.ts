/**
 * A text from a sensor's tags or from a model, safe to print: control characters could move the cursor, change
 * colours or rewrite what stands above. Each becomes one character, so that places in the text stay where they are.
 */
export function printable(text: string): string {
  return text.replaceAll(/(?![\t\n])\p{Cc}/gu, '\uFFFD');
}
