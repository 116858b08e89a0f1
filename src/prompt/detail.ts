/** How much a model is given: the findings alone, or all that is known around them. */
export type Detail = 'brief' | 'full';

/** Billions of parameters from which on a model makes more of many facts than of one. */
const FULL_FROM = 3;

/** What to give a model; `parameters`: in billions as its server says, null where it does not. */
export function detailFor(configured: Detail | 'auto', name: string, parameters: number | null): Detail {
  if (configured !== 'auto') return configured;
  return (parameters ?? parametersIn(name) ?? 0) >= FULL_FROM ? 'full' : 'brief';
}

/** Billions of parameters that a name implies: 7 of `qwen2.5:7b-instruct`, 0.135 of `SmolLM2-135M`; of `8x7b` all. Null for none. */
export function parametersIn(name: string): number | null {
  const found = /(?:^|[^a-z0-9.])(?:(\d{1,3})x)?(\d{1,4}(?:\.\d{1,3})?)\s?([bm])(?![a-z0-9])/i.exec(name);
  if (found === null) return null;
  const [, experts = '1', size = '', unit = ''] = found;
  return Number(experts) * Number(size) * (unit.toLowerCase() === 'm' ? 0.001 : 1);
}
