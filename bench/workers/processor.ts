import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of a second in `/proc` (Linux has 100 on all machines that people have). */
const TICKS = 100;

interface Process {
  readonly parent: number;
  /** Of itself, and of children that have ended, seconds. */
  readonly own: number;
  readonly ended: number;
}

function look(pid: number | string): Process | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before it may have spaces and brackets in it.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const at = (index: number) => fields[index] ?? 0;
    return { parent, own: (at(11) + at(12)) / TICKS, ended: (at(13) + at(14)) / TICKS };
  } catch {
    return undefined;
  }
}

/** Processor seconds that a process has taken; 0 where it is gone. */
export const secondsOf = (pid: number | undefined): number => (pid === undefined ? 0 : (look(pid)?.own ?? 0));

/** The same of the parent of a process and all of its children, those that have ended too: a PostgreSQL server by one of its backends. */
export function secondsOfSiblings(pid: number): number {
  const parent = look(pid)?.parent ?? 0;
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = all.flatMap((name) => look(name) ?? []).filter((one) => one.parent === parent);
  const head = look(parent);
  return children.reduce((sum, { own }) => sum + own, (head?.own ?? 0) + (head?.ended ?? 0));
}
