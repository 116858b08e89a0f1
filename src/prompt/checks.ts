import type { Finding } from '../detect/finding.ts';
import type { FindingKind } from '../detect/kinds.ts';
import { codeMeaning } from '../detect/window/missing-codes.ts';
import type { Origin } from '../facts/origin.ts';

/** What a person could look at first, by where the cause lies; it goes before what the kind of finding suggests. */
const BY_ORIGIN: Readonly<Partial<Record<Origin, string>>> = {
  surroundings: 'Check first what happened around the sensors at that time',
  connection: 'Check first the network, the gateway and the writer that these sensors share',
  schedule: 'Check first what is switched or done there at this hour',
};

/** What a person could look at first, for each kind of finding. */
const BY_KIND: Readonly<Record<FindingKind, string>> = {
  spike: 'Check whether something real happened then; if not, check the wiring and the supply of the sensor',
  dropout: 'Check the contacts and the supply of the sensor',
  stuck: 'Check whether the sensor still measures: restart it, or change what it measures',
  gap: 'Check the power and the network of the sensor at that time',
  stale: 'Check whether the sensor has power and reaches the network',
  'level shift':
    'Check whether the sensor was moved, replaced or set anew, or whether conditions changed then',
  drift: 'Check the sensor against a second instrument',
  'noise burst': 'Check for a loose contact or a source of interference nearby',
  attenuated: 'Check whether the sensor is covered, or whether its readings are averaged on the way',
  clipped: 'Check the measuring range of the sensor',
  'unusual level': 'Check whether something differs from other days at this hour',
  'out of range': 'Check the place first, then the sensor',
  'rate of change': 'Check whether so fast a change is possible there',
  duplicate: 'Check whether two senders write to this series',
  disordered: 'Check the clock of the sender and whether it buffers',
  future: 'Check the clock of the sender',
};

/** The first thing to check, without its full stop. */
export function checkFor(kind: FindingKind, origin: Origin = 'unknown'): string {
  return BY_ORIGIN[origin] ?? BY_KIND[kind];
}

const OF_CODE =
  'Check the connection and the supply of the sensor, and leave this number out in the query: it is no measurement';
const OF_FOREIGN = 'Check whether this number is a code for something else, and then the sensor';

/** The same for a finding: a number that is no measurement tells more than its kind. */
export function checkOf(finding: Finding, origin: Origin = 'unknown'): string {
  if (codeMeaning(finding) !== null) return OF_CODE;
  return finding.detector === 'foreign' ? OF_FOREIGN : checkFor(finding.kind, origin);
}
