import { exportTrace, getCopy, pageImage, refusalWire, snapshotChanges, whoseCopy } from '@miji/contract';
import { z } from 'zod';
import type { JsonSchema } from './json-schema.ts';
import { jsonSchemaOf, without } from './json-schema.ts';
import { sharedSchemas } from './shared-schemas.ts';
import type { Operation } from './operations.ts';
import { OPERATIONS } from './operations.ts';

const PATH_PARAMETER = /\{(\w+)\}/g;

/** The names that a path takes: `/items/{number}` → `number`. */
export const pathParameters = (path: string): readonly string[] =>
  [...path.matchAll(PATH_PARAMETER)].flatMap(([, name]) => name ?? []);

const json = (schema: unknown) => ({ 'application/json': { schema } });
const REFUSED = {
  description: 'Refused: the code says why, the article on what ground',
  content: json({ $ref: '#/components/schemas/Refusal' }),
};

const parameters = (operation: Pick<Operation, 'method' | 'path'>, input: JsonSchema): readonly unknown[] => {
  const inPath = pathParameters(operation.path);
  const named = Object.entries(input.properties ?? {});
  return named
    .filter(([name]) => inPath.includes(name) || operation.method === 'GET' || operation.method === 'DELETE')
    .map(([name, schema]) => ({
      name,
      in: inPath.includes(name) ? 'path' : 'query',
      required: inPath.includes(name) || (input.required ?? []).includes(name),
      schema,
    }));
};

/** A union has its properties in its branches; what the path takes is the same in each. */
const firstBranch = (schema: JsonSchema): JsonSchema => schema.oneOf?.[0] ?? schema.anyOf?.[0] ?? schema;

const describe = (operation: Operation) => {
  const input = operation.contract.input instanceof z.ZodVoid ? {} : jsonSchemaOf(operation.contract.input, 'input');
  const inPath = pathParameters(operation.path);
  const body = without(input, inPath);
  const fields = firstBranch(body).properties ?? {};
  return {
    operationId: operation.procedure,
    summary: operation.summary,
    tags: [operation.procedure.split('.')[0]],
    parameters: parameters(operation, operation.method === 'POST' ? firstBranch(input) : input),
    ...(operation.method === 'POST' && Object.keys(fields).length > 0
      ? { requestBody: { required: true, content: json(body) } }
      : {}),
    responses: {
      200: { description: 'Done', content: json(jsonSchemaOf(operation.contract.output, 'output')) },
      default: REFUSED,
    },
  };
};

const file = (operationId: string, summary: string, type: string, input: z.ZodType, path: string) => ({
  get: {
    operationId,
    summary,
    parameters: parameters({ path, method: 'GET' }, jsonSchemaOf(input, 'input')),
    responses: { 200: { description: 'The file', content: { [type]: {} } }, default: REFUSED },
  },
});

/** The OpenAPI document of the REST face, made from the same contract that guards the procedures. */
export const openApiDocument = () => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    const path = `/api/v1${operation.path}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  const copy = '/api/v1/copies/{id}/file';
  paths[copy] = file('copies.file', 'A controlled copy as PDF, for its holder', 'application/pdf', getCopy.input, copy);
  const page = '/api/v1/items/{number}/pages/{page}';
  paths[page] = file('items.page', 'A page as a picture, with its reader in it', 'image/jpeg', pageImage.input, page);
  paths['/api/v1/marks/whose-copy'] = {
    post: {
      operationId: 'marks.whoseCopy',
      summary: 'Whose copy a picture shows, by the pattern in its background; traced',
      tags: ['marks'],
      requestBody: { required: true, content: { 'image/png': {}, 'image/jpeg': {}, 'image/webp': {} } },
      responses: {
        200: { description: 'Done', content: json(jsonSchemaOf(whoseCopy.output, 'output')) },
        default: REFUSED,
      },
    },
  };
  const stream = '/api/v1/snapshot/stream';
  paths[stream] = file(
    'snapshot.stream',
    'What changes in the rights of a company, signed, as server-sent events',
    'text/event-stream',
    snapshotChanges.input,
    stream,
  );
  const trace = '/api/v1/trace/export';
  paths[trace] = file(
    'trace.export',
    'The sealed trace of some days, for verification anywhere',
    'application/jsonl',
    exportTrace.input,
    trace,
  );
  const shared = sharedSchemas({ paths, Refusal: jsonSchemaOf(refusalWire, 'output') });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Miji 密级',
      version: '0.1.0',
      description: 'Classified data of a group company. Not for state secrets.',
    },
    servers: [{ url: '/' }],
    security: [{ serviceKey: [] }],
    paths: shared.document['paths'],
    components: {
      schemas: { ...shared.schemas, Refusal: shared.document['Refusal'] },
      securitySchemes: { serviceKey: { type: 'http', scheme: 'bearer', description: 'A key of a company’s service' } },
    },
  };
};
