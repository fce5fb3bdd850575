import { existsSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { loadCycles } from './import-cycles.ts';
import { describeRights, isApp, sourceRights, testRights } from './import-rights.ts';
import { isRelative, moduleReferences, packageOf } from './imports.ts';
import type { ModuleReference } from './imports.ts';
import { parseFile } from './source-file.ts';
import { sourceTree } from './tree.ts';
import type { Violation } from './violation.ts';
import { isTestFile, isTypeScript, ownerOf, readWorkspace } from './workspace.ts';
import type { WorkspacePackage } from './workspace.ts';

type Scene = { readonly file: string; readonly owner: WorkspacePackage; readonly inTest: boolean };
type Finding = { readonly rule: string; readonly message: string };

/** The file a relative import means, or undefined when there is none (a style sheet, say). */
function resolveFile(root: string, from: string, specifier: string): string | undefined {
  const path = posix.join(posix.dirname(from), specifier);
  const stem = path.replace(/\.jsx?$/, '');
  const candidates = [
    path,
    `${stem}.ts`,
    `${stem}.tsx`,
    `${path}.ts`,
    `${path}.tsx`,
    `${path}/index.ts`,
    `${path}/index.tsx`,
  ];
  return candidates.find((candidate) => existsSync(join(root, candidate)) && statSync(join(root, candidate)).isFile());
}

function judgeRelative(workspace: readonly WorkspacePackage[], scene: Scene, specifier: string): Finding | undefined {
  const target = posix.join(posix.dirname(scene.file), specifier);
  const targetOwner = ownerOf(workspace, target);
  if (targetOwner === scene.owner || (scene.inTest && targetOwner?.dir === '')) return undefined;
  const name = targetOwner === undefined || targetOwner.dir === '' ? target : targetOwner.name;
  return {
    rule: 'import-law/relative',
    message: `reaches into ${name} by path; import the package by name, or move the file`,
  };
}

function judgeDeclared(scene: Scene, target: string, typeOnly: boolean): Finding | undefined {
  const sections = scene.inTest || typeOnly ? [...scene.owner.sections.keys()] : ['dependencies', 'peerDependencies'];
  if (sections.some((section) => scene.owner.sections.get(section)?.has(target))) return undefined;
  return {
    rule: 'import-law/declared',
    message: `${target} is not in ${sections.slice(0, 2).join(' or ')} of ${scene.owner.name}; add "${target}": "workspace:*"`,
  };
}

function judgePackage(
  workspace: readonly WorkspacePackage[],
  scene: Scene,
  reference: ModuleReference,
): Finding | undefined {
  const target = packageOf(reference.specifier);
  const targetPackage = workspace.find((candidate) => candidate.name === target);
  if (target === scene.owner.name || (targetPackage === undefined && !target.startsWith('@miji/'))) return undefined;
  if (targetPackage !== undefined && isApp(targetPackage)) {
    return {
      rule: 'import-law/app',
      message: `nobody imports an app: start ${target} as a process, or move what you need into a package`,
    };
  }
  const rights = scene.inTest ? testRights(scene.owner) : sourceRights(scene.owner);
  const allowed =
    rights.value === 'anything' || rights.value.has(target) || (reference.typeOnly && rights.type.has(target));
  if (!allowed) {
    const hint = rights.type.has(target)
      ? 'write `import type`'
      : 'turn the dependency round, or move the code to where both may reach it';
    return {
      rule: 'import-law/direction',
      message: `${scene.owner.name}${scene.inTest ? ' (tests)' : ''} may import ${describeRights(rights)}, not ${target}; ${hint}`,
    };
  }
  return judgeDeclared(scene, target, reference.typeOnly);
}

function judgeOutside(scene: Scene, specifier: string): Finding | undefined {
  if (scene.inTest || !scene.file.startsWith(`${scene.owner.dir}/src/`)) return undefined;
  if (
    scene.owner.name === '@miji/core' &&
    (isBuiltin(specifier) || (packageOf(specifier) !== 'temporal-polyfill' && !specifier.startsWith('@miji/')))
  ) {
    return {
      rule: 'import-law/core-pure',
      message: `core runs everywhere and does no IO: only temporal-polyfill, not ${specifier}; take the fact as a parameter`,
    };
  }
  if (
    scene.owner.name === '@miji/client' &&
    isBuiltin(specifier) &&
    !['bin', 'node'].some((folder) => scene.file.startsWith(`${scene.owner.dir}/src/${folder}/`))
  ) {
    return {
      rule: 'import-law/client-portable',
      message: `${specifier} does not exist in a browser; use a web API, or move it under src/node/ or src/bin/`,
    };
  }
  return undefined;
}

function judge(workspace: readonly WorkspacePackage[], scene: Scene, reference: ModuleReference): Finding | undefined {
  if (isRelative(reference.specifier)) return judgeRelative(workspace, scene, reference.specifier);
  return judgeOutside(scene, reference.specifier) ?? judgePackage(workspace, scene, reference);
}

/** The straight import law between packages, and no import cycle between the files of one. */
export function importLaw(root: string): Violation[] {
  const workspace = readWorkspace(root);
  const violations: Violation[] = [];
  const graph = new Map<string, Map<string, number>>();
  for (const file of sourceTree(root).filter(isTypeScript)) {
    const owner = ownerOf(workspace, file);
    if (owner === undefined) continue;
    const scene = { file, owner, inTest: isTestFile(file) };
    const needs = new Map<string, number>();
    graph.set(file, needs);
    for (const reference of moduleReferences(parseFile(root, file))) {
      const finding = judge(workspace, scene, reference);
      if (finding !== undefined) violations.push({ file, line: reference.line, ...finding });
      if (!isRelative(reference.specifier) || reference.typeOnly || reference.dynamic) continue;
      const target = resolveFile(root, file, reference.specifier);
      if (target !== undefined && !needs.has(target)) needs.set(target, reference.line);
    }
  }
  for (const cycle of loadCycles(graph)) {
    const [file = '', second = file] = cycle;
    violations.push({
      file,
      line: graph.get(file)?.get(second) ?? 1,
      rule: 'import-law/cycle',
      message: `import cycle ${[...cycle, file].join(' → ')}; move what both need into a file of its own, or import only the type`,
    });
  }
  return violations;
}
