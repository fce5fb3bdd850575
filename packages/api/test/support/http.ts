import { Refusal } from '@miji/contract';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyRequest, LightMyRequestResponse } from 'fastify';
import { afterAll } from 'vitest';
import { registerApi } from '../../src/register-api.ts';
import type { House } from './house.ts';

export const ORIGIN = 'http://miji.test';
const BODY_LIMIT = 2_000_000;

/** Who sends a request, in place of a session cookie or a key. */
export type Sender = { readonly person: string } | { readonly key: string; readonly onBehalfOf?: string } | null;

const headersOf = (sender: Sender): Record<string, string> => {
  if (sender === null) return {};
  if ('person' in sender) return { 'x-test-person': sender.person, origin: ORIGIN };
  return {
    'x-test-key': sender.key,
    ...(sender.onBehalfOf !== undefined && { 'miji-on-behalf-of': sender.onBehalfOf }),
  };
};

const word = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
};

/** Both faces over HTTP, as the server mounts them; who signs in is said by the test. */
export const serve = async ({ platform, accounts }: House): Promise<FastifyInstance> => {
  const app = Fastify({ bodyLimit: BODY_LIMIT, routerOptions: { maxParamLength: 5_000 } });
  await app.register(async (scope) => {
    await registerApi(scope, {
      platform,
      identify: async (request) => {
        const key = word(request, 'x-test-key');
        if (key !== null) return accounts.serviceOf(key);
        const personId = word(request, 'x-test-person');
        return personId === null ? null : { kind: 'person', personId };
      },
      isStillSignedIn: async () => true,
      isSameOrigin: (request) => word(request, 'origin') === ORIGIN,
    });
  });
  afterAll(() => app.close());
  return app;
};

/** What is sent to the REST face. */
export interface RestCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** below `/api/v1` */
  readonly path: string;
  readonly body?: object;
}

export const rest = (
  app: FastifyInstance,
  sender: Sender,
  { method, path, body }: RestCall,
): Promise<LightMyRequestResponse> =>
  app.inject({
    method,
    url: `/api/v1${path}`,
    headers: headersOf(sender),
    ...(body !== undefined && { payload: body }),
  });

/** A call of a procedure as the client sends it; every one by POST, as queries may be. */
export const trpc = (
  app: FastifyInstance,
  sender: Sender,
  procedure: string,
  input: unknown,
): Promise<LightMyRequestResponse> =>
  app.inject({
    method: 'POST',
    url: `/api/trpc/${procedure}`,
    headers: { ...headersOf(sender), 'content-type': 'application/json' },
    ...(input !== undefined && { payload: JSON.stringify(input) }),
  });

/** The code in the body of a REST refusal. */
export const restCode = (response: LightMyRequestResponse): string => {
  const body: unknown = response.json();
  if (typeof body !== 'object' || body === null || !('code' in body) || typeof body.code !== 'string') {
    throw new Refusal('INTERNAL', { cause: response.body });
  }
  return body.code;
};
