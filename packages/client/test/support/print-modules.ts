import { registerHooks } from 'node:module';

/** Prints the address of every module that importing the client loads. */
const loaded = new Set<string>();
registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    loaded.add(resolved.url);
    return resolved;
  },
});
await import('../../src/index.ts');
console.log([...loaded].join('\n'));
