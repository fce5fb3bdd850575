import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll } from 'vitest';

/** A letter as it arrived: every byte, and as a mail program reads it. */
export interface Arrived {
  readonly raw: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}

/** A real mail server on this machine, which can be told to refuse. */
export interface PostOffice {
  readonly url: string;
  readonly letters: Arrived[];
  /** answers every letter with this code from now on; null takes them */
  refuse(code: number | null): void;
}

export const openPostOffice = async (): Promise<PostOffice> => {
  const letters: Arrived[] = [];
  let refusing: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusing !== null) {
          callback(Object.assign(new Error('not now'), { responseCode: refusing }));
          return;
        }
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map(({ address }) => address).join(' ');
        simpleParser(raw, {}, (error: unknown, { subject = '', text = '', from, messageId = '' }) => {
          if (error === null || error === undefined)
            letters.push({ raw: raw.toString('latin1'), to, from: from?.text ?? '', subject, text, messageId });
          callback(error instanceof Error ? error : null);
        });
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    refuse: (code) => {
      refusing = code;
    },
  };
};

/** What was posted to a robot. */
export interface Posted {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real receiver of robots’ messages on this machine, which answers as it is told. */
export interface RobotHouse {
  readonly base: string;
  readonly posted: Posted[];
  answer(body: object | string, status?: number): void;
}

export const openRobotHouse = async (): Promise<RobotHouse> => {
  const posted: Posted[] = [];
  let answer = { body: '{"errcode":0,"errmsg":"ok"}', status: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://robot.test');
      posted.push({
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${address.port}`,
    posted,
    answer: (body, status = 200) => {
      answer = { body: typeof body === 'string' ? body : JSON.stringify(body), status };
    },
  };
};
