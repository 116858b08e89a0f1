import type { News } from './news.ts';

/** The text of news for people; what the model only supposes stands in a line of its own and is called that. */
export function textWithGuess({ text, guess }: Pick<News, 'text' | 'guess'>): string {
  return guess === undefined ? text : `${text}\n\nThe model's guess, which nobody has checked: ${guess}`;
}
