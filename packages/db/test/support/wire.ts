import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { afterAll } from 'vitest';

/** Long enough for everything that a client sends without waiting to be on its way before it hears an answer. */
const DELAY = 20;

/** A wire between a client and the server that counts how often the client had to wait. */
export interface Wire {
  readonly url: string;
  /** how often the client spoke after it had heard something, since the last count: its round trips */
  roundTrips(): number;
}

/** Puts a wire, as slow as one between two cities, before the server of an address. */
export const wireTo = async (url: string): Promise<Wire> => {
  const target = new URL(url);
  const place = { host: target.hostname, port: Number(target.port) };
  let trips = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(place);
    let heard = true;
    client.on('data', (data) => {
      if (heard) trips += 1;
      heard = false;
      upstream.write(data);
    });
    upstream.on('data', (data) =>
      setTimeout(() => {
        heard = true;
        if (!client.destroyed) client.write(data);
      }, DELAY),
    );
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      from.on('error', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the wire listens on no port');
  target.hostname = '127.0.0.1';
  target.port = String(address.port);
  return {
    url: target.href,
    roundTrips: () => {
      const counted = trips;
      trips = 0;
      return counted;
    },
  };
};
