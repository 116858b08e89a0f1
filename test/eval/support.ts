import type { AskOutcome, Message, Model } from '../../src/model/model.ts';
import { NO_NOTES, type SeriesWindow } from '../../src/source/source.ts';

const START = Date.parse('2015-02-05T00:00:00Z');

/** A day of a calm sensor, one value a minute. */
export function calmDay(series = 'environment.temperature{room=office}'): SeriesWindow {
  const rows = 1440;
  return {
    series,
    times: Float64Array.from({ length: rows }, (_, row) => START + row * 60_000),
    values: Float64Array.from({ length: rows }, (_, row) => 21 + Math.round(50 * Math.sin(row / 40)) / 100),
    notes: NO_NOTES,
  };
}

/** A model that answers what `reply` makes of the conversation. */
export function modelThat(reply: (messages: readonly Message[]) => string | AskOutcome): Model {
  return {
    name: 'test',
    where: 'test',
    contextTokens: async () => 4096,
    async ask(messages) {
      const said = reply(messages);
      if (typeof said !== 'string') return said;
      const usage = { promptTokens: 100, completionTokens: 20, elapsedMs: 500 };
      return { status: 'answered', reply: { text: said, model: 'test-model', ...usage } };
    },
    close: async () => {},
  };
}

export function answer(summary: string, verdict = 'normal'): string {
  return JSON.stringify({ summary, verdict, evidence: [], advice: '' });
}
