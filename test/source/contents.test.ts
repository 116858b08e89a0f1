import { expect, test } from 'vitest';
import { whatIsMissing } from '../../src/source/contents.ts';
import type { StructuredQuery } from '../../src/source/source.ts';

const CONTENTS = {
  measurements: ['cpu', 'environment'],
  fields: ['humidity', 'temperature'],
  tags: ['room', 'sensor'],
  values: { room: ['lab', 'office'] },
};
const QUERY: StructuredQuery = {
  measurement: 'environment',
  fields: ['temperature'],
  where: { room: 'office' },
  groupBy: ['sensor'],
  aggregate: 'mean',
};

test('nothing is missing where all names are there', () => {
  expect(whatIsMissing(QUERY, CONTENTS)).toBeNull();
});

test.each([
  [
    { measurement: 'enviroment' },
    'the source has no measurement enviroment; its measurements are cpu, environment. Did you mean environment?',
  ],
  [
    { fields: ['temprature'] },
    'environment has no field temprature; its fields are humidity, temperature. Did you mean temperature?',
  ],
  [{ groupBy: ['device'] }, 'environment has no tag device; its tags are room, sensor'],
  [
    { where: { room: 'offce' } },
    'no environment has room = offce; its values are lab, office. Did you mean office?',
  ],
])('what is misspelt is told with what is there instead (%j)', (changed, expected) => {
  expect(whatIsMissing({ ...QUERY, ...changed }, CONTENTS)).toBe(expected);
});

test('of many names some are listed', () => {
  const measurements = Array.from({ length: 300 }, (_, at) => `m${at}`);
  const text = whatIsMissing({ ...QUERY, measurement: 'other' }, { ...CONTENTS, measurements });
  expect(text).toMatch(/m9 and 290 more$/);
});
