import type { TestProject } from 'vitest/node';
import { startTestCluster } from './postgres-cluster.ts';
import type { RolePasswords } from './roles.ts';
import { prepareTemplate } from './template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The one PostgreSQL of this test run. */
    readonly mijiCluster: { readonly adminUrl: string; readonly passwords: RolePasswords };
  }
}

/** Vitest calls this once before the first test file; what it returns, after the last one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  try {
    project.provide('mijiCluster', { adminUrl: cluster.adminUrl, passwords: await prepareTemplate(cluster.adminUrl) });
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster.stop;
}
