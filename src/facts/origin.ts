import type { Finding } from '../detect/finding.ts';
import { traitsOf } from '../detect/kinds.ts';
import type { Companion } from './companions.ts';
import type { Reason } from './reason.ts';

/**
 * Where the cause of a finding lies: in the one sensor, its relatives having stayed; in the surroundings, which moved them as well; in
 * the connection, all series having fallen silent together; in the schedule: it does this at this hour. Never more certain than the
 * facts: `unknown` is the usual answer where nothing is known to be related.
 */
export const ORIGINS = ['sensor', 'surroundings', 'connection', 'schedule', 'unknown'] as const;
export type Origin = (typeof ORIGINS)[number];

/** A finding, and where its cause lies as far as that is known. */
export interface TracedFinding extends Finding {
  readonly origin?: Origin | undefined;
}

/** Findings with where their causes lie, and where that of the first that was looked around does: the worst. */
export function traced(
  findings: readonly Finding[],
  looked: readonly { readonly finding: Finding; readonly origin: Origin }[],
): { readonly findings: readonly TracedFinding[]; readonly origin: Origin | null } {
  const origins = new Map(looked.map(({ finding, origin }) => [finding, origin]));
  return {
    findings: findings.map((one) => ({ ...one, origin: origins.get(one) ?? 'unknown' })),
    origin: looked[0]?.origin ?? (findings.length === 0 ? null : 'unknown'),
  };
}

/** Days of the last seven on which the same began at the same hour. */
const SCHEDULED_DAYS = 3;

/**
 * What the facts say of where the cause lies. `daysAtThisHour`: on how many of the last seven days the same began at this time;
 * `reason`: why it can only be of the sensor, which is not said where others moved as well, nor where there is no other that could have.
 */
export function originOf(
  finding: Finding,
  companions: readonly Companion[],
  daysAtThisHour: number,
  reason: Reason | null = null,
): Origin {
  if (daysAtThisHour >= SCHEDULED_DAYS) return 'schedule';
  if (traitsOf(finding.kind).extent === 'silence') return ofSilence(companions);
  const moved = movedOf(finding, companions);
  const hasStayed = companions.some(({ did, wouldShow }) => did === 'stayed' && wouldShow);
  if (hasStayed && moved.length === 0) return 'sensor';
  if (!hasStayed && pointsOutside(moved, companions)) return 'surroundings';
  const isAlone = companions.every(({ did }) => did === 'missing');
  return reason !== null && moved.length === 0 && !isAlone ? 'sensor' : 'unknown';
}

/** Those that moved as well. A calmer or wilder stretch has its like only in one that became calmer or wilder, too. */
function movedOf(finding: Finding, companions: readonly Companion[]): readonly Companion[] {
  const isLevel = !isByScatter(finding);
  return companions.filter(({ did }) => did === 'along' || (did === 'against' && isLevel));
}

function isByScatter({ kind }: Finding): boolean {
  return traitsOf(kind).observed === 'scatter' || kind === 'stuck' || kind === 'clipped';
}

function pointsOutside(moved: readonly Companion[], companions: readonly Companion[]): boolean {
  const known = moved.filter(({ did, related }) => related !== null && did === 'along');
  const against = moved.filter(({ did, related }) => related !== null && did === 'against');
  const present = companions.filter(({ did }) => did !== 'missing');
  // What is known to go along and moves against tells of something else.
  if (against.length > 0 && against.length >= known.length) return false;
  // One of several moves by chance now and then; most of them do not.
  const isMost = moved.length * 2 > present.length;
  return isMost && (known.length > 0 || moved.length >= 2);
}

function ofSilence(companions: readonly Companion[]): Origin {
  const silent = companions.filter(({ did }) => did === 'missing');
  const present = companions.filter(({ did, wouldShow }) => did === 'stayed' && wouldShow);
  if (silent.length > 0 && present.length === 0) return 'connection';
  return silent.length === 0 && present.length > 0 ? 'sensor' : 'unknown';
}
