import { expect, it } from 'vitest';
import { parseMetrics } from './prometheus.ts';

const head = '# HELP a_total Text\n# TYPE a_total counter\n';
const histogram = '# HELP h Text\n# TYPE h histogram\n';

it('a scrape that is right is read', () => {
  const text = `${head}a_total{x="q\\"\\\\\\n",y=""} 1\na_total 2e3\n${histogram}h_bucket{le="0.5"} 1\nh_bucket{le="+Inf"} 3\nh_sum 7\nh_count 3\n`;
  const families = parseMetrics(text);
  expect(families.get('a_total')?.samples).toEqual([
    { name: 'a_total', labels: { x: 'q"\\\n', y: '' }, value: 1 },
    { name: 'a_total', labels: {}, value: 2000 },
  ]);
  expect(families.get('h')?.samples).toHaveLength(4);
});

it('no number is one, however it is written', () => {
  const value = parseMetrics(`${head}a_total Nan\n`).get('a_total')?.samples[0]?.value;
  expect(value).toBeNaN();
});

it.each([
  ['no end of line', `${head}a_total 1`],
  ['no type', 'a_total 1\n'],
  ['a type without help', '# TYPE a_total counter\na_total 1\n'],
  ['a counter by another name', '# HELP a Text\n# TYPE a counter\na 1\n'],
  ['no number', `${head}a_total one\n`],
  ['a label without quotes', `${head}a_total{x=1} 1\n`],
  ['a quote in a label', `${head}a_total{x="a"b"} 1\n`],
  ['a label twice', `${head}a_total{x="1",x="2"} 1\n`],
  ['a series twice', `${head}a_total{x="1",y="2"} 1\na_total{y="2",x="1"} 1\n`],
  ['a sample of another family', `${head}b_total 1\n`],
  ['a family in two pieces', `${head}a_total 1\n${head}a_total{x="1"} 1\n`],
  ['buckets that fall', `${histogram}h_bucket{le="1"} 2\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 1\n`],
  ['no +Inf', `${histogram}h_bucket{le="1"} 2\nh_sum 1\nh_count 2\n`],
  ['a count that is not +Inf', `${histogram}h_bucket{le="+Inf"} 1\nh_sum 1\nh_count 2\n`],
  ['no sum', `${histogram}h_bucket{le="+Inf"} 1\nh_count 1\n`],
])('a scrape with %s is refused', (_, text) => {
  expect(() => parseMetrics(text)).toThrow();
});
