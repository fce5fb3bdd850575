import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path inside the repository, absolute. */
export const at = (...parts) => join(ROOT, ...parts);

export const WINDOWS = process.platform === 'win32';

/** The Node that the repository pins, once installed. */
export const PINNED_NODE = at('node_modules', 'node', 'bin', WINDOWS ? 'node.exe' : 'node');
