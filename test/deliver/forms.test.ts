import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { apprise } from '../../src/deliver/forms/apprise.ts';
import { discord } from '../../src/deliver/forms/discord.ts';
import type { Dressing } from '../../src/deliver/forms/form.ts';
import { gotify } from '../../src/deliver/forms/gotify.ts';
import { ntfy } from '../../src/deliver/forms/ntfy.ts';
import { slack } from '../../src/deliver/forms/slack.ts';
import { telegram } from '../../src/deliver/forms/telegram.ts';
import { webhook } from '../../src/deliver/forms/webhook.ts';
import { linkTo } from '../../src/deliver/link.ts';
import type { News } from '../../src/deliver/news.ts';
import type { HttpRequest } from '../../src/deliver/request.ts';
import { HOSTILE, someNews } from './support.ts';

const url = 'http://127.0.0.1:9/hook';
const now = Date.parse('2026-03-10T08:00:05Z');
const plain: Dressing = { now, timezone: 'UTC' };
const withPicture: Dressing = { ...plain, picture: { name: 'plot.png', png: new Uint8Array([1, 2, 3]) } };

const send = {
  slack: (news: News, dressing: Dressing) => slack(news, { url }, dressing),
  discord: (news: News, dressing: Dressing) => discord(news, { url }, dressing),
  ntfy: (news: News, dressing: Dressing) => ntfy(news, { url, topic: 'plumb/line', token: 'tk_1' }, dressing),
  gotify: (news: News, dressing: Dressing) => gotify(news, { url, token: 'A1' }, dressing),
  telegram: (news: News, dressing: Dressing) => telegram(news, { url, token: '1:x', chat: '5' }, dressing),
  apprise: (news: News, dressing: Dressing) => apprise(news, { url }, dressing),
  webhook: (news: News, dressing: Dressing) => webhook(news, { url, secret: 's', headers: {} }, dressing),
} satisfies Record<string, (news: News, dressing: Dressing) => HttpRequest>;

const bodyOf = ({ body }: HttpRequest) => JSON.parse(String(body));

