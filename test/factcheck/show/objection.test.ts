import { describe, expect, it } from 'vitest';
import { objectionTo } from '../../../src/factcheck/show/objection.ts';
import type { Clause } from '../../../src/factcheck/statement/text.ts';
import { CALM, office } from '../support.ts';

describe('a clause that states nothing', () => {
  const clause = (...unread: string[]): Clause => ({
    start: 0,
    end: 10,
    core: 0,
    hold: 'alone',
    host: null,
    mood: 'stated',
    foreignSubject: null,
    presumes: [],
    unread,
    untold: [],
  });

  it('may have one word that was not understood, and no more', () => {
    expect(objectionTo(clause('gribble'), [], office(CALM))).toBeUndefined();
    expect(objectionTo(clause('gribble', 'wobble'), [], office(CALM))?.reason).toMatch(/gribble, wobble/);
  });
});
