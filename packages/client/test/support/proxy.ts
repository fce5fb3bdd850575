import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** Stands between client and server, writes down what is asked, and can lose answers. */
export interface Proxy {
  readonly url: string;
  /** the first line of every request that went through: method and address */
  readonly requests: string[];
  /** Loses the next answers to requests whose first line holds this, after the server has given them. */
  loseAnswers(to: string, times: number): void;
  /** Keeps back every answer to such requests; gives a promise of the client's hanging up. */
  holdAnswers(to: string): Promise<void>;
  /** Cuts every line, and lets no new one through. */
  cut(): void;
  /** Lets new ones through again. */
  mend(): void;
  close(): Promise<void>;
}

const REQUEST_LINE = /^(?:GET|POST|DELETE|HEAD|PATCH) \S+ HTTP\/1\.1\r$/gm;

export const startProxy = async (target: string): Promise<Proxy> => {
  const { hostname, port } = new URL(target);
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let losing = { to: '', times: 0 };
  let holding: { readonly to: string; readonly hungUp: () => void } | null = null;

  let isCut = false;

  const server = createServer((client) => {
    if (isCut) {
      client.on('error', () => {}).destroy();
      return;
    }
    const upstream = connect(Number(port), hostname);
    let last = '';
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('close', () => {
      if (holding !== null && last.includes(holding.to)) holding.hungUp();
    });
    client.on('data', (chunk) => {
      for (const [line] of chunk.toString('latin1').matchAll(REQUEST_LINE)) {
        last = line;
        requests.push(line);
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (holding !== null && last.includes(holding.to)) return;
      if (losing.times > 0 && last.includes(losing.to)) {
        losing = { ...losing, times: losing.times - 1 };
        client.destroy();
      } else client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    loseAnswers: (to, times) => {
      losing = { to, times };
    },
    holdAnswers: (to) =>
      new Promise((resolve) => {
        holding = { to, hungUp: resolve };
      }),
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => {
      isCut = false;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
