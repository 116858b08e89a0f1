import type { Slot, Stated } from './cases.ts';
import type { MadeWindow } from './windows.ts';

/** A paraphrase with its slots filled. */
export function write(paraphrase: string, stated: Stated, made: MadeWindow): string {
  return paraphrase.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'quantity') return made.quantity;
    const slot = stated[name];
    if (slot === undefined) throw new Error(`the case has no slot {${name}}: ${paraphrase}`);
    return filled(slot, made.context.unit);
  });
}

function filled(slot: Slot, unit: string): string {
  switch (slot.is) {
    case 'reading':
    case 'difference': {
      const number = slot.value.toFixed(slot.decimals);
      return unit === '%' ? `${number}%` : `${number} ${unit}`;
    }
    case 'percent':
      return `${slot.value.toFixed(slot.decimals)} %`;
    case 'factor':
      return slot.value.toFixed(slot.decimals);
    case 'count':
      return String(slot.value);
    case 'time':
      return clock(slot.ms);
    case 'seconds':
      return length(slot.value);
    case 'word':
      return slot.word;
  }
}

function clock(ms: number): string {
  const text = new Date(ms).toISOString().slice(11, 19);
  return text.endsWith(':00') ? text.slice(0, 5) : text;
}

/** In the unit that gives a whole number. */
function length(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole % 3600 === 0) return `${whole / 3600} ${whole === 3600 ? 'hour' : 'hours'}`;
  if (whole % 60 === 0) return `${whole / 60} ${whole === 60 ? 'minute' : 'minutes'}`;
  return whole < 180 ? `${whole} seconds` : `${Math.floor(whole / 60)} minutes and ${whole % 60} seconds`;
}
