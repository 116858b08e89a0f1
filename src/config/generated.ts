import { configJsonSchema } from './json-schema.ts';
import { configReference } from './reference.ts';

const BEGIN = '<!-- generated from the schema: npm run schema -->';
const END = '<!-- end of the generated part -->';

/**
 * The files of the repository that follow from the config schema, by path, as they ought to be. `documentation` is
 * docs/configuration.md as it is; what stands between its two markers is replaced.
 */
export function generatedFiles(documentation: string): Readonly<Record<string, string>> {
  const [before, rest = ''] = documentation.split(BEGIN);
  const after = rest.split(END)[1] ?? '';
  return {
    'config/schema.json': `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
    'docs/configuration.md': `${before}${BEGIN}\n\n${configReference()}\n\n${END}${after}`,
  };
}
