export { Classified } from './classified.ts';
export type { ClassifiedProps } from './classified.ts';
export { MijiProvider } from './context.ts';
export type { MijiProviderProps } from './context.ts';
export { useDecision } from './use-decision.ts';
export type { Asked, DecisionState } from './use-decision.ts';
