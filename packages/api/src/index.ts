export { appRouter } from './app-router.ts';
export type { AppRouter } from './app-router.ts';
