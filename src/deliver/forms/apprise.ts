import { textWithGuess } from '../guess.ts';
import { oneLine, plainText } from '../markup.ts';
import { jsonRequest } from '../request.ts';
import type { Form } from './form.ts';

export interface AppriseConfig {
  /** The whole address with the key of the configuration: http://apprise:8000/notify/KEY. */
  readonly url: string;
}

/** The Apprise API, which reaches what is not spoken here. Its four types are our four severities. */
export const apprise: Form<AppriseConfig> = (news, { url }, { link }) =>
  jsonRequest(url, {
    title: oneLine(news.title),
    body: plainText([textWithGuess(news), ...(link === undefined ? [] : [link])].join('\n')),
    type: news.severity,
    format: 'text',
  });
