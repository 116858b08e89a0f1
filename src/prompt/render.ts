import type { Fact, WindowView } from './facts.ts';
import { windowText } from './facts.ts';
import { fillTemplate, type Message, type Template } from './template.ts';

/** Series names come from whoever writes to the database: they are cut and kept on one line. */
const MAX_NAME_CHARS = 160;
/** Digits are tokens of their own: a prompt full of figures has about three characters a token. */
const CHARS_PER_TOKEN = 3;

/** Tokens that messages will need at most, roughly. */
export function estimateTokens(messages: readonly Message[]): number {
  const chars = messages.reduce((sum, message) => sum + message.content.length, 0);
  return Math.ceil(chars / CHARS_PER_TOKEN);
}

/**
 * The conversation to send. With `maxTokens` (what the model's context leaves beside the answer) the facts of
 * least weight are left out until it fits: figures from the end first, then findings but for the worst.
 */
export function renderPrompt(
  template: Template,
  view: WindowView,
  facts: readonly Fact[],
  maxTokens = Number.POSITIVE_INFINITY,
): readonly Message[] {
  const situation = view.findings.length > 0 ? 'findings' : 'none';
  let kept = facts;
  for (;;) {
    const messages = fillTemplate(template, placeholderValues(view, kept), situation);
    if (estimateTokens(messages) <= maxTokens || kept.length <= 1) return messages;
    kept = kept.slice(0, -1);
  }
}

function placeholderValues(view: WindowView, facts: readonly Fact[]): Parameters<typeof fillTemplate>[1] {
  return {
    monitor: oneLine(view.monitor),
    series: oneLine(view.series),
    unit: oneLine(view.unit) || 'none',
    window: windowText(view.window),
    verdict: view.verdict,
    findings: listed(facts, 'finding') || 'None.',
    figures: listed(facts, 'figures'),
    context: listed(facts, 'context') || 'Nothing is known.',
  };
}

function listed(facts: readonly Fact[], about: Fact['about']): string {
  return facts
    .filter((fact) => fact.about === about)
    .map(({ id, text }) => `${id}: ${text}`)
    .join('\n');
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME_CHARS);
}
