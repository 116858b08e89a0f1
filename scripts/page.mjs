// @ts-check
// The last step of the build: puts beside the compiled page what it needs and nobody compiles.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

const OWN = join(ROOT, 'src', 'web', 'ui');
const UPLOT = join(ROOT, 'node_modules', 'uplot', 'dist');
const BUILT = join(ROOT, 'dist', 'web', 'ui');

mkdirSync(BUILT, { recursive: true });
for (const file of ['index.html', 'style.css', 'icon.svg']) copyFileSync(join(OWN, file), join(BUILT, file));
copyFileSync(join(UPLOT, 'uPlot.esm.js'), join(BUILT, 'uplot.js'));
copyFileSync(join(UPLOT, 'uPlot.min.css'), join(BUILT, 'uplot.css'));
