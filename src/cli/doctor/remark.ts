import { plural } from '../../facts/style.ts';

/** One line of `plumbline doctor`. */
export interface Remark {
  /** What was looked at: `config`, `source influx`, `monitor lab from influx`. */
  readonly about: string;
  readonly grade: 'ok' | 'warning' | 'failure';
  /** What was seen, and where something is to be done, what. */
  readonly text: string;
}

const SIGN = { ok: 'ok     ', warning: 'warning', failure: 'FAILURE' } as const;

export function remark(about: string, grade: Remark['grade'], text: string): Remark {
  return { about, grade, text };
}

/** For people: a line each, and how many of them want something done. */
export function remarksText(remarks: readonly Remark[]): string {
  const lines = remarks.map(({ about, grade, text }) => `${SIGN[grade]}  ${about}: ${text}`);
  const count = (grade: Remark['grade']) => remarks.filter((one) => one.grade === grade).length;
  const [failures, warnings] = [plural(count('failure'), 'failure'), plural(count('warning'), 'warning')];
  return [...lines, '', `${failures}, ${warnings}, ${count('ok')} ok`].join('\n');
}
