export { inProcess } from './transport/in-process.ts';
export type { InProcessOptions } from './transport/in-process.ts';