describe('what receivers are sent', () => {
  it.each(Object.entries(send))('%s is told title and text', (_, make) => {
    const sent = String(make(someNews(), plain).body);
    expect(sent).toContain('temperature');
    expect(sent).toContain('A spike to 31.2 °C at 07:59');
  });

  it.each(Object.entries(send))(
    "%s is told the model's guess apart from the text, and as a guess",
    (_, make) => {
      const guess = 'A window may have been left open.';
      const sent = JSON.stringify(String(make(someNews({ guess }), plain).body));
      expect(sent).toContain('A window may have been left open');
      expect(sent).toMatch(/The model's guess, which nobody has checked: A window|\\"guess\\":\\"A window/);
      expect(String(make(someNews(), plain).body)).not.toContain("model's guess");
    },
  );

  it.each(Object.entries(send))('%s takes a text of any length', (_, make) => {
    const news = someNews({ title: '🌡'.repeat(3000), text: '°𝒳&<'.repeat(20_000) });
    const { body } = make(news, plain);
    expect(String(body)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(String(body)).not.toContain('\\ud8');
  });

  it('lets no tag mention a channel or draw a link in Slack', () => {
    const { text, blocks } = bodyOf(send.slack(someNews({ title: HOSTILE, text: HOSTILE }), plain));
    expect(text).not.toMatch(/<(?!\u200b)/);
    expect(blocks[1].text.text).toContain('&lt;!channel&gt;');
    expect(blocks[1].text.verbatim).toBe(true);
  });

  it('lets nobody be mentioned in Discord, and shows marks as they are', () => {
    const body = bodyOf(send.discord(someNews({ text: HOSTILE }), plain));
    expect(body.allowed_mentions).toEqual({ parse: [] });
    expect(body.embeds[0].description).toContain('\\[x\\]\\(http');
    expect(body.embeds[0].description).toContain('\\<script\\>');
  });

  it('attaches a picture to a Discord embed', () => {
    const { body } = send.discord(someNews(), withPicture);
    expect(body).toBeInstanceOf(FormData);
    const form = body instanceof FormData ? body : new FormData();
    expect(JSON.parse(String(form.get('payload_json'))).embeds[0].image.url).toBe('attachment://plot.png');
    expect(form.get('files[0]')).toBeInstanceOf(Blob);
  });

  it('sends ntfy a picture with the words in ASCII headers that no line break can leave', () => {
    const request = send.ntfy(someNews({ title: `Wärme ${HOSTILE}`, text: HOSTILE }), withPicture);
    expect(request.method).toBe('PUT');
    expect(request.url).toBe('http://127.0.0.1:9/hook/plumb%2Fline');
    for (const value of Object.values(request.headers)) expect(value).toMatch(/^[\x20-\x7e]*$/);
    const title = /^=\?UTF-8\?B\?(.*)\?=$/.exec(request.headers.title ?? '')?.[1] ?? '';
    expect(Buffer.from(title, 'base64').toString()).toMatch(/^Wärme a"b<script>/);
  });

  it('gives ntfy the priority of the severity', () => {
    const priorities = (['success', 'warning', 'failure'] as const).map(
      (severity) => bodyOf(send.ntfy(someNews({ severity }), plain)).priority,
    );
    expect(priorities).toEqual([3, 4, 5]);
  });

  it('keeps Telegram markup balanced within its limit, whatever is cut', () => {
    for (const length of [10, 2000, 4090, 4096, 9000]) {
      const news = someNews({ title: HOSTILE.repeat(40), text: '&<'.repeat(length) });
      const { text } = bodyOf(send.telegram(news, { ...plain, link: 'http://plumb/?a=1&b="2"' }));
      const shown = text.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:amp|lt|gt|quot);/g, '&');
      expect(shown.length).toBeLessThanOrEqual(4096);
      expect(text.replaceAll(/<\/?b>|<a href="[^"<>]*">|<\/a>/g, '')).not.toMatch(/[<>]/);
      expect(text).not.toMatch(/&(?!(?:amp|lt|gt|quot);)/);
    }
  });

  it('signs a webhook over time stamp and raw body', () => {
    const { headers, body } = send.webhook(someNews(), plain);
    const expected = createHmac('sha256', 's').update(`1773129605.${body}`).digest('hex');
    expect(headers['x-plumbline-signature']).toBe(`sha256=${expected}`);
    expect(headers['x-plumbline-timestamp']).toBe('1773129605');
    expect(headers['idempotency-key']).toBe('office/2026-03-10T08:00:00.000Z/problem');
  });

  it('sends an unsigned webhook where there is no secret', () => {
    const { headers } = webhook(someNews(), { url, secret: '', headers: { 'x-mine': '1' } }, plain);
    expect(headers).not.toHaveProperty('x-plumbline-signature');
    expect(headers['x-mine']).toBe('1');
  });

  it.each(Object.entries(send))('%s is given the address of the page as it is', (_, make) => {
    const link = linkTo(someNews(), 'http://plumbline.local:8686/');
    expect(link).toBe('http://plumbline.local:8686/#/series/climate.temperature%7Broom%3Dlab%7D');
    expect(String(make(someNews(), { ...plain, link }).body)).toContain(link);
  });

  it('leads from several series to the overview, from none to the news, and from a digest to the overview', () => {
    const [item] = someNews().items;
    const items = item === undefined ? [] : [item, item];
    expect(linkTo({ items, kind: 'problem' }, 'http://p')).toBe('http://p/#/');
    expect(linkTo({ items: [], kind: 'summary' }, 'http://p')).toBe('http://p/#/news');
    expect(linkTo({ items: [], kind: 'digest' }, 'http://p')).toBe('http://p/#/');
  });
});
