type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const LOCAL = '#/$defs/';

/**
 * Moves what schemas define for themselves, such as a formula that holds formulas, to the one place where an OpenAPI document keeps
 * it; what refers to it follows.
 */
export const sharedSchemas = (document: Json): { readonly document: Json; readonly schemas: Json } => {
  const schemas: Record<string, unknown> = {};
  const define = (name: string, schema: unknown): void => {
    const earlier = schemas[name];
    if (earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(schema)) {
      throw new Error(`two schemas are called ${name}`);
    }
    schemas[name] = schema;
  };
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved);
    if (!isJson(value)) return value;
    const { $defs, ...rest } = value;
    if (isJson($defs)) for (const [name, schema] of Object.entries($defs)) define(name, moved(schema));
    return Object.fromEntries(
      Object.entries(rest).map(([key, child]) => [key, key === '$ref' ? movedReference(child) : moved(child)]),
    );
  };
  return { document: Object.fromEntries(Object.entries(document).map(([key, value]) => [key, moved(value)])), schemas };
};

const movedReference = (reference: unknown): unknown =>
  typeof reference === 'string' && reference.startsWith(LOCAL)
    ? `#/components/schemas/${reference.slice(LOCAL.length)}`
    : reference;
