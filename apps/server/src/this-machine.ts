const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** Whether a host is this machine itself: what is sent there comes past nobody. */
export const isThisMachine = (host: string): boolean => LOOPBACK.has(host);
