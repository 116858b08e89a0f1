import { oneLine, plainText } from '../markup.ts';
import { jsonRequest } from '../request.ts';
import type { Form } from './form.ts';

export interface AppriseConfig {
  /** The whole address with the key of the configuration: http://apprise:8000/notify/KEY. */
  readonly url: string;
}

/** The Apprise API, which reaches what is not spoken here. Its four types are our four severities. */
export const apprise: Form<AppriseConfig> = ({ title, text, severity }, { url }, { link }) =>
  jsonRequest(url, {
    title: oneLine(title),
    body: plainText(link === undefined ? text : `${text}\n${link}`),
    type: severity,
    format: 'text',
  });
