import type { NewsItem } from '../news.ts';
import type { SeriesState } from '../target.ts';
import type { MqttConfig, Publication } from './broker.ts';
import { discoveryOf } from './home-assistant.ts';
import { stateTopic } from './topic.ts';

/** Series that one target shows; more are not, so that memory and broker stay within bounds. */
const MOST_SHOWN = 2000;

/** By series: the topics under which it is retained. */
type Topics = ReadonlyMap<string, readonly string[]>;

/**
 * What is to be published after a run, and kept in `retained` for who comes later: what a series is announced by where that is new, its
 * reading and score, and for a series that is no more (forgotten, or taken down) an empty message under each topic, which removes it.
 * A run without any series says nothing of those that were there.
 */
export function createShown(
  config: Pick<MqttConfig, 'prefix' | 'discovery' | 'values'>,
  retained: Map<string, Publication>,
) {
  const { prefix, discovery } = config;
  const known = new Map<string, Topics>();
  const count = (): number => [...known.values()].reduce((sum, series) => sum + series.size, 0);

  return (monitor: string, states: readonly SeriesState[]): readonly Publication[] => {
    if (states.length === 0) return [];
    const before: Topics = known.get(monitor) ?? new Map();
    const room = Math.max(0, MOST_SHOWN - count() + before.size);
    const now = new Map<string, readonly string[]>();
    const publications = states.slice(0, room).flatMap((state) => {
      const announced = discovery === '' ? [] : discoveryOf({ ...state, monitor }, config);
      const topic = stateTopic({ ...state, monitor }, prefix);
      const own = ['', '/attributes', '/value', '/score'].map((part) => `${topic}${part}`);
      now.set(state.series, [...announced.map((one) => one.topic), ...own]);
      return [
        ...announced.filter((one) => retained.get(one.topic)?.payload !== one.payload),
        // Of a series that nothing was told of yet nobody knew that it is well.
        ...(retained.has(topic) || isProblem(state.verdict) ? [] : [{ topic, payload: 'OFF', retain: true }]),
        { topic: `${topic}/value`, payload: valueText(state.last), retain: true },
        { topic: `${topic}/score`, payload: valueText(state.score), retain: true },
      ];
    });
    for (const one of publications) retained.set(one.topic, one);
    const gone = [...before].flatMap(([series, topics]) => (now.has(series) ? [] : topics));
    for (const topic of gone) retained.delete(topic);
    known.set(monitor, now);
    return [...publications, ...gone.map((topic) => ({ topic, payload: '', retain: true }))];
  };
}

export function isProblem(verdict: NewsItem['verdict']): boolean {
  return verdict !== 'normal' && verdict !== 'unknown';
}

/** `None` is what Home Assistant takes for unknown. */
function valueText(value: number | null): string {
  return value === null ? 'None' : String(value);
}
