/**
 * Text of others (tags, models) inside the markup of a receiver. Each function makes any text harmless: what it returns shows
 * as that text and is nothing else.
 */

/** Control characters would break lines, headers and terminals; a line break becomes a space. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}

/** The same, but line feeds stay. */
export function plainText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll(/(?!\n)[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
}

/** HTML, and the subset that Telegram takes. */
export function htmlText(text: string): string {
  return plainText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Slack's mrkdwn: three characters are escaped by its rules; a zero-width space keeps `*_~` and back quotes from pairing. */
export function slackText(text: string): string {
  return plainText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[*_~`]/g, (mark) => `\u200b${mark}\u200b`);
}

/** CommonMark and its relatives: every mark that could mean something gets a backslash. */
export function markdownText(text: string): string {
  return plainText(text)
    .replaceAll(/[\\`*_{}[\]()<>#|!~@]/g, '\\$&')
    .replaceAll(/^(\s*)([-+=]|\d+(?=[.)]))/gm, '$1\\$2');
}

/** At most `most` UTF-16 units, cut between characters, with an ellipsis where something is gone. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = most - 1;
  const last = text.charCodeAt(end - 1);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end)}…`;
}
