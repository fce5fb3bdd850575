import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle, manifest, PACKAGE } from './bundle.ts';
import { publishedManifest } from './manifest.ts';

/** What everybody loads names Kysely’s types; whoever has no Kysely needs none, and his compiler must not mind. */
const forgiveAbsentPeers = (built: string): void => {
  for (const file of globSync('**/*.d.ts', { cwd: built })) {
    const path = join(built, file);
    const text = readFileSync(path, 'utf8');
    const forgiving = text.replaceAll(/^import .* from "kysely";$/gm, '// @ts-ignore: an optional peer\n$&');
    if (forgiving !== text) writeFileSync(path, forgiving);
  }
};

/** `pack.ts [folder]`: builds what is published into `<folder>/package`, and packs it beside that. */
const main = async (folder: string): Promise<void> => {
  const built = join(folder, 'package');
  mkdirSync(built, { recursive: true });
  await bundle(built, { types: true, minify: false });
  forgiveAbsentPeers(built);
  writeFileSync(join(built, 'package.json'), `${JSON.stringify(publishedManifest(built), null, 2)}\n`);
  // There is no changelog before the first release.
  for (const text of globSync('{README,CHANGELOG}.md', { cwd: PACKAGE }))
    copyFileSync(join(PACKAGE, text), join(built, text));
  const options = ['--offline', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const { status, stderr } = spawnSync('npm', ['pack', built, ...options], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm could not pack it: ${stderr}`);
  const { name, version } = manifest();
  process.stdout.write(`${join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`)}\n`);
};

await main(resolve(process.argv[2] ?? join(PACKAGE, 'dist')));
