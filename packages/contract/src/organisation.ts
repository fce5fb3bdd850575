import { z } from 'zod';
import { companyCode, companyRef, cursor, id, instant, limit, line, pageOf, personRef, post } from './primitives.ts';

/** In which post of which company somebody acts. */
export const capacity = z.object({
  company: companyRef,
  post,
  department: z.object({ id, name: z.string().max(100) }).nullable(),
});

/** Who is signed in, as what, and what time it is. */
export const getSession = {
  input: z.void(),
  output: z.object({
    person: personRef,
    capacities: z.array(capacity),
    home: companyRef,
    companies: z.array(companyRef),
    clock: z.object({ mode: z.enum(['system', 'manual']), now: instant }),
  }),
};

/** A person of the directory, with his posts. */
export const directoryEntry = personRef.extend({
  company: companyRef,
  department: z.string().max(100).nullable(),
  posts: z.array(post),
});

export const searchPeople = {
  input: z.object({
    company: companyCode.optional(),
    search: z.string().trim().max(50).optional(),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(directoryEntry),
};

export const listDepartments = {
  input: z.object({ company: companyCode.optional() }),
  output: z.object({ entries: z.array(z.object({ id, name: z.string().max(100) })).max(1_000) }),
};

export const appointment = capacity.extend({
  appointmentId: id,
  person: personRef,
  from: instant,
  to: instant.nullable(),
});

export const listAppointments = {
  input: z.object({ company: companyCode.optional(), personId: id.optional(), cursor: cursor.optional(), limit }),
  output: pageOf(appointment),
};

/** Ends an appointment now; whatever followed from it ends with the same instant. */
export const endAppointment = {
  input: z.object({ appointmentId: id, company: companyCode }),
  output: appointment,
};

export const serviceKey = z.object({
  keyId: z.string().max(100),
  service: z.object({ id, name: z.string().max(100) }),
  prefix: z.string().max(20),
  createdAt: instant,
  /** null until a security officer has confirmed it; before that it opens nothing */
  confirmedAt: instant.nullable(),
});

/** A key for a subsidiary's own service. It is shown this once. */
export const issueServiceKey = {
  input: z.object({ company: companyCode.optional(), service: line }),
  output: serviceKey.extend({ key: z.string().max(200) }),
};
export const listServiceKeys = {
  input: z.object({ company: companyCode.optional() }),
  output: z.object({ entries: z.array(serviceKey).max(1_000) }),
};
/** A second person, of the security office, confirms a key. @see CD-20 */
export const confirmServiceKey = {
  input: z.object({ company: companyCode.optional(), keyId: id }),
  output: z.object({ confirmed: z.literal(true) }),
};
export const revokeServiceKey = {
  input: z.object({ company: companyCode.optional(), keyId: id }),
  output: z.object({ revoked: z.literal(true) }),
};

export type Session = z.output<typeof getSession.output>;
export type CapacityWire = z.output<typeof capacity>;
export type DirectoryEntry = z.output<typeof directoryEntry>;
export type AppointmentWire = z.output<typeof appointment>;
