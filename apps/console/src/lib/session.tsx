import type { CapacityWire, Session } from '@miji/contract';
import { Temporal } from '@miji/core';
import { createContext, useContext } from 'react';

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

/** Who is signed in. Every page behind the sign-in page has one. */
export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('A page that needs a session stands outside the layout');
  return session;
};

/** What time it is: the server's where its clock is set by hand, the machine's otherwise. */
export const useNow = (): string => {
  const { clock } = useSession();
  return clock.mode === 'manual'
    ? clock.now
    : Temporal.Now.instant().round('millisecond').toString({ smallestUnit: 'millisecond' });
};

const WEIGHT: Readonly<Record<CapacityWire['post'], number>> = {
  general_manager: 0,
  deputy_general_manager: 1,
  security_officer: 2,
  auditor: 3,
  system_administrator: 4,
  department_head: 5,
  project_manager: 6,
  customer_service_manager: 7,
  customer_information_supervisor: 8,
  customer_information_specialist: 9,
  custodian: 10,
  staff: 11,
};

/** The capacities of a person, the weightiest first. */
export const byWeight = (capacities: readonly CapacityWire[]): readonly CapacityWire[] =>
  capacities.toSorted((a, b) => WEIGHT[a.post] - WEIGHT[b.post]);
