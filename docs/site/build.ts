import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vitepress';
import { codesPage } from './codes/codes-page.ts';

// `npm run docs [-- folder]`: builds the site, by default into docs/site/.vitepress/dist. A dead link ends it with an error.
const root = import.meta.dirname;
const generated = join(root, 'generated');
mkdirSync(generated, { recursive: true });
writeFileSync(join(generated, 'codes.md'), codesPage());
const [outDir] = process.argv.slice(2);
await build(root, outDir === undefined ? {} : { outDir });
