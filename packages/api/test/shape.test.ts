import { scopeOfProcedure } from '@miji/contract';
import { describe, expect, test } from 'vitest';
import { appRouter } from '../src/app-router.ts';
import { openApiDocument } from '../src/rest/openapi.ts';
import { OPERATIONS } from '../src/rest/operations.ts';

const FILES = ['copies.file', 'items.page', 'marks.whoseCopy', 'snapshot.stream', 'trace.export'];

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const json = (value: unknown): Json => {
  if (!isJson(value)) throw new TypeError(`not an object: ${JSON.stringify(value)}`);
  return value;
};
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(json) : []);

/** The procedures by their full names, with what each is defined by. */
const procedures: unknown = appRouter._def.procedures;
const PROCEDURES = Object.entries(json(procedures)).map(
  ([name, procedure]) => [name, json(Reflect.get(Object(procedure), '_def'))] as const,
);

/** The document as a client reads it. */
const document = json(JSON.parse(JSON.stringify(openApiDocument())));
const operations = Object.entries(json(document['paths'])).flatMap(([path, methods]) =>
  Object.entries(json(methods)).map(([method, operation]) => ({ path, method, operation: json(operation) })),
);

/** Every object within a value, with where it stands. */
const within = (value: unknown, at = '#'): readonly { readonly at: string; readonly node: Json }[] => {
  if (Array.isArray(value)) return value.flatMap((one, index) => within(one, `${at}/${index}`));
  if (!isJson(value)) return [];
  return [
    { at, node: value },
    ...Object.entries(value).flatMap(([name, one]) =>
      within(one, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ];
};

const resolves = (reference: string): boolean => {
  let target: unknown = document;
  for (const part of reference.replace(/^#\//, '').split('/'))
    target = isJson(target) ? target[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  return target !== undefined;
};

describe('the procedures', () => {
  test('each one has an input and an output schema, so that no unnamed column ever leaves', () => {
    const open = PROCEDURES.filter(
      ([, { inputs, output }]) => !Array.isArray(inputs) || inputs.length === 0 || output === undefined,
    );
    expect(open.map(([name]) => name)).toEqual([]);
    expect(PROCEDURES.length).toBeGreaterThan(25);
  });

  test('each one but the streams has its operation over REST, and each operation its procedure', () => {
    const asked = PROCEDURES.filter(([, { type }]) => type !== 'subscription');
    expect(OPERATIONS.map(({ procedure }) => procedure).toSorted()).toEqual(asked.map(([name]) => name).toSorted());
    expect(PROCEDURES.length - asked.length).toBe(1);
  });

  test('each one belongs to a scope, and so does each file: a key opens nothing that nobody thought of', () => {
    const named = [...PROCEDURES.map(([name]) => name), ...FILES];
    expect(named.filter((name) => scopeOfProcedure(name) === undefined)).toEqual([]);
    expect(scopeOfProcedure('nothing.known')).toBeUndefined();
    expect(scopeOfProcedure('constructor')).toBeUndefined();
  });

  test('what changes something is no GET, and what only looks is no change', () => {
    const types = new Map(PROCEDURES.map(([name, { type }]) => [name, type]));
    const wrong = OPERATIONS.filter(({ procedure, method }) => types.get(procedure) === 'mutation' && method === 'GET');
    expect(wrong).toEqual([]);
  });
});

describe('/openapi.json', () => {
  test('is an OpenAPI 3.1 document of every operation', () => {
    expect(document['openapi']).toMatch(/^3\.1\.\d+$/);
    expect(json(document['info'])).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    const ids = operations.map(({ operation }) => String(operation['operationId']));
    expect(ids.toSorted()).toEqual([...OPERATIONS.map(({ procedure }) => procedure), ...FILES].toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    expect(operations.filter(({ method }) => !['get', 'post', 'delete'].includes(method))).toEqual([]);
  });

  test('every reference leads somewhere, and every named security scheme exists', () => {
    const references = within(document).flatMap(({ at, node }) =>
      typeof node['$ref'] === 'string' ? [{ at, to: node['$ref'] }] : [],
    );
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter(({ to }) => !to.startsWith('#/') || !resolves(to))).toEqual([]);
    const schemes = Object.keys(json(json(document['components'])['securitySchemes']));
    expect(
      list(document['security'])
        .flatMap(Object.keys)
        .filter((name) => !schemes.includes(name)),
    ).toEqual([]);
  });

  test.each(operations.map(({ method, path, operation }) => [`${method} ${path}`, path, method, operation] as const))(
    '%s declares its parameters and answers',
    (_, path, method, operation) => {
      const parameters = list(operation['parameters']);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = parameters.filter((parameter) => parameter['in'] === 'path');
      expect(declared.map(({ name }) => String(name)).toSorted()).toEqual(inPath.map(String).toSorted());
      expect(declared.filter((parameter) => parameter['required'] !== true)).toEqual([]);
      expect(
        parameters.filter(
          (parameter) => !['path', 'query'].includes(String(parameter['in'])) || !isJson(parameter['schema']),
        ),
      ).toEqual([]);
      expect(
        new Set(parameters.map((parameter) => `${String(parameter['in'])} ${String(parameter['name'])}`)).size,
      ).toBe(parameters.length);
      expect(method !== 'post' && 'requestBody' in operation).toBe(false);
      const responses = json(operation['responses']);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', 'default']));
      for (const response of Object.values(responses))
        expect(json(response)).toMatchObject({ description: expect.any(String), content: expect.any(Object) });
    },
  );

  test('a content leaves as a page with its reader in it, or as the file of a copy for its holder; as nothing else (CF-22)', () => {
    const asFile = operations.filter(({ operation }) => {
      const { content } = json(json(operation['responses'])['200']);
      // What is streamed as events is the signed snapshot, which holds no content.
      return !['application/json', 'text/event-stream'].some((type) => type in json(content));
    });
    expect(asFile.map(({ operation }) => String(operation['operationId'])).toSorted()).toEqual([
      'copies.file',
      'items.page',
      'trace.export',
    ]);
    // Labels, registers and forms: what is drawn there says of what, and nothing that it says.
    const drawn = within(document).filter(
      ({ node }) => node['contentEncoding'] === 'base64' || node['format'] === 'base64',
    );
    expect(drawn.map(({ at }) => at.split('/')[2]?.replaceAll('~1', '/') ?? '').toSorted()).toEqual([
      '/api/v1/custody/labels',
      '/api/v1/custody/registers',
      '/api/v1/requests/{number}/form',
    ]);
  });

  test('every text that a caller may send has an end', () => {
    const endless = operations.flatMap(({ path, operation }) =>
      within([operation['parameters'], operation['requestBody']])
        .filter(({ node }) => {
          const bounded = ['maxLength', 'pattern', 'enum', 'const', 'format'].some((keyword) => keyword in node);
          return node['type'] === 'string' && !bounded;
        })
        .map(({ at }) => `${path} ${at}`),
    );
    expect(endless).toEqual([]);
  });

  test('every list that a caller may send has an end', () => {
    const endless = operations.flatMap(({ path, operation }) =>
      within(operation['requestBody'])
        .filter(({ node }) => node['type'] === 'array' && !('maxItems' in node))
        .map(({ at }) => `${path} ${at}`),
    );
    expect(endless).toEqual([]);
  });
});
