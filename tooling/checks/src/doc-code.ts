import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { markdownLines } from './text-lines.ts';
import { sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';

/** What a reader of the documents has installed: the client, and the frameworks that it has adapters for. */
const readersFolder = 'docs/site';
const opensTypeScript = /^\s*(?:`{3,}|~{3,})(tsx?|typescript)\b/;
const opensOrCloses = /^\s*(`{3,}|~{3,})/;
/** `block-3.ts(12,5): error TS2322: …` */
const compilerLine = /^block-(\d+)\.tsx?\((\d+),\d+\): (?:error|warning) (TS\d+: .*)$/;

/** A block of TypeScript in a document, as a module whose lines have the numbers they have in the document. */
type Block = { readonly file: string; readonly module: string; readonly ending: 'ts' | 'tsx' };

function blocksOf(root: string, file: string): Block[] {
  const blocks: Block[] = [];
  let open: string[] | undefined;
  let ending: Block['ending'] = 'ts';
  for (const { line, text, fenced } of markdownLines(root, file)) {
    if (open !== undefined && opensOrCloses.test(text)) {
      blocks.push({ file, module: `${open.join('\n')}\nexport {};\n`, ending });
      open = undefined;
    } else if (open !== undefined) open.push(text);
    else if (fenced && opensTypeScript.test(text)) {
      open = Array.from({ length: line }, () => '');
      ending = opensTypeScript.exec(text)?.[1] === 'tsx' ? 'tsx' : 'ts';
    }
  }
  return blocks;
}

function configure(root: string, folder: string, blocks: readonly Block[]): void {
  const installed = join(root, readersFolder, 'node_modules');
  const base = join(root, 'tsconfig.base.json');
  if (existsSync(installed)) symlinkSync(installed, join(folder, 'node_modules'), 'junction');
  blocks.forEach(({ module, ending }, index) => writeFileSync(join(folder, `block-${index}.${ending}`), module));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = {
    noEmit: true,
    strict: true,
    types: existsSync(installed) ? ['node', 'react'] : [],
    jsx: 'react-jsx',
    // A document shows a part; what is done with it stands in the reader's own code.
    noUnusedLocals: false,
    noUnusedParameters: false,
  };
  const config = {
    ...(existsSync(base) ? { extends: base } : {}),
    compilerOptions,
    include: ['block-*.ts', 'block-*.tsx'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
}

function compile(folder: string): string[] {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [compiler, '-p', 'tsconfig.json', '--pretty', 'false'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  const lines = `${stdout}\n${stderr}`.split(/\r?\n/).filter((line) => line.trim() !== '');
  return status === 0 ? [] : lines;
}

/** Every block of TypeScript in the documents compiles against the sources, as a reader would paste it. */
export function docCode(root: string): Violation[] {
  const documents = sourceTree(root).filter(
    (file) => file === 'README.md' || (file.startsWith('docs/') && file.endsWith('.md')),
  );
  const blocks = documents.flatMap((file) => blocksOf(root, file));
  if (blocks.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'miji-doc-code-'));
  try {
    configure(root, folder, blocks);
    const output = compile(folder);
    return output.flatMap((text): Violation[] => {
      const [, index, line, message = ''] = compilerLine.exec(text) ?? [];
      const block = blocks[Number(index)];
      if (block !== undefined) return [{ file: block.file, line: Number(line), rule: 'doc-code/type', message }];
      // The lines that follow explain the one before; what is about no block at all must not pass for green.
      return /^\s/.test(text)
        ? []
        : [{ file: documents[0] ?? 'README.md', line: 1, rule: 'doc-code/compiler', message: text }];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
