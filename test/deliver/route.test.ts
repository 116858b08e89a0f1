import { describe, expect, it } from 'vitest';
import { newsSchema, targetsSchema } from '../../src/config/targets.ts';
import { afterQuiet, deliveriesOf } from '../../src/deliver/route.ts';
import { someNews } from './support.ts';

const AT = Date.parse('2026-03-10T08:00:00Z');
const ntfy = { kind: 'ntfy', topic: 't' };

function routed(only: object, changes = {}, chosen?: readonly string[]) {
  const targets = targetsSchema.parse({ phone: { ...ntfy, only }, other: ntfy });
  const news = newsSchema.parse({});
  return deliveriesOf([someNews(changes)], AT, { targets, chosen, news }).map(({ target }) => target);
}

describe('routes', () => {
  it('go to every target that does not say otherwise', () => {
    expect(routed({})).toEqual(['phone', 'other']);
  });

  it.each([
    ['the monitors that it names', { monitors: ['kitchen'] }, {}],
    ['what is bad enough', { severity: 'failure' }, { severity: 'warning' as const }],
    ['the series that it names', { series: 'room=kitchen' }, {}],
  ])('keep a target to %s', (_, only, changes) => {
    expect(routed(only, changes)).toEqual(['other']);
  });

  it('go to the targets that the monitor names', () => {
    expect(routed({}, {}, ['other'])).toEqual(['other']);
    expect(routed({}, {}, [])).toEqual([]);
  });

  it('tell the end of a problem to whom its beginning was told, and to nobody else', () => {
    const over = { severity: 'success', kind: 'over' } as const;
    expect(routed({ severity: 'failure' }, { ...over, ended: 'failure' })).toEqual(['phone', 'other']);
    expect(routed({ severity: 'failure' }, { ...over, ended: 'warning' })).toEqual(['other']);
  });

  it('tell a target that wants some of the series of these alone', () => {
    const [item] = someNews().items;
    if (item === undefined) throw new Error('the news are about a series');
    const kitchen = { ...item, series: 't{room=kitchen}', verdict: 'suspect' as const, summary: 'warm' };
    const targets = targetsSchema.parse({ phone: { ...ntfy, only: { series: 'room=kitchen' } } });
    const routes = { targets, chosen: undefined, news: newsSchema.parse({}) };
    const [delivery] = deliveriesOf([someNews({ items: [item, kitchen] })], AT, routes);
    expect(JSON.parse(delivery?.news ?? '')).toMatchObject({
      severity: 'warning',
      title: 't{room=kitchen}: suspect',
      text: 'warm',
    });
  });

  it('pass on news about no single series to targets that name none', () => {
    expect(routed({ series: 'room=lab' }, { items: [] })).toEqual(['other']);
  });
});

describe('quiet hours', () => {
  const timezone = 'Europe/Berlin';
  const quiet = { from: '22:00', to: '07:00' };
  const until = (time: string) => new Date(afterQuiet(Date.parse(time), { quiet, timezone })).toISOString();

  it('hold news back until they are over, across midnight and in their own zone', () => {
    expect(until('2026-03-10T20:59:59Z')).toBe('2026-03-10T20:59:59.000Z');
    expect(until('2026-03-10T21:00:00Z')).toBe('2026-03-11T06:00:00.000Z');
    expect(until('2026-03-11T05:59:30Z')).toBe('2026-03-11T06:00:00.000Z');
    expect(until('2026-03-11T06:00:00Z')).toBe('2026-03-11T06:00:00.000Z');
  });

  it('are within one day where they begin before they end', () => {
    const noon = { quiet: { from: '12:00', to: '13:30' }, timezone: 'UTC' };
    expect(afterQuiet(Date.parse('2026-03-10T12:10:00Z'), noon)).toBe(Date.parse('2026-03-10T13:30:00Z'));
    expect(afterQuiet(Date.parse('2026-03-10T13:30:00Z'), noon)).toBe(Date.parse('2026-03-10T13:30:00Z'));
  });

  it('let a failure through', () => {
    const targets = targetsSchema.parse({ phone: ntfy });
    const at = Date.parse('2026-03-10T23:00:00Z');
    const routes = { targets, chosen: undefined, news: { quiet, timezone } };
    const dueAt = (severity: 'failure' | 'warning') =>
      deliveriesOf([someNews({ severity })], at, routes)[0]?.dueAt;
    expect(dueAt('failure')).toBe(at);
    expect(dueAt('warning')).toBe(Date.parse('2026-03-11T06:00:00Z'));
  });
});
