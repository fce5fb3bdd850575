export { DEMO_PASSWORD, startServer } from './start-server.ts';
export type { RunningServer, ServerOptions } from './start-server.ts';
