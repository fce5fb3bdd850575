import type { WorkspacePackage } from './workspace.ts';

/** What a package may import from the workspace. */
export type Rights = {
  /** At run time; `anything` stands for every package that is not an app. */
  readonly value: ReadonlySet<string> | 'anything';
  /** Besides, with `import type` only. */
  readonly type: ReadonlySet<string>;
};

const names = (...short: string[]): ReadonlySet<string> => new Set(short.map((name) => `@miji/${name}`));
const rights = (value: ReadonlySet<string> | 'anything', type: ReadonlySet<string> = names()): Rights => ({
  value,
  type,
});

const byName = new Map<string, Rights>([
  ['@miji/core', rights(names())],
  ['@miji/contract', rights(names('core'))],
  ['@miji/db', rights(names('core', 'contract'))],
  ['@miji/services', rights(names('core', 'contract', 'db'))],
  ['@miji/api', rights(names('core', 'contract', 'db', 'services'))],
  ['@miji/server', rights(names('core', 'contract', 'db', 'services', 'api', 'postgres'))],
  ['@miji/client', rights(names('core', 'contract'), names('api'))],
  ['@miji/console', rights(names('core', 'contract', 'client'), names('api'))],
  ['@miji/testing', rights(names('core', 'contract', 'db', 'postgres'))],
  ['@miji/postgres', rights(names())],
  ['@miji/site', rights(names('core', 'contract'))],
]);

/** These prove the wire end to end, so their tests may stand on any part below the apps. */
const testedEndToEnd = names('server', 'console', 'client', 'site');

/** An app is started, never imported. */
export function isApp(candidate: WorkspacePackage): boolean {
  return candidate.dir.startsWith('apps/');
}

/** The rights of a package's own source, not of its tests. */
export function sourceRights(of: WorkspacePackage): Rights {
  const named = byName.get(of.name);
  if (named !== undefined) return named;
  if (of.dir === 'bench' || of.dir.startsWith('bench/')) return rights('anything');
  if (of.dir === 'examples/tour') return rights(names('core', 'contract', 'client'));
  if (of.dir.startsWith('examples/')) return rights(names('client'));
  if (of.dir.startsWith('tooling/')) return rights(names('core', 'contract'));
  return rights(names());
}

/** The rights of a package's tests: its own, plus testing; end-to-end tests may use anything but an app. */
export function testRights(of: WorkspacePackage): Rights {
  const own = sourceRights(of);
  if (testedEndToEnd.has(of.name) || of.dir.startsWith('examples/') || own.value === 'anything')
    return rights('anything', own.type);
  return rights(new Set([...own.value, '@miji/testing']), own.type);
}

/** The list for a message, in words. */
export function describeRights(of: Rights): string {
  if (of.value === 'anything') return 'anything but an app';
  const parts = [[...of.value].join(', '), [...of.type].map((name) => `import type from ${name}`).join(', ')].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? 'no package of the workspace' : parts.join(' and ');
}
