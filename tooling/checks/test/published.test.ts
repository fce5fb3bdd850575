import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { packedClient } from '@miji/testing';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { beforeAll, describe, expect, it } from 'vitest';

/** Building takes seconds, and many of them on a busy machine. */
const BUILD_TIMEOUT_MS = 120_000;
let tarball: string;
let folder: string;
let manifest: {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
};

beforeAll(async () => {
  tarball = await packedClient();
  folder = join(dirname(tarball), 'package');
  manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as typeof manifest;
}, BUILD_TIMEOUT_MS);

describe('what is published of the client', () => {
  it('depends on nothing of the workspace, and on little else', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['temporal-polyfill', 'zod']);
    expect(Object.values(manifest.dependencies).every((range) => /^\^\d+\.\d+\.\d+$/.test(range))).toBe(true);
    expect(Object.values(manifest.peerDependenciesMeta).every(({ optional }) => optional)).toBe(true);
    const imported = globSync('**/*.{js,d.ts}', { cwd: folder }).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/^(?:import|export) .*"(@miji\/[^"]+)";$/gm)].map(
        ([, specifier]) => `${file}: ${specifier ?? ''}`,
      ),
    );
    expect(imported).toEqual([]);
  });

  it('has no entry point but those that it names', () => {
    expect(Object.keys(manifest.exports)).toEqual([
      '.',
      './node',
      './testing',
      './react',
      './fastify',
      './express',
      './hono',
      './trpc',
      './kysely',
      './package.json',
    ]);
  });

  it('passes publint, warnings and suggestions included', async () => {
    const packed = new Uint8Array(readFileSync(tarball)).buffer;
    const { messages } = await publint({ level: 'suggestion', strict: true, pack: { tarball: packed } });
    expect(messages).toEqual([]);
  });

  it('has types that are found by whoever loads modules, with a bundler or without', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))));
    if (!analysis.types) throw new Error('there are no types');
    // It is made of modules alone: who has to use require, or an old resolution, is not served.
    const notServed = new Set(['node10', 'node16-cjs']);
    const problems = analysis.problems.filter(
      (problem) => !('resolutionKind' in problem && notServed.has(problem.resolutionKind)),
    );
    expect(problems).toEqual([]);
  }, 30_000);
});
