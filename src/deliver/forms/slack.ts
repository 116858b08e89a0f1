import { textWithGuess } from '../guess.ts';
import { cut, slackText } from '../markup.ts';
import { jsonRequest } from '../request.ts';
import type { Form } from './form.ts';

export interface SlackConfig {
  /** The incoming webhook; whoever knows it may post. */
  readonly url: string;
}

/** A section takes 3,000 characters and a header 150 (api.slack.com/reference/block-kit/blocks). */
const SECTION = 3000;
const HEADER = 150;

/** Slack's incoming webhook: a header, the text, and what may be pressed. Takes no picture. */
export const slack: Form<SlackConfig> = (news, { url }, { link }) => {
  const { title } = news;
  const escaped = cut(slackText(textWithGuess(news)), SECTION);
  return jsonRequest(url, {
    text: cut(slackText(title), SECTION),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(title, HEADER), emoji: false } },
      ...(escaped === ''
        ? []
        : [{ type: 'section', text: { type: 'mrkdwn', text: escaped, verbatim: true } }]),
      ...(link === undefined
        ? []
        : [{ type: 'section', text: { type: 'mrkdwn', text: `<${link}|Open the page>` } }]),
    ],
  });
};
