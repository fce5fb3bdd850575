export { appRouter } from './app-router.ts';
export type { AppRouter } from './app-router.ts';
export { isFailure, toRefusal, toWire } from './refusals.ts';
export { openCall, registerApi } from './register-api.ts';
export type { ApiOptions } from './register-api.ts';
export { OPERATIONS } from './rest/operations.ts';
export { openApiDocument } from './rest/openapi.ts';
export type { RequestContext } from './trpc.ts';
