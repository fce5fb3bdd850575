import { chainEndingIn } from './call-chain.ts';
import { lineOf, parseFile, visit } from './source-file.ts';
import { sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';
import { isTypeScript } from './workspace.ts';

const ends = new Set(['query', 'mutation', 'subscription']);

/** Every procedure names what goes in and what comes out: an output schema keeps an unnamed column from leaving. */
export function procedureShape(root: string): Violation[] {
  const files = sourceTree(root).filter((file) => file.startsWith('packages/api/src/') && isTypeScript(file));
  return files.flatMap((file) => {
    const source = parseFile(root, file);
    const found: Violation[] = [];
    visit(source, {
      CallExpression(node) {
        const { methods } = chainEndingIn(node);
        const end = methods.at(-1) ?? '';
        if (!ends.has(end)) return;
        const missing = ['input', 'output'].filter((part) => !methods.includes(part));
        if (missing.length === 0) return;
        const parts = missing.map((part) => `.${part}(…)`).join(' and ');
        found.push({
          file,
          line: lineOf(source, node),
          rule: 'procedure-shape/schema',
          message: `the chain that ends in .${end}( lacks ${parts}; give it a schema of @miji/contract`,
        });
      },
    });
    return found;
  });
}
