import { mijiErrors, mijiGuard } from '@miji/client/fastify';
import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import type { BankService } from './bank.ts';

type Route = { Params: { number: string } };

/** The bank’s own credit limits, an endpoint for them, and a guard before it. */
export const creditLimits = ({ local }: BankService, limits: ReadonlyMap<string, number>): FastifyInstance => {
  const preHandler = mijiGuard<Route>({
    local,
    // In earnest the bank’s own session says who it is.
    personOf: ({ headers: { 'x-employee': person } }) => (typeof person === 'string' ? person : null),
    itemOf: ({ params }) => params.number,
    purpose: '查看授信额度',
  });
  const app = Fastify();
  app.setErrorHandler(mijiErrors());
  app.get<Route>('/limits/:number', { preHandler }, ({ params }) => ({ limit: limits.get(params.number) ?? 0 }));
  return app;
};
