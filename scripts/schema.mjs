// Writes config/schema.json and the generated part of docs/configuration.md anew. Run it with: npm run schema
import { readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const { generatedFiles } = await import(new URL('dist/config/generated.js', root).href);
const documentation = readFileSync(new URL('docs/configuration.md', root), 'utf8');
for (const [path, text] of Object.entries(generatedFiles(documentation))) {
  writeFileSync(new URL(path, root), text);
}
