import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createMijiClient, Refusal } from '@miji/client';

/** What the back office needs: where Miji is, its own key, and who of its own users a request comes from. */
export interface BackOfficeOptions {
  readonly mijiUrl: string;
  readonly apiKey: string;
  /** the person behind a request, by his id in the group's register; the bank's own sign-in knows him */
  readonly personOf: (request: IncomingMessage) => string | null;
}

const CREDIT_FILE = /^\/credit-files\/([A-Z]{2,8}-\d{4}-\d{6})$/;

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};

/**
 * A small back office with one guarded endpoint, `GET /credit-files/<number>`. The bank's own code decides nothing: Miji says whether
 * this person may know the file, keeps the trace, and hands out the text.
 */
export const createBackOffice = ({ mijiUrl, apiKey, personOf }: BackOfficeOptions): Server => {
  const miji = createMijiClient({ url: mijiUrl, apiKey });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, number] = CREDIT_FILE.exec(request.url ?? '') ?? [];
    const person = personOf(request);
    if (person === null) return answer(response, 401, { error: 'sign in to the back office first' });
    if (number === undefined) return answer(response, 404, { error: 'no such page' });
    try {
      const { mark, text } = await miji.onBehalfOf(person).items.read({ number });
      return answer(response, 200, { mark, text });
    } catch (error) {
      // Not in the range, and no such number: one answer for both.
      if (error instanceof Refusal && error.code === 'NOT_FOUND')
        return answer(response, 404, { error: 'no such file' });
      return answer(response, 503, { error: 'not available at present' });
    }
  };
  return createServer((request, response) => void handle(request, response));
};
