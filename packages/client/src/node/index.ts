export { openSpool } from './spool.ts';
export type { FolderSpool, SpoolOptions } from './spool.ts';
