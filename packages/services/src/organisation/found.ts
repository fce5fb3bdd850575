import type { CompanyKind, Post, Temporal } from '@miji/core';
import {
  appendEvents,
  insertAppointment,
  insertCompany,
  insertDepartment,
  insertPerson,
  insertRuleSet,
} from '@miji/db';
import { REGULATIONS } from '@miji/core';
import { systemScope } from '../platform/acting.ts';
import { bySystem, momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';

/** A company to be entered into the group. */
export interface NewCompany {
  readonly id: string;
  readonly code: string;
  readonly kind: CompanyKind;
  readonly name: string;
  readonly departments: readonly { readonly id: string; readonly name: string }[];
}

/** Puts the regulations into force as rule set 1, where nothing is in force yet. @see CD-26 */
export const enactRegulations = async (platform: Platform, from: Temporal.Instant): Promise<void> => {
  await platform.db.directory(from, (directory) =>
    insertRuleSet(directory, { version: REGULATIONS.version, document: REGULATIONS, effectiveFrom: from }),
  );
  platform.rules.refresh();
};

/** Enters a company with its departments, and says so in its trace, or does neither; one that is there already stays as it is. */
export const foundCompany = async (platform: Platform, company: NewCompany, at: Temporal.Instant): Promise<void> => {
  const { departments, ...entry } = company;
  const moment = await momentAt(platform, at);
  await platform.db.transact(systemScope(at, company.id), async (tx) => {
    const isNew = await insertCompany(tx, { ...entry, foundedAt: at });
    for (const department of departments) await insertDepartment(tx, department);
    if (!isNew) return;
    await appendEvents(tx, [
      bySystem(moment, {
        companyId: company.id,
        action: 'company.founded',
        subject: { kind: 'company', id: company.id },
      }),
    ]);
  });
  await platform.companies.refresh();
};

/** A person to be entered into the register, with his first appointment. */
export interface NewPerson {
  readonly id: string;
  readonly name: string;
}

/** Enters a person into the register. */
export const registerPerson = async (platform: Platform, person: NewPerson, at: Temporal.Instant): Promise<void> => {
  await platform.db.directory(at, (directory) => insertPerson(directory, { ...person, registeredAt: at }));
};

/** Appoints a person to a post of a company, from an instant on; an appointment that is there already stays as it is. */
export const appoint = async (
  platform: Platform,
  appointment: {
    readonly id: string;
    readonly companyId: string;
    readonly personId: string;
    readonly post: Post;
    readonly departmentId: string | null;
    readonly from: Temporal.Instant;
    readonly to?: Temporal.Instant | undefined;
    readonly lines?: readonly string[] | undefined;
    readonly actingFor?: string | undefined;
  },
  at: Temporal.Instant,
): Promise<void> => {
  const { companyId, ...entry } = appointment;
  const moment = await momentAt(platform, at);
  await platform.db.transact(systemScope(at, companyId), async (tx) => {
    if (!(await insertAppointment(tx, entry))) return;
    await appendEvents(tx, [
      bySystem(moment, {
        companyId,
        action: 'person.appointed',
        subject: { kind: 'person', id: appointment.personId },
        effectiveAt: appointment.from,
        details: { post: appointment.post, appointment: appointment.id },
      }),
    ]);
  });
};
