import { textWithGuess } from '../guess.ts';
import { oneLine, plainText } from '../markup.ts';
import type { Severity } from '../news.ts';
import { jsonRequest } from '../request.ts';
import type { Form } from './form.ts';

export interface GotifyConfig {
  readonly url: string;
  readonly token: string;
}

/** From 8 on Gotify's app makes a sound by default. */
const PRIORITY: Readonly<Record<Severity, number>> = { success: 3, info: 2, warning: 5, failure: 8 };

/** Gotify, as plain text: its markdown would show what a tag is called as markup. */
export const gotify: Form<GotifyConfig> = (news, { url, token }, { link }) =>
  jsonRequest(
    `${url.replace(/\/+$/, '')}/message`,
    {
      title: oneLine(news.title),
      message: plainText(textWithGuess(news)),
      priority: PRIORITY[news.severity],
      extras: {
        'client::display': { contentType: 'text/plain' },
        ...(link === undefined ? {} : { 'client::notification': { click: { url: link } } }),
      },
    },
    { 'x-gotify-key': token },
  );
