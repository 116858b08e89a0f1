import { describe, expect, it } from 'vitest';
import { composeDigest } from '../../../src/deliver/digest/compose.ts';
import { digestNews } from '../../../src/deliver/digest/news.ts';
import { fittedText, renderDigest } from '../../../src/deliver/digest/render.ts';
import { parseNews } from '../../../src/deliver/news.ts';
import { HOSTILE } from '../support.ts';
import { END, material, START, state, trouble } from './material.ts';

const hostile = () => {
  const one = trouble({ series: HOSTILE, summary: HOSTILE });
  return composeDigest(material({ troubles: [one], known: [state(one)] }));
};

describe('a digest that is written out', () => {
  it('is plain text, a heading and its lines', () => {
    const one = trouble();
    const digest = composeDigest(material({ troubles: [one], known: [state(one)] }));
    expect(renderDigest(digest, 'text')).toBe(`Digest: 1 new

In short:
- From 2026-03-09 07:00 to 2026-03-10 07:00 (Europe/Berlin) 1 thing happened, counted by cause. Of 1 series now 1 anomalous.

New:
- climate.temperature{room=lab} (office): anomalous since 2026-03-09 08:00, in 3 windows. A spike to 31.2 °C at 07:59 UTC.

Worker:
- No window was run: the worker was stopped, or none was due.

Model:
- It was not asked.
`);
  });

  it('is HTML in which no tag of a sensor is one of ours', () => {
    const html = renderDigest(hostile(), 'html');
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('&lt;script&gt;');
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
    expect([...tags].toSorted()).toEqual(
      ['body', 'h1', 'h2', 'head', 'html', 'li', 'meta', 'title', 'ul'].toSorted(),
    );
  });

  it('is Markdown in which no mark of a sensor means anything', () => {
    const text = renderDigest(hostile(), 'markdown');
    expect(text).toMatch(/^# Digest: 1 new$/m);
    expect(text).toContain('\\*\\_\\[x\\]\\(http://evil.example\\)');
    expect(text.split('\n').filter((line) => /^#/.test(line))).toHaveLength(5);
    expect(text).not.toMatch(/^Bcc/m);
  });

  it('has as many lines in the text as fit into a message, and all of them in its parts', () => {
    const all = Array.from({ length: 60 }, (_, i) => trouble({ series: `s${i}`, origin: 'sensor' }));
    const digest = composeDigest(material({ troubles: all, known: all.map((one) => state(one)) }));
    const news = digestNews(digest, { start: START, end: END });
    expect(news.text.length).toBeLessThanOrEqual(2600);
    expect(news.text).toMatch(/- \.\.\. and (\d+) more/);
    const told = news.text.match(/^- s\d+ /gm)?.length ?? 0;
    expect(told).toBeGreaterThan(5);
    expect(news.text).toContain(`... and ${60 - told} more`);
    expect(news.text).toContain('Model:');
    expect(news.sections?.find(({ heading }) => heading === 'New')).toMatchObject({ more: 10 });
    expect(news.key).toBe('digest/2026-03-10T06:00:00.000Z');
    expect(parseNews(JSON.stringify(news))).toEqual(news);
  });

  it('keeps one line of each part where nothing fits', () => {
    const parts = [{ heading: 'A', lines: ['one', 'two'], more: 3 }];
    expect(fittedText(parts, 1)).toBe('A:\n- one\n- ... and 4 more');
  });
});
