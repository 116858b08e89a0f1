import type { Draft, Meaning } from './meaning.ts';
import type { Token } from './tokens.ts';
import type { WindowData } from './window-data.ts';

/** One statement among those of its sentence, and the window it is held against. */
export interface Scene {
  readonly window: WindowData;
  readonly tokens: readonly Token[];
  readonly drafts: readonly Draft[];
  /** Which of `drafts` is being checked. */
  readonly index: number;
}

type Kind = Meaning['is'];
type Of<K extends Kind> = Draft & { readonly meaning: Meaning & { readonly is: K } };

export function isOf<K extends Kind>(draft: Draft | undefined, ...kinds: readonly K[]): draft is Of<K> {
  return draft !== undefined && kinds.some((kind) => kind === draft.meaning.is);
}

/** The nearest statement before the one checked that is of one of the kinds. */
export function before<K extends Kind>(scene: Scene, ...kinds: readonly K[]): Of<K> | undefined {
  for (let i = scene.index - 1; i >= 0; i -= 1) {
    const draft = scene.drafts[i];
    if (isOf(draft, ...kinds)) return draft;
  }
  return undefined;
}

/** The nearest statement after the one checked that is of one of the kinds. */
export function after<K extends Kind>(scene: Scene, ...kinds: readonly K[]): Of<K> | undefined {
  for (let i = scene.index + 1; i < scene.drafts.length; i += 1) {
    const draft = scene.drafts[i];
    if (isOf(draft, ...kinds)) return draft;
  }
  return undefined;
}

/** The statement being checked. */
export function current(scene: Scene): Draft | undefined {
  return scene.drafts[scene.index];
}

/** Words of the sentence between two statements, as written in small letters. */
export function wordsBetween(scene: Scene, first: Draft, second: Draft): readonly Token[] {
  return first.end <= second.first
    ? scene.tokens.slice(first.end, second.first)
    : scene.tokens.slice(second.end, first.first);
}

/** Up to `count` tokens before a statement. */
export function leadIn(scene: Scene, draft: Draft, count: number): readonly Token[] {
  return scene.tokens.slice(Math.max(0, draft.first - count), draft.first);
}
