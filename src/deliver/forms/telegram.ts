import { textWithGuess } from '../guess.ts';
import { cut, htmlText, plainText } from '../markup.ts';
import type { News } from '../news.ts';
import { jsonRequest, multipartRequest } from '../request.ts';
import type { Form } from './form.ts';

export interface TelegramConfig {
  /** https://api.telegram.org, or a server of one's own. */
  readonly url: string;
  /** Stands in the path of every request: to be masked wherever an address is told. */
  readonly token: string;
  readonly chat: string;
}

/** What a message and a caption may have, counted without the markup (core.telegram.org/bots/api). */
const MESSAGE = 4096;
const CAPTION = 1024;

/** Telegram's bot: HTML, of which bold and links are used. */
export const telegram: Form<TelegramConfig> = (news, { url, token, chat }, { link, picture }) => {
  const base = `${url.replace(/\/+$/, '')}/bot${token}`;
  if (picture === undefined) {
    const text = message(news, link, MESSAGE);
    return jsonRequest(`${base}/sendMessage`, { chat_id: chat, text, parse_mode: 'HTML' });
  }
  const caption = message(news, link, CAPTION);
  return multipartRequest(`${base}/sendPhoto`, {
    chat_id: chat,
    caption,
    parse_mode: 'HTML',
    photo: picture,
  });
};

/** Cut before it is escaped, so that no entity and no tag is ever cut in two. */
function message(news: News, link: string | undefined, most: number): string {
  const anchor = link === undefined ? '' : '\nOpen the page';
  const head = cut(plainText(news.title), Math.floor(most / 2));
  const body = cut(plainText(textWithGuess(news)), most - head.length - anchor.length - 2);
  const foot = link === undefined ? '' : `\n<a href="${htmlText(link)}">Open the page</a>`;
  return `<b>${htmlText(head)}</b>${body === '' ? '' : `\n${htmlText(body)}`}${foot}`;
}
