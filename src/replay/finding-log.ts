import type { Finding } from '../detect/finding.ts';
import { hasRole } from '../detect/kinds.ts';

/** Findings kept for the summary; what comes after them is counted only. */
const MOST_FINDINGS = 1000;
/** Of those, the newest that a further window may still have something to say about. */
const RECENT = 100;

/** What windows that overlap have found: each cause once, in the words of the window that saw it best. */
export class FindingLog {
  #findings: Finding[] = [];
  #total = 0;

  /** By the order in which they were found. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }

  /** All that were found, those not kept included. */
  get total(): number {
    return this.#total;
  }

  /** Takes in what one window found, and returns what no earlier one had. */
  add(found: readonly Finding[]): readonly Finding[] {
    const known = new Map<Finding, number>();
    const claimed = new Set<number>();
    for (const finding of found) this.#claim(finding, known, claimed, true);
    for (const finding of found) {
      if (!known.has(finding)) this.#claim(finding, known, claimed, false);
    }
    for (const [finding, place] of known) this.#findings[place] = this.#lastWord(finding, place);
    const fresh = found.filter((finding) => !known.has(finding));
    this.#total += fresh.length;
    this.#findings.push(...fresh.slice(0, MOST_FINDINGS - this.#findings.length));
    return fresh;
  }

  /** Finds the cause that a finding speaks of: one of its kind, or one that has got another name meanwhile. */
  #claim(finding: Finding, known: Map<Finding, number>, claimed: Set<number>, sameKind: boolean): void {
    const from = Math.max(0, this.#findings.length - RECENT);
    for (let place = this.#findings.length - 1; place >= from; place--) {
      const other = this.#findings[place];
      if (other === undefined || claimed.has(place) || !touches(other, finding)) continue;
      if (sameKind && other.kind !== finding.kind) continue;
      known.set(finding, place);
      claimed.add(place);
      return;
    }
  }

  #lastWord(finding: Finding, place: number): Finding {
    const before = this.#findings[place] ?? finding;
    // A later window that sees only the end of a cause knows less.
    const isBetter = before.kind === finding.kind || hasRole(before.kind, 'first impression');
    return {
      ...(isBetter ? finding : before),
      start: Math.min(before.start, finding.start),
      end: Math.max(before.end, finding.end),
      score: Math.max(before.score, finding.score),
    };
  }
}

function touches(one: Finding, other: Finding): boolean {
  return one.start <= other.end && other.start <= one.end;
}
