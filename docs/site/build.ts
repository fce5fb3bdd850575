import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, createServer } from 'vitepress';
import { codesPage } from './codes/codes-page.ts';

// `npm run docs` shows the site; `npm run docs -- FOLDER` builds it into a folder, and a dead link ends that with an error.
const root = import.meta.dirname;
const generated = join(root, 'generated');
mkdirSync(generated, { recursive: true });
writeFileSync(join(generated, 'codes.md'), codesPage());
const [outDir] = process.argv.slice(2);
if (outDir === undefined) {
  const server = await createServer(root, { host: '127.0.0.1' });
  await server.listen();
  server.printUrls();
} else {
  await build(root, { outDir });
}
