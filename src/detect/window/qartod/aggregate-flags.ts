import { PlumblineError } from '../../../lib/errors.ts';
import type { Flag } from '../../finding.ts';

/** The first of these that any test gave a row is the row's flag. */
const PRECEDENCE: readonly Flag[] = [4, 3, 1, 2, 9];

/** QARTOD aggregate: one flag a row out of those of several tests, which must be of equal length. */
export function aggregateFlags(vectors: readonly (readonly Flag[])[]): Flag[] {
  const [first = []] = vectors;
  if (vectors.some(({ length }) => length !== first.length)) {
    throw new PlumblineError('config_invalid', 'the tests to aggregate have different numbers of rows', {
      hint: 'Give every test the same rows.',
    });
  }
  return first.map((_, row) => PRECEDENCE.find((flag) => vectors.some((flags) => flags[row] === flag)) ?? 9);
}
