import type { Contents } from '../contents.ts';
import type { StructuredQuery } from '../source.ts';
import { quote } from './flux-query.ts';

/** Names that one query may give: enough to find a misspelt one, few enough for any bucket. */
const MOST_NAMES = 1000;

/** What Flux's schema package says of that which a query names; `ask` gives the column `_value` of a script. */
export async function fluxContents(
  bucket: string,
  query: StructuredQuery,
  ask: (flux: string) => Promise<readonly string[]>,
): Promise<Contents> {
  const schema = async (call: string, args: Readonly<Record<string, string>>): Promise<string[]> => {
    const given = Object.entries({ bucket, ...args }).map(([name, value]) => `${name}: ${quote(value)}`);
    const flux = `import "influxdata/influxdb/schema"\nschema.${call}(${given.join(', ')}) |> limit(n: ${MOST_NAMES})`;
    return [...(await ask(flux))].sort();
  };
  const { measurement, where } = query;
  const values: Record<string, string[]> = {};
  for (const tag of Object.keys(where)) {
    values[tag] = await schema('measurementTagValues', { measurement, tag });
  }
  return {
    measurements: await schema('measurements', {}),
    fields: await schema('measurementFieldKeys', { measurement }),
    // The columns that every table has are tags for Flux.
    tags: (await schema('measurementTagKeys', { measurement })).filter((tag) => !tag.startsWith('_')),
    values,
  };
}
