import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { StartupError } from '../settings.ts';

/** A port that nobody else can take while it is held. */
export interface ClaimedPort {
  readonly port: number;
  /** Lets go of it; more than once does no harm. */
  release(): Promise<void>;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

/** The one line for whoever chose an address that cannot be listened on; other errors as they are. */
export const explainListening = ({ host, port }: Place, error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE')
    return new StartupError(`port ${port} is taken: stop what uses it, or name another one in MIJI_PORT`, {
      cause: error,
    });
  if (code === 'EACCES')
    return new StartupError(`port ${port} is not ours to use: name one above 1023 in MIJI_PORT`, { cause: error });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new StartupError(`this machine has no address ${host}: correct MIJI_HOST`, { cause: error });
  }
  return error;
};

/**
 * Takes the port before anything else is opened: that it is taken is then known at once, and port 0 becomes a real one, which the
 * addresses of the sign-in need.
 *
 * @throws StartupError with the one line that says what to do
 */
export const claimPort = async (place: Place): Promise<ClaimedPort> => {
  const server = createServer((socket) => socket.destroy());
  try {
    server.listen({ ...place, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    throw explainListening(place, error);
  }
  const { port } = server.address() as AddressInfo;
  return {
    port,
    release: () => new Promise((resolve) => void server.close(() => resolve())),
  };
};
