/** As much of an OpenAPI document as this looks into. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** A call as every language writes it. */
export interface Call {
  /** `items.read` */
  readonly id: string;
  readonly method: string;
  /** `/api/v1/items/{number}/content` */
  readonly path: string;
  readonly summary: string;
  readonly inPath: readonly string[];
  readonly inQuery: readonly string[];
  /** the fields of the body, those that have to be there with a star; null where there is no body */
  readonly body: readonly string[] | null;
}

/** What a service of a subsidiary begins with. The rest is in the same document. */
const CHOSEN = [
  'items.register',
  'items.get',
  'items.read',
  'access.check',
  'access.checkMany',
  'requests.file',
  'requests.get',
  'grants.list',
  'grants.use',
  'organisation.people',
];

const resolved = ({ components }: OpenApi, schema: Schema): Schema => {
  const named = /^#\/components\/schemas\/(.+)$/.exec(schema.$ref ?? '')?.[1];
  const one = named === undefined ? schema : (components.schemas[named] ?? {});
  return one.oneOf?.[0] ?? one.anyOf?.[0] ?? one;
};

const fieldsOf = (document: OpenApi, schema: Schema): readonly string[] => {
  const { properties = {}, required = [] } = resolved(document, schema);
  return Object.keys(properties).map((name) => (required.includes(name) ? `${name}*` : name));
};

/**
 * The chosen calls as a document describes them.
 *
 * @throws Error where one of them is not in it
 */
export const chosenCalls = (document: OpenApi): readonly Call[] => {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, summary, parameters = [], requestBody }]): Call => {
      const namesIn = (place: string): readonly string[] =>
        parameters.flatMap((parameter) => (parameter.in === place ? [parameter.name] : []));
      const schema = requestBody?.content['application/json']?.schema;
      return {
        id: operationId,
        method: method.toUpperCase(),
        path,
        summary,
        inPath: namesIn('path'),
        inQuery: namesIn('query'),
        body: schema === undefined ? null : fieldsOf(document, schema),
      };
    }),
  );
  return CHOSEN.map((id) => {
    const call = calls.find((one) => one.id === id);
    if (call === undefined) throw new Error(`${id} is not in the document`);
    return call;
  });
};
