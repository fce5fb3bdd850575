import { z } from 'zod';
import {
  businessLine,
  companyCode,
  companyRef,
  cursor,
  id,
  instant,
  limit,
  line,
  pageOf,
  personRef,
  post,
} from './primitives.ts';
import { SERVICE_SCOPES, serviceScope, USUAL_SCOPES } from './service-scopes.ts';

const shortName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u);

/** 工号: by it a company knows its people, and an import finds them again. */
export const employeeNumber = z
  .string()
  .regex(/^[\w-]{1,32}$/)
  .meta({ examples: ['100234'] });

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

/** A department of a company; null where it stands since the company does, or still. */
export const department = z.object({
  id,
  name: z.string().max(100),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
});

export const listDepartments = {
  input: z.object({ company: companyCode.optional(), closed: z.boolean().default(false) }),
  output: z.object({ entries: z.array(department).max(10_000) }),
};

/** Enters a company into the group, with its departments. Only the head office’s system administrator does it. */
export const enterCompany = {
  input: z.object({ code: companyCode, name: shortName, departments: z.array(shortName).max(200).default([]) }),
  output: companyRef,
};

export const openDepartment = {
  input: z.object({ company: companyCode, name: shortName }),
  output: department,
};

/** Closes a department in which nobody is in office any more, nor will be. */
export const closeDepartment = {
  input: z.object({ company: companyCode, departmentId: id }),
  output: department,
};

/** The lines of business that a post is in charge of (分管业务), by code. @see CD-11 */
export const businessLines = z.array(businessLine).max(20);

export const appointment = capacity.extend({
  appointmentId: id,
  person: personRef,
  /** his number in this company; null where none is known */
  employeeNumber: employeeNumber.nullable(),
  lines: businessLines,
  /** whose post he keeps for him (代理); null for whoever holds it in his own right */
  actingFor: personRef.nullable(),
  from: instant,
  to: instant.nullable(),
  /** why it ends, where that was written down */
  endReason: line.nullable(),
});

/** Whose appointments: those in force at an instant (now where none is named), or past and future ones too. */
export const listAppointments = {
  input: z.object({
    company: companyCode.optional(),
    personId: id.optional(),
    at: instant.optional(),
    /** in force at `at`, or everything that ever was and is yet to come */
    which: z.enum(['in_force', 'all']).default('in_force'),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(appointment),
};

/** Enters a person into the register, with his number in this company. He has no post and no account by that. */
export const registerPerson = {
  input: z.object({ company: companyCode, name: shortName, employeeNumber }),
  output: personRef.extend({ employeeNumber }),
};

const newPost = z.object({
  post,
  departmentId: id.optional(),
  lines: businessLines.default([]),
  actingForId: id.optional(),
});

/** Appoints somebody. Without `from` it begins now; `to` is the first instant that no longer belongs to it. */
export const appoint = {
  input: newPost.extend({
    company: companyCode,
    personId: id,
    from: instant.optional(),
    to: instant.optional(),
    reason: line.optional(),
  }),
  output: appointment,
};

/** Ends an appointment, now or at a later instant; whatever followed from it ends with the same instant. */
export const endAppointment = {
  input: z.object({ appointmentId: id, company: companyCode, to: instant.optional(), reason: line.optional() }),
  output: appointment,
};

/**
 * Moves somebody in one act: every appointment in the company he leaves (or in one department of it) ends, and the new ones begin, at
 * the same instant; now, where none is named.
 */
export const transferPerson = {
  input: z.object({
    personId: id,
    from: z.object({ company: companyCode, departmentId: id.optional() }),
    to: z.object({
      company: companyCode,
      /** his number there; needed where he has none yet */
      employeeNumber: employeeNumber.optional(),
      posts: z.array(newPost).min(1).max(10),
    }),
    effective: instant.optional(),
    reason: line,
  }),
  output: z.object({ ended: z.array(appointment).max(100), begun: z.array(appointment).max(10), effective: instant }),
};

/** Gives a person an account. The password is shown this once; without one he signs in through his company’s identity provider. */
export const openAccount = {
  input: z.object({
    company: companyCode,
    personId: id,
    email: z.email().max(254).toLowerCase(),
    signIn: z.enum(['password', 'single_sign_on']).default('password'),
  }),
  output: z.object({ personId: id, email: z.email().max(254), initialPassword: z.string().max(100).nullable() }),
};

export const serviceKey = z.object({
  keyId: z.string().max(100),
  service: z.object({ id, name: z.string().max(100) }),
  prefix: z.string().max(20),
  createdAt: instant,
  /** null until a security officer has confirmed it; before that it opens nothing */
  confirmedAt: instant.nullable(),
  /** what it may be used for */
  scopes: z.array(serviceScope).max(20),
  /** from when on it opens nothing; null: until it is revoked */
  expiresAt: instant.nullable(),
});

/** A key for a subsidiary's own service. It is shown this once. */
export const issueServiceKey = {
  input: z.object({
    company: companyCode.optional(),
    service: line,
    /** everything but the snapshot, where nothing is said */
    scopes: z
      .array(serviceScope)
      .min(1)
      .max(20)
      .transform((scopes) => SERVICE_SCOPES.filter((scope) => scopes.includes(scope)))
      .default([...USUAL_SCOPES]),
    expiresAt: instant.optional(),
  }),
  output: serviceKey.extend({ key: z.string().max(200) }),
};
export const listServiceKeys = {
  input: z.object({ company: companyCode.optional() }),
  output: z.object({ entries: z.array(serviceKey).max(1_000) }),
};
/** A second person, of the security office, confirms a key. @see CD-20 */
export const confirmServiceKey = {
  input: z.object({ company: companyCode.optional(), keyId: id }),
  /** what has been confirmed: what the key opens, and until when */
  output: z.object({ confirmed: z.literal(true), scopes: serviceKey.shape.scopes, expiresAt: instant.nullable() }),
};
export const revokeServiceKey = {
  input: z.object({ company: companyCode.optional(), keyId: id }),
  output: z.object({ revoked: z.literal(true) }),
};

export type ServiceKey = z.output<typeof serviceKey>;
export type Session = z.output<typeof getSession.output>;
export type CapacityWire = z.output<typeof capacity>;
export type DirectoryEntry = z.output<typeof directoryEntry>;
export type AppointmentWire = z.output<typeof appointment>;
export type DepartmentWire = z.output<typeof department>;
