import type { Draft, Meaning } from './meaning.ts';
import type { Token } from './tokens.ts';
import type { WindowData } from './window-data.ts';

/** One statement among those of its sentence, and the window it is held against. */
export interface Scene {
  /** What the statement is about: the window, or the part of it that the sentence names. */
  readonly window: WindowData;
  readonly whole: WindowData;
  readonly tokens: readonly Token[];
  readonly drafts: readonly Draft[];
  /** Which of `drafts` is being checked. */
  readonly index: number;
  /** The statements of the sentence before, for "it" and "that". */
  readonly earlier: readonly Draft[];
}

type Kind = Meaning['is'];
/** A draft whose meaning is of one kind. */
export type Of<K extends Kind> = Draft & { readonly meaning: Meaning & { readonly is: K } };

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
export function current(scene: Scene): Draft {
  const draft = scene.drafts[scene.index];
  if (draft === undefined) throw new RangeError(`no statement ${scene.index} in the sentence`);
  return draft;
}

/** Up to `count` tokens before the statement being checked. */
export function leadIn(scene: Scene, count: number): readonly Token[] {
  const { first } = current(scene);
  return scene.tokens.slice(Math.max(0, first - count), first);
}

/** "apart from these two readings", "except for one reading": what is counted is left out of what is said. */
export function isLeftOut({ first }: Draft, tokens: readonly Token[]): boolean {
  return tokens
    .slice(Math.max(0, first - 3), first)
    .some(({ norm }) =>
      /^(?:except|excepting|excluding|apart|besides|ignoring|aside|without|disregarding)\b/.test(norm),
    );
}

/** Up to `count` tokens after the statement being checked. */
export function leadOut(scene: Scene, count: number): readonly Token[] {
  const { end } = current(scene);
  return scene.tokens.slice(end, end + count);
}
