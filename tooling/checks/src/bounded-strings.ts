import { chainEndingIn } from './call-chain.ts';
import { lineOf, parseFile, visit } from './source-file.ts';
import { sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';
import { isTypeScript } from './workspace.ts';

const fixedFormats = [
  'uuid',
  'uuidv4',
  'uuidv6',
  'uuidv7',
  'guid',
  'cuid',
  'cuid2',
  'ulid',
  'nanoid',
  'xid',
  'ksuid',
  'ipv4',
  'ipv6',
  'cidrv4',
  'cidrv6',
  'mac',
  'date',
  'time',
  'datetime',
  'duration',
  'e164',
  'hash',
];
const bounds = new Set(['max', 'length', 'regex', ...fixedFormats]);
/** Formats that say what the text looks like, and not how long it may be. */
const openFormats = new Set(['email', 'url', 'httpUrl', 'base64', 'base64url', 'jwt', 'emoji', 'hostname']);

/** Every string that crosses the wire has an end: an unbounded one is somebody else's memory filled. */
export function boundedStrings(root: string): Violation[] {
  const files = sourceTree(root).filter((file) => file.startsWith('packages/contract/src/') && isTypeScript(file));
  return files.flatMap((file) => {
    const source = parseFile(root, file);
    /** The calls inside a longer chain, seen because the visitor meets the longest chain first. */
    const inner = new Set<number>();
    const found: Violation[] = [];
    visit(source, {
      CallExpression(node) {
        const { methods, start } = chainEndingIn(node);
        const kind = start === 'z' ? methods[0] : start === 'z.coerce' ? methods[0] : undefined;
        if (kind === undefined || !(kind === 'string' || openFormats.has(kind)) || inner.has(node.start)) return;
        inner.add(node.start);
        if (methods.slice(1).some((method) => bounds.has(method))) return;
        found.push({
          file,
          line: lineOf(source, node),
          rule: 'bounded-strings/end',
          message: `z.${kind}() has no end; add .max(…), .length(…), .regex(…) or a format of fixed width`,
        });
      },
    });
    return found;
  });
}
