import type { SecondFactors } from '@miji/contract';
import * as contract from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { AuditDetails } from '@miji/core';
import type { SecondFactorAct } from '@miji/services';
import { traceSecondFactor } from '@miji/services';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { sameOrigin } from '../auth/same-origin.ts';
import type { SecondFactorCaller } from '../auth/second-factor/holder.ts';
import { localOrigins } from '../platform.ts';
import type { Door } from './auth-answers.ts';
import { jsonOf, send } from './auth-answers.ts';
import { orUnavailable } from './failures.ts';
import { toHeaders } from './headers.ts';

const BASE = '/api/auth/second-factor';

/** What somebody tried and failed at that an auditor should see; everything else was a slip of the form. */
const TRACED = new Set(['SECOND_FACTOR_WRONG', 'SECOND_FACTOR_USED', 'PASSWORD_WRONG', 'LOCKED']);

/** Setting up second factors, removing them, and confirming an act by one: for people in their own session, from the console alone. */
export const secondFactorRoutes = (app: FastifyInstance, { accounts, platform, baseUrl }: Door): void => {
  const { secondFactor } = accounts;

  const callerOf = async (request: FastifyRequest): Promise<SecondFactorCaller> => {
    const headers = toHeaders(request.headers);
    const isOurs = request.method === 'GET' || sameOrigin(headers, baseUrl, localOrigins(baseUrl));
    if (!isOurs) throw new Refusal('UNAUTHENTICATED');
    const signedIn = await orUnavailable(() => accounts.identify(headers));
    if (signedIn?.kind !== 'person') throw new Refusal('UNAUTHENTICATED');
    if (!(await orUnavailable(() => accounts.secondFactor.mayCall(signedIn.personId))))
      throw new Refusal('RATE_LIMITED');
    return { personId: signedIn.personId, sessionId: signedIn.sessionId, headers };
  };

  const trace = async ({ personId }: SecondFactorCaller, act: SecondFactorAct): Promise<void> =>
    traceSecondFactor(platform, personId, await orUnavailable(() => platform.clock.now()), act);

  /** Answers one call; whoever failed at it is in the trace before he learns so. */
  const route = <T extends z.ZodType>(
    path: string,
    input: T,
    at: string,
    run: (caller: SecondFactorCaller, input: z.output<T>, reply: FastifyReply) => Promise<object>,
  ): void => {
    app.post(BASE + path, async (request, reply) => {
      const caller = await callerOf(request);
      const said = input.safeParse(jsonOf(request.body));
      if (!said.success) throw new Refusal('VALIDATION');
      reply.header('cache-control', 'no-store');
      try {
        return await run(caller, said.data, reply);
      } catch (error) {
        if (error instanceof Refusal && TRACED.has(error.code)) {
          const details: AuditDetails = { at, subject: subjectOf(said.data) };
          await trace(caller, { action: 'second_factor.refused', code: error.code, details });
        }
        throw error;
      }
    });
  };

  const enrolled = (caller: SecondFactorCaller, details: AuditDetails) =>
    trace(caller, { action: 'second_factor.enrolled', details });
  const removed = (caller: SecondFactorCaller, details: AuditDetails) =>
    trace(caller, { action: 'second_factor.removed', details });

  app.get(BASE, async (request, reply): Promise<SecondFactors> => {
    const caller = await callerOf(request);
    reply.header('cache-control', 'no-store');
    return contract.secondFactors.parse(await secondFactor.of(caller));
  });

  route('/totp/begin', contract.beginTotp.input, 'enrolment', (caller, { password }) =>
    secondFactor.beginTotp(caller, password),
  );
  route('/totp/confirm', contract.confirmTotp.input, 'enrolment', async (caller, { code }) => {
    await secondFactor.checkNewTotp(caller, code);
    await enrolled(caller, { kind: 'totp' });
    await secondFactor.enableTotp(caller);
    return {};
  });
  route('/totp/remove', contract.removeTotp.input, 'removal', async (caller, { password }) => {
    await secondFactor.requireHimself(caller, password);
    await removed(caller, { kind: 'totp' });
    if (!(await secondFactor.removeTotp(caller.personId))) throw new Refusal('NOT_FOUND');
    return {};
  });

  route('/passkeys/begin', contract.beginPasskey.input, 'enrolment', async (caller, { password }, reply) =>
    send(reply, await secondFactor.beginPasskey(caller, password)),
  );
  route('/passkeys/finish', contract.finishPasskey.input, 'enrolment', async (caller, { response, name }) => {
    const { id } = await secondFactor.finishPasskey(caller, response, name);
    await enrolled(caller, { kind: 'passkey', passkey: id }).catch(async (error: unknown) => {
      // What is not in the trace does not count.
      await secondFactor.removePasskey(caller.personId, id);
      throw error;
    });
    return {};
  });
  route('/passkeys/rename', contract.renamePasskey.input, 'rename', async (caller, { id, name }) => {
    await secondFactor.renamePasskey(caller, id, name);
    return {};
  });
  route('/passkeys/remove', contract.removePasskey.input, 'removal', async (caller, { id, password }) => {
    await secondFactor.requireHimself(caller, password);
    await removed(caller, { kind: 'passkey', passkey: id });
    if (!(await secondFactor.removePasskey(caller.personId, id))) throw new Refusal('NOT_FOUND');
    return {};
  });

  route('/acts/code', contract.confirmByCode.input, 'act', async (caller, { subject, code }) => ({
    kind: await secondFactor.confirmByCode(caller, subject, code),
  }));
  route('/acts/passkey/begin', contract.beginConfirmByPasskey.input, 'act', (caller, { subject }) =>
    secondFactor.askPasskey(caller, subject),
  );
  route('/acts/passkey', contract.confirmByPasskey.input, 'act', async (caller, { subject, response }) => ({
    kind: await secondFactor.confirmByPasskey(caller, subject, response),
  }));
};

/** The number of what was to be confirmed; it has its form by now, and is no secret. */
const subjectOf = (input: unknown): string | null =>
  typeof input === 'object' && input !== null && 'subject' in input && typeof input.subject === 'string'
    ? input.subject
    : null;
