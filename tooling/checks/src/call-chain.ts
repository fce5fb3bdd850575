import type { CallExpression, Expression } from 'oxc-parser';

/** `a.b().c(x).d()` read from its end: the method names in order, and what the chain starts from. */
export type CallChain = { readonly methods: readonly string[]; readonly start: string };

function nameOfStart(node: Expression): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier')
    return `${nameOfStart(node.object)}.${node.property.name}`;
  return '';
}

/** The chain that ends in this call. `start` is what stands before the first call of a method: `z`, `procedure`, `t.procedure`. */
export function chainEndingIn(call: CallExpression): CallChain {
  const methods: string[] = [];
  let at: Expression = call;
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
    const { property, computed } = at.callee;
    methods.unshift(!computed && property.type === 'Identifier' ? property.name : '');
    at = at.callee.object;
  }
  return { methods, start: nameOfStart(at) };
}
