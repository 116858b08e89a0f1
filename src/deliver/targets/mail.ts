import { createHash } from 'node:crypto';
import type { SendMailOptions, Transporter } from 'nodemailer';
import type { SentMessageInfo } from 'nodemailer/lib/smtp-transport/index.js';
import { Deadline } from '../../lib/deadline.ts';
import { sectionsHtml, sectionsText } from '../digest/render.ts';
import { textWithGuess } from '../guess.ts';
import { cut, htmlText, oneLine, plainText } from '../markup.ts';
import type { Delivery, News } from '../news.ts';
import type { Presentation, Target } from '../target.ts';
import { pictureOf } from './http.ts';

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** tls: from the first byte (465); starttls: required after the greeting (587); none: in the clear. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string;
  readonly password: string;
  readonly from: string;
  readonly to: readonly string[];
  /** Certificates to trust beside the usual ones, PEM; absent: only the usual ones. */
  readonly ca?: string;
  readonly timeoutMs: number;
}

/** E-mail by SMTP: text and HTML, the plot as inline picture; problem and end are one thread. */
export function createMailTarget(name: string, config: MailConfig, presentation: Presentation): Target {
  const { host, port, security, username, password, ca, timeoutMs } = config;
  const options = {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Text of ours never makes the library read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(username === '' ? {} : { auth: { user: username, pass: password } }),
    ...(ca === undefined ? {} : { tls: { ca } }),
  };
  let transport: Transporter<SentMessageInfo> | undefined;
  return {
    name,
    isRead: true,
    timeoutMs,
    location: `smtp://${host}:${port}`,
    async deliver(news, signal) {
      const limit = new Deadline(timeoutMs, signal);
      try {
        // Loaded with the first message: nobody else has to pay for it.
        const { createTransport } = await import('nodemailer');
        transport ??= createTransport(options);
        const { rejected } = await limit.wait(transport.sendMail(messageOf(news, config, presentation)));
        // The others have it: it would be sent to them again.
        if (rejected.length === 0) return { outcome: 'delivered' };
        return {
          outcome: 'delivered',
          remark: `refused for ${rejected.length} of ${config.to.length} receivers`,
        };
      } catch (thrown) {
        signal.throwIfAborted();
        if (limit.expired) return { outcome: 'later', reason: `did not answer within ${timeoutMs} ms` };
        return failedDelivery(thrown);
      } finally {
        limit.end();
      }
    },
    async close() {
      transport?.close();
    },
  };
}

const LONGEST_SUBJECT = 200;

/** Nodemailer folds and encodes headers; a line break in a subject can't begin a header of its own. */
export function messageOf(
  news: News,
  { from, to }: Pick<MailConfig, 'from' | 'to'>,
  presentation: Presentation,
): SendMailOptions {
  const link = presentation.linkTo(news);
  const picture = pictureOf(news, presentation);
  const domain = from.replace(/^.*@/, '').replaceAll(/[^A-Za-z0-9.-]/g, '') || 'plumbline.invalid';
  const idOf = (key: string) => `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain}>`;
  const image = picture === undefined ? '' : '<p><img src="cid:plot" alt="The course of the readings"></p>';
  const anchor = link === undefined ? '' : `<p><a href="${htmlText(link)}">Open the page</a></p>`;
  // A mail has room for all of a digest.
  const told = textWithGuess(news);
  const { text = told, html = `<p>${htmlText(told).replaceAll('\n', '<br>\n')}</p>` } =
    news.sections === undefined
      ? {}
      : { text: sectionsText(news.sections), html: sectionsHtml(news.sections) };
  return {
    from,
    to: [...to],
    subject: cut(oneLine(news.title), LONGEST_SUBJECT),
    text: `${plainText(text)}${link === undefined ? '' : `\n\n${link}`}`,
    html: `${html}${image}${anchor}`,
    // The same news twice have the same id: most receivers then show one.
    messageId: idOf(news.key),
    ...(news.thread === news.key ? {} : { references: [idOf(news.thread)], inReplyTo: idOf(news.thread) }),
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments:
      picture === undefined
        ? []
        : [
            {
              filename: picture.name,
              content: Buffer.from(picture.png),
              cid: 'plot',
              contentType: 'image/png',
            },
          ],
  };
}

/** 5xx and a refused login are final; all else may pass. */
function failedDelivery(thrown: unknown): Delivery {
  const code = codeOf(thrown, 'responseCode');
  const what = codeOf(thrown, 'code') ?? 'an error';
  const reason = `could not be sent (${what}${code === undefined ? '' : ` ${code}`})`;
  // Many servers turn a sender that they don't know away once with 4xx, to see whether it comes back.
  const isFinal = typeof code === 'number' ? code >= 500 : what === 'EENVELOPE';
  return isFinal ? { outcome: 'refused', reason } : { outcome: 'later', reason };
}

function codeOf(thrown: unknown, key: 'code' | 'responseCode'): unknown {
  return thrown instanceof Error && key in thrown ? Reflect.get(thrown, key) : undefined;
}
