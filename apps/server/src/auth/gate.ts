import * as z from 'zod';
import { ADDRESS_HEADER } from './auth-options.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './limits.ts';

const BODY_MAX_BYTES = 8 * 1024;
const nothing = z.object({});

/**
 * The only operations of better-auth that can be reached from outside, with all that a caller may say to each. Anything else
 * it offers, today or after an update, does not exist here.
 */
const REACHABLE = new Map<string, { readonly body: z.ZodType; readonly forSignedIn: boolean }>([
  ['GET /api/auth/get-session', { body: nothing, forSignedIn: true }],
  ['POST /api/auth/sign-out', { body: nothing, forSignedIn: false }],
  [
    'POST /api/auth/sign-in/email',
    {
      body: z.object({ email: z.email().max(320), password: z.string().max(PASSWORD_MAX_LENGTH) }),
      forSignedIn: false,
    },
  ],
  [
    'POST /api/auth/change-password',
    {
      body: z
        .object({
          currentPassword: z.string().max(PASSWORD_MAX_LENGTH),
          newPassword: z.string().min(PASSWORD_MIN_LENGTH).max(PASSWORD_MAX_LENGTH),
        })
        // Whoever knew the old password loses what he opened with it.
        .transform((body) => ({ ...body, revokeOtherSessions: true })),
      forSignedIn: true,
    },
  ],
]);

/** An answer in the shape better-auth gives its own errors. */
export function errorResponse(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status });
}

/** better-auth's own rate limit answers without a code and under a header of its own. */
export function finishLimited(response: Response): Response {
  const seconds = response.headers.get('x-retry-after');
  if (response.status !== 429 || seconds === null) return response;
  const limited = errorResponse(429, 'RATE_LIMITED', 'Too many requests. Please try again later.');
  limited.headers.set('retry-after', seconds);
  return limited;
}

export type Admission =
  | { readonly admitted: true; readonly request: Request; readonly forSignedIn: boolean }
  | { readonly admitted: false; readonly response: Response };

function refuse(status: number, code: string, message: string): Admission {
  return { admitted: false, response: errorResponse(status, code, message) };
}

/**
 * Lets a request through to better-auth or answers it. What goes through is built anew from the method, the path, the headers
 * and the fields named above.
 *
 * @param address of the client, as the HTTP layer knows it; what a header claims about it is not believed
 */
export async function admit(request: Request, baseUrl: string, address: string | undefined): Promise<Admission> {
  const { pathname } = new URL(request.url);
  const operation = REACHABLE.get(`${request.method} ${pathname}`);
  if (operation === undefined) return refuse(404, 'NOT_FOUND', 'Not found');

  const headers = new Headers(request.headers);
  headers.delete('content-length');
  headers.delete(ADDRESS_HEADER);
  if (address !== undefined) headers.set(ADDRESS_HEADER, address);
  const url = new URL(pathname, baseUrl);
  const { method } = request;
  const { forSignedIn } = operation;
  if (method === 'GET') return { admitted: true, request: new Request(url, { method, headers }), forSignedIn };

  const text = await request.text();
  if (text.length > BODY_MAX_BYTES) return refuse(413, 'VALIDATION', 'The request is too large');
  // A form of another site can send any text, but not under this type without asking us first.
  const isJson = /^application\/json\b/i.test(headers.get('content-type') ?? '');
  if (text !== '' && !isJson) return refuse(415, 'VALIDATION', 'The request must be JSON');
  const body = operation.body.safeParse(parseJson(text === '' ? '{}' : text));
  if (!body.success) return refuse(400, 'VALIDATION', 'A field is missing, or its value is not allowed');
  headers.set('content-type', 'application/json');
  return {
    admitted: true,
    request: new Request(url, { method, headers, body: JSON.stringify(body.data) }),
    forSignedIn,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
