import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle, entries, PACKAGE } from './bundle.ts';

const NEIGHBOUR = /(?:from|import)\s*"(\.[^"]+)"/g;

/** A built file and everything beside it that it loads, each once. */
const loadedBy = (file: string, found: Map<string, string> = new Map()): ReadonlyMap<string, string> => {
  if (found.has(file)) return found;
  const text = readFileSync(file, 'utf8');
  found.set(file, text);
  for (const [, neighbour = ''] of text.matchAll(NEIGHBOUR)) loadedBy(join(dirname(file), neighbour), found);
  return found;
};

/** What an entry point weighs, in bytes: minified, and then compressed. */
interface Weight {
  readonly min: number;
  readonly gz: number;
}

const measure = async (): Promise<Readonly<Record<string, Weight>>> => {
  const folder = mkdtempSync(join(tmpdir(), 'miji-measure-'));
  try {
    await bundle(folder, { types: false, minify: true });
    const weighed = Object.keys(entries()).map((name) => {
      const text = [...loadedBy(join(folder, `${name}.js`)).values()].join('');
      return [name, { min: Buffer.byteLength(text), gz: gzipSync(text, { level: 9 }).length }] as const;
    });
    return Object.fromEntries(weighed);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const RECORDED = join(PACKAGE, 'sizes.json');
type Recorded = Readonly<Record<string, Weight & { readonly limit: number }>>;

/** New entry points may grow by a tenth; the limits of the others stay, and are changed by hand. */
const write = (weights: Readonly<Record<string, Weight>>): void => {
  const before = existsSync(RECORDED) ? (JSON.parse(readFileSync(RECORDED, 'utf8')) as Recorded) : {};
  const recorded = Object.entries(weights).map(([name, weight]) => {
    const limit = before[name]?.limit ?? Math.ceil((weight.gz * 1.1) / 100) * 100;
    return [name, { ...weight, limit }] as const;
  });
  writeFileSync(RECORDED, `${JSON.stringify(Object.fromEntries(recorded), null, 2)}\n`);
};

/** `measure.ts`: prints what each entry point weighs, without what it depends on; `measure.ts --write` records it. */
const weights = await measure();
if (process.argv[2] === '--write') write(weights);
else process.stdout.write(`${JSON.stringify(weights)}\n`);
