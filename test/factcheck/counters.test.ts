import { describe, expect, it } from 'vitest';
import type { CheckContext } from '../../src/factcheck/context.ts';
import { checkText } from '../../src/factcheck/factcheck.ts';

/** Posts counted every five minutes from 08:00 on: 37 in all, seven times none, five times one. */
const POSTS = [0, 3, 1, 0, 0, 2, 5, 8, 4, 1, 0, 0, 0, 2, 1, 1, 6, 2, 1, 0];
const START = Date.UTC(2024, 2, 5, 8);
const counter: CheckContext = {
  series: 'social.posts{topic=acme}',
  unit: 'posts',
  times: Float64Array.from(POSTS, (_, index) => START + index * 300_000),
  values: Float64Array.from(POSTS),
  truth: [],
};

const verdictOf = (text: string, claim: string) =>
  checkText(text, counter).claims.find(
    ({ start, end, kind }) =>
      text.slice(start, end).includes(claim) && (kind === 'count' || kind === 'statistic'),
  )?.verdict;

describe('what a counter has counted', () => {
  it.each([
    ['Overall there were # posts.', '37', '45'],
    ['# posts arrived in all.', '37', '49'],
    ['Over the whole window # posts were sent.', '37', '49'],
    ['From 08:25 to 08:40 there were # posts.', '19', '25'],
    ['The first half brought # posts.', '24', '31'],
  ])('is added up: %s', (text, right, wrong) => {
    expect(verdictOf(text.replace('#', right), right)).toBe('supported');
    expect(verdictOf(text.replace('#', wrong), wrong)).toBe('refuted');
  });

  it('is nothing while what it counts is off', () => {
    const verdictAt = (span: string) =>
      checkText(`From ${span} the feed is off.`, counter).claims.find(({ kind }) => kind === 'state')
        ?.verdict;
    expect(verdictAt('08:50 to 09:00')).not.toBe('refuted');
    expect(verdictAt('08:25 to 08:40')).not.toBe('supported');
  });

  it('is not added up where the most of it is told', () => {
    expect(verdictOf('Overall the most were 8 posts.', '8')).not.toBe('refuted');
  });

  it.each([
    ['# bins are empty.', 'Seven', 'Ten'],
    ['# of the bins hold no posts.', 'Seven', 'Ten'],
    ['# intervals are silent.', 'Seven', 'Nine'],
    ['Nobody posted in # intervals.', 'seven', 'nine'],
    ['In # of the 20 intervals nothing came.', 'seven', 'nine'],
    ['No posts were seen in # bins.', 'seven', 'eleven'],
    ['Silence prevails in # intervals.', 'seven', 'eleven'],
  ])('may be nothing: %s', (text, right, wrong) => {
    expect(verdictOf(text.replace('#', right), right)).toBe('supported');
    expect(verdictOf(text.replace('#', wrong), wrong)).not.toBe('supported');
  });
});
