import {
  exportTrace as exportContract,
  getCopy as copyContract,
  httpStatusOf,
  pageImage as pageContract,
  Refusal,
} from '@miji/contract';
import { exportTrace, pageImage, printCopy, requireKeyFor } from '@miji/services';
import { goneOf } from './gone.ts';
import { pictureRoutes } from './picture-routes.ts';
import { snapshotStream } from './snapshot-stream.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { appRouter } from '../app-router.ts';
import { invalid, isFailure, toRefusal, toWire } from '../refusals.ts';
import type { RequestContext } from '../trpc.ts';
import { createCallerFactory } from '../trpc.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { openApiDocument } from './openapi.ts';
import type { Operation } from './operations.ts';
import { OPERATIONS } from './operations.ts';

const createCaller = createCallerFactory(appRouter);

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** An address knows only text: numbers and truth values are read by what the contract expects in their place. */
const addressReader = (operation: Operation): ((written: Fields) => Fields) => {
  const { properties = {} } = jsonSchemaOf(operation.contract.input, 'input');
  const read = (name: string, value: unknown): unknown => {
    const type = properties[name]?.type;
    if (typeof value !== 'string') return value;
    if (type === 'integer' || type === 'number') return Number(value);
    if (type === 'boolean') return value === 'true';
    return value;
  };
  return (written) => Object.fromEntries(Object.entries(written).map(([name, value]) => [name, read(name, value)]));
};

/** Calls a procedure by its name, as the tRPC adapter would, without its cost. */
const call = async (ctx: RequestContext, procedure: string, input: unknown): Promise<unknown> => {
  let target: unknown = createCaller(ctx);
  for (const part of procedure.split('.')) {
    if ((typeof target !== 'object' && typeof target !== 'function') || target === null) break;
    target = Reflect.get(target, part);
  }
  if (typeof target !== 'function') throw new Error(`no procedure ${procedure}`);
  return Reflect.apply(target, undefined, [input]);
};

/** @throws Refusal `VALIDATION` with the fields that are wrong */
const parse = <T extends z.ZodType>(schema: T, value: unknown): z.output<T> => {
  const { data, error } = schema.safeParse(value);
  if (error !== undefined) throw invalid(error);
  return data;
};

const refuse = (reply: FastifyReply, error: unknown): FastifyReply => {
  const refusal = toRefusal(error);
  if (isFailure(refusal)) reply.log.error({ err: refusal.cause }, 'unexpected failure');
  return reply.code(httpStatusOf(refusal.code)).send(toWire(refusal));
};

/**
 * The REST face: the operations of the contract under `/api/v1`, the two that answer with a file, and the document that describes
 * them all.
 *
 * @param contextOf who calls, and when
 */
export const restRoutes = (app: FastifyInstance, contextOf: (request: FastifyRequest) => RequestContext): void => {
  // What leads nowhere is answered in the same shape as everything else.
  app.all('/api/*', (_request, reply) => refuse(reply, new Refusal('NOT_FOUND')));

  const document = openApiDocument();
  app.get('/openapi.json', async () => document);

  for (const operation of OPERATIONS) {
    const readAddress = addressReader(operation);
    const takesNothing = operation.contract.input.safeParse(undefined).success;
    app.route({
      method: operation.method,
      url: `/api/v1${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      handler: async (request, reply) => {
        const { query, body, params } = request;
        const input = { ...readAddress(fieldsOf(query)), ...fieldsOf(body), ...readAddress(fieldsOf(params)) };
        try {
          return await call(contextOf(request), operation.procedure, takesNothing ? undefined : input);
        } catch (error) {
          return refuse(reply, error);
        }
      },
    });
  }

  app.get('/api/v1/copies/:id/file', async (request, reply) => {
    try {
      const ctx = { ...(await contextOf(request).open()), gone: goneOf(reply) };
      requireKeyFor(ctx, 'copies.file');
      const { fileName, bytes } = await printCopy(ctx, parse(copyContract.input, request.params));
      return await reply
        .header('content-type', 'application/pdf')
        .header('cache-control', 'no-store')
        .header('content-disposition', `inline; filename="${fileName}"`)
        .send(Readable.from(bytes));
    } catch (error) {
      return refuse(reply, error);
    }
  });

  app.get('/api/v1/items/:number/pages/:page', async (request, reply) => {
    try {
      const input = { ...fieldsOf(request.query), ...fieldsOf(request.params) };
      const ctx = { ...(await contextOf(request).open()), gone: goneOf(reply) };
      requireKeyFor(ctx, 'items.page');
      const { type, bytes } = await pageImage(ctx, parse(pageContract.input, input));
      return await reply.header('content-type', type).header('cache-control', 'no-store').send(Buffer.from(bytes));
    } catch (error) {
      return refuse(reply, error);
    }
  });

  snapshotStream(app, contextOf, refuse);

  void app.register((scope) => pictureRoutes(scope, contextOf, refuse));

  app.get('/api/v1/trace/export', async (request, reply) => {
    try {
      const input = parse(exportContract.input, request.query);
      const ctx = await contextOf(request).open();
      requireKeyFor(ctx, 'trace.export');
      const lines = await exportTrace(ctx, input);
      return await reply
        .header('content-type', 'application/jsonl; charset=utf-8')
        .header('content-disposition', `attachment; filename="miji-trace-${input.from}-${input.to}.jsonl"`)
        .send(Readable.from(lines));
    } catch (error) {
      return refuse(reply, error);
    }
  });
};
