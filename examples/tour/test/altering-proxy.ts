import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';

/** Stands before a server and changes what it answers, as a fault in it would. */
export interface AlteringProxy {
  readonly url: string;
  /** how many answers have been changed */
  altered(): number;
  close(): Promise<void>;
}

const DROPPED = new Set(['connection', 'content-length', 'transfer-encoding', 'host', 'keep-alive']);

/** @param alter the body as it came, and the address that it answers → the body to hand on */
export const startAlteringProxy = async (
  target: string,
  alter: (body: string, address: string) => string,
): Promise<AlteringProxy> => {
  let altered = 0;
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      if (typeof value === 'string' && !DROPPED.has(name)) headers.set(name, value);
    }
    // The server takes requests of its own pages only.
    headers.set('origin', new URL(target).origin);
    const address = request.url ?? '/';
    const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
    const answer = await fetch(new URL(address, target), { method: request.method ?? 'GET', headers, ...body });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const changed = alter(bytes.toString('latin1'), address);
    if (changed !== bytes.toString('latin1')) altered += 1;
    const kept = [...answer.headers].filter(
      ([name]) => !DROPPED.has(name) && name !== 'content-encoding' && name !== 'set-cookie',
    );
    response.writeHead(answer.status, [
      ...kept.flat(),
      ...answer.headers.getSetCookie().flatMap((line) => ['set-cookie', line]),
    ]);
    response.end(Buffer.from(changed, 'latin1'));
  };
  const server: Server = createServer((request, response) => void pass(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    altered: () => altered,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
