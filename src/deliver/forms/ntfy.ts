import { textWithGuess } from '../guess.ts';
import { cut, oneLine, plainText } from '../markup.ts';
import type { Severity } from '../news.ts';
import { type HttpRequest, jsonRequest } from '../request.ts';
import type { Form } from './form.ts';

export interface NtfyConfig {
  /** The server, such as https://ntfy.sh. */
  readonly url: string;
  readonly topic: string;
  readonly token: string;
}

const PRIORITY: Readonly<Record<Severity, number>> = { success: 3, info: 3, warning: 4, failure: 5 };
const TAG: Readonly<Record<Severity, string>> = {
  success: 'white_check_mark',
  info: 'information_source',
  warning: 'warning',
  failure: 'rotating_light',
};

/** A longer message becomes an attachment (docs.ntfy.sh: 4,096 bytes). */
const MESSAGE_BYTES = 4000;

/** ntfy: JSON to the root of the server; with a picture the picture to the topic, and the words in its headers. */
export const ntfy: Form<NtfyConfig> = (news, config, { link, picture }): HttpRequest => {
  const { url, topic, token } = config;
  const { title, severity } = news;
  const text = textWithGuess(news);
  const authorization: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
  if (picture !== undefined) {
    const headers = {
      ...authorization,
      // RFC 2047: headers are ASCII, titles need not be.
      title: encodedWord(oneLine(title)),
      message: encodedWord(oneLine(cutBytes(text, MESSAGE_BYTES))),
      filename: picture.name,
      priority: String(PRIORITY[severity]),
      tags: TAG[severity],
      ...(link === undefined ? {} : { click: link }),
    };
    return {
      method: 'PUT',
      url: new URL(encodeURIComponent(topic), withSlash(url)).href,
      headers,
      body: picture.png,
    };
  }
  const message = {
    topic,
    title: oneLine(title),
    message: cutBytes(plainText(text), MESSAGE_BYTES),
    priority: PRIORITY[severity],
    tags: [TAG[severity]],
    ...(link === undefined ? {} : { click: link }),
  };
  return jsonRequest(withSlash(url), message, authorization);
};

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function encodedWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function cutBytes(text: string, most: number): string {
  let length = text.length;
  let short = text;
  while (Buffer.byteLength(short) > most) {
    length = Math.floor((length * most) / Buffer.byteLength(short)) - 1;
    short = cut(text, length);
  }
  return short;
}
