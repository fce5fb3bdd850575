import { visit } from './source-file.ts';
import type { SourceFile } from './source-file.ts';

/** A place where core would learn something by itself instead of being told. */
export type Impurity = { readonly start: number; readonly message: string };

const clock = 'core has no clock: take a Temporal value as a parameter';
const chance = 'core has no randomness: take the id or the bytes as a parameter';
const outside = 'core does no IO: take the fact as a parameter and return the effect as data';

/** Global objects that core must not touch at all. */
const globals = new Map([
  ['Date', clock],
  ['performance', clock],
  ['process', outside],
  ['Buffer', outside],
  ['console', outside],
  ['fetch', outside],
  ['setTimeout', clock],
  ['setInterval', clock],
]);

/** Single members of global objects that are harmless otherwise. */
const members = new Map([
  ['Math.random', chance],
  ['Temporal.Now', clock],
  ['crypto.randomUUID', chance],
  ['crypto.getRandomValues', chance],
]);

type Place = { readonly type: string; readonly start: number; readonly name?: unknown };

/** Clock, randomness and IO in a file of core; also `Date` as a type, because a Date is how a clock gets in. */
export function coreImpurities(source: SourceFile): Impurity[] {
  const found: Impurity[] = [];
  const judge = (node: Place): void => {
    const message = node.type === 'Identifier' && typeof node.name === 'string' ? globals.get(node.name) : undefined;
    if (message !== undefined) found.push({ start: node.start, message: `${String(node.name)}: ${message}` });
  };
  visit(source, {
    NewExpression: (node) => judge(node.callee),
    CallExpression: (node) => judge(node.callee),
    TSTypeReference: (node) =>
      judge(node.typeName.type === 'Identifier' && node.typeName.name === 'Date' ? node.typeName : node),
    MemberExpression(node) {
      judge(node.object);
      if (node.computed || node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return;
      const name = `${node.object.name}.${node.property.name}`;
      const message = members.get(name);
      if (message !== undefined) found.push({ start: node.start, message: `${name}: ${message}` });
    },
  });
  return found;
}
