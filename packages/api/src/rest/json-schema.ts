import { z } from 'zod';

/** As much of a JSON Schema as this face looks into. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly [keyword: string]: unknown;
}

/** The JSON Schema of one side of a contract. */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return (io === 'input' ? asTaken(rest) : rest) as JsonSchema;
};

/**
 * What is taken is looser than what is given: a schema that both have, such as a formula, is two schemas, and the one that is taken
 * has a name of its own.
 */
const asTaken = (schema: object): object => {
  const names = '$defs' in schema ? Object.keys(schema.$defs ?? {}) : [];
  if (names.length === 0) return schema;
  const renamed: object = JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === '$ref' && typeof value === 'string' && value.startsWith('#/$defs/') ? `${value}Taken` : value,
    ),
  );
  const defs = '$defs' in renamed && typeof renamed.$defs === 'object' && renamed.$defs !== null ? renamed.$defs : {};
  return { ...renamed, $defs: Object.fromEntries(Object.entries(defs).map(([name, one]) => [`${name}Taken`, one])) };
};

/** The same without some properties, which the path has taken already. */
export const without = (schema: JsonSchema, names: readonly string[]): JsonSchema => {
  const { properties, required, oneOf, anyOf, ...rest } = schema;
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name))),
    }),
    ...(required && { required: required.filter((name) => !names.includes(name)) }),
    ...(oneOf && { oneOf: oneOf.map((branch) => without(branch, names)) }),
    ...(anyOf && { anyOf: anyOf.map((branch) => without(branch, names)) }),
  };
};
