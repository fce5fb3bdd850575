import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readText, sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';

const recordedIn = 'packages/client/sizes.json';
const measuredBy = 'packages/client/publish/measure.ts';
/** What is recorded may be this far from what is, since compression is not the same everywhere. */
const tolerance = 0.02;

type Weight = { readonly min: number; readonly gz: number };
type Recorded = Weight & { readonly limit: number };

function read<T>(json: string): ReadonlyMap<string, T> {
  return new Map(Object.entries(JSON.parse(json) as Record<string, T>));
}

function judge(entry: string, now: Weight | undefined, then: Recorded | undefined): string | undefined {
  if (now === undefined) return `${entry} is recorded and no longer there`;
  if (then === undefined) return `${entry} weighs ${now.gz} bytes compressed, and is not recorded`;
  if (now.gz > then.limit) return `${entry} weighs ${now.gz} bytes compressed, and may weigh ${then.limit}`;
  if (Math.abs(now.gz - then.gz) > then.gz * tolerance)
    return `${entry} weighs ${now.gz} bytes compressed, and ${then.gz} are recorded`;
  return undefined;
}

/** What a subsidiary’s pages and services load: every entry point of the client is weighed, and none outgrows its limit. */
export function clientSize(root: string): Violation[] {
  if (!sourceTree(root).includes(recordedIn)) return [];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@miji/source', join(root, measuredBy)],
    { encoding: 'utf8' },
  );
  if (status !== 0) return [{ file: measuredBy, line: 1, rule: 'client-size/build', message: stderr.trim() }];
  const recorded = read<Recorded>(readText(root, recordedIn));
  const measured = read<Weight>(stdout);
  return [...new Set([...recorded.keys(), ...measured.keys()])].flatMap((entry): Violation[] => {
    const finding = judge(entry, measured.get(entry), recorded.get(entry));
    const message = `${finding ?? ''}; node --conditions=@miji/source ${measuredBy} --write records it`;
    return finding === undefined ? [] : [{ file: recordedIn, line: 1, rule: 'client-size/gz', message }];
  });
}
