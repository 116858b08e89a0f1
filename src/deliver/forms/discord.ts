import { textWithGuess } from '../guess.ts';
import { cut, markdownText } from '../markup.ts';
import type { Severity } from '../news.ts';
import { jsonRequest, multipartRequest } from '../request.ts';
import type { Form } from './form.ts';

export interface DiscordConfig {
  readonly url: string;
}

const COLOUR: Readonly<Record<Severity, number>> = {
  success: 0x2e7d32,
  info: 0x1565c0,
  warning: 0xf9a825,
  failure: 0xc62828,
};

/** Limits of an embed (discord.com/developers/docs/resources/message#embed-object-embed-limits). */
const TITLE = 256;
const DESCRIPTION = 4096;

/** Discord's webhook: one embed; nobody is mentioned, whatever a tag is called. */
export const discord: Form<DiscordConfig> = (news, config, { link, picture }) => {
  const { title, severity, at } = news;
  const url = new URL(config.url);
  url.searchParams.set('wait', 'true');
  const message = {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: cut(markdownText(title), TITLE),
        description: cut(markdownText(textWithGuess(news)), DESCRIPTION),
        color: COLOUR[severity],
        timestamp: new Date(at).toISOString(),
        ...(link === undefined ? {} : { url: link }),
        ...(picture === undefined ? {} : { image: { url: `attachment://${picture.name}` } }),
      },
    ],
  };
  if (picture === undefined) return jsonRequest(url.href, message);
  return multipartRequest(url.href, { payload_json: JSON.stringify(message), 'files[0]': picture });
};
