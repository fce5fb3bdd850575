import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './paths.mjs';

const NEVER = new Set(['node_modules', 'dist']);

/** One hash over paths and contents of these files, and of all files below these folders; missing ones count as missing. */
export function hashFiles(paths, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const path of paths.flatMap(filesBelow).sort()) hash.update(`\0${path}\0`).update(readFileSync(at(path)));
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(at(path))) return [];
  if (statSync(at(path)).isFile()) return [path];
  return readdirSync(at(path))
    .filter((name) => !NEVER.has(name))
    .flatMap((name) => filesBelow(join(path, name)));
}
