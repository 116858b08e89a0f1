import { withGeneratedPart } from '../lib/generated-part.ts';
import { configJsonSchema } from './json-schema.ts';
import { configReference } from './reference.ts';

/**
 * The files of the repository that follow from the config schema, by path, as they ought to be. `documentation` is
 * docs/configuration.md as it is; what stands between its two markers is replaced.
 */
export function generatedFiles(documentation: string): Readonly<Record<string, string>> {
  return {
    'config/schema.json': `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
    'docs/configuration.md': withGeneratedPart(documentation, configReference()),
  };
}
