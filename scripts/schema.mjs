// Writes config/schema.json and the generated parts of docs/configuration.md and docs/detectors.md anew. Run it with: npm run schema
import { readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const { generatedFiles } = await import(new URL('dist/config/generated.js', root).href);
const documentation = readFileSync(new URL('docs/configuration.md', root), 'utf8');
for (const [path, text] of Object.entries(generatedFiles(documentation))) {
  writeFileSync(new URL(path, root), text);
}

const { withGeneratedPart } = await import(new URL('dist/lib/generated-part.js', root).href);
const { kindsReference } = await import(new URL('dist/detect/kinds-reference.js', root).href);
const detectors = new URL('docs/detectors.md', root);
writeFileSync(detectors, withGeneratedPart(readFileSync(detectors, 'utf8'), kindsReference()));
