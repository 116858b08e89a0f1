import type { News } from '../../src/deliver/news.ts';
import type { Presentation } from '../../src/deliver/target.ts';

/** A piece of news about one series, changed where a test says so. */
export function someNews(changes: Partial<News> = {}): News {
  const end = Date.parse('2026-03-10T08:00:00Z');
  return {
    key: 'office/2026-03-10T08:00:00.000Z/problem',
    thread: 'office/2026-03-10T08:00:00.000Z/problem',
    kind: 'problem',
    severity: 'failure',
    at: end,
    monitor: 'office',
    window: { start: end - 3_600_000, end },
    ended: null,
    count: 1,
    items: [
      {
        series: 'climate.temperature{room=lab}',
        unit: '°C',
        verdict: 'anomalous',
        since: end,
        findings: [
          {
            kind: 'spike',
            start: end - 60_000,
            end: end - 60_000,
            observed: 31.2,
            expected: [20, 22],
            sentence: 'A spike to 31.2 °C at 07:59, where 20 to 22 °C was expected.',
          },
        ],
        last: { value: 21.3, at: end - 1000 },
        summary: 'A spike to 31.2 °C at 07:59.',
      },
    ],
    title: 'climate.temperature{room=lab} : anomalous',
    text: 'A spike to 31.2 °C at 07:59.',
    plot: null,
    ...changes,
  };
}

/** What a tag or a model may contain to get out of its place. */
export const HOSTILE =
  'a"b<script>alert(1)</script> *_[x](http://evil.example) `c` @everyone <!channel>\r\nBcc: x@evil.example\u2028# +/home\\';

/** How messages look in tests: no page, and a picture of the smallest kind. */
export const presentation: Presentation = {
  timezone: 'UTC',
  linkTo: () => undefined,
  draw: () => Uint8Array.from(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
};
