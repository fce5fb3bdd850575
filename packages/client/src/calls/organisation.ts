import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const organisation = ({ mutate, query }: Caller) => ({
  people: (input: In<typeof contract.searchPeople> = {}, options?: CallOptions): Out<typeof contract.searchPeople> =>
    query('organisation.people', input, options),
  departments: (
    input: In<typeof contract.listDepartments> = {},
    options?: CallOptions,
  ): Out<typeof contract.listDepartments> => query('organisation.departments', input, options),
  appointments: (
    input: In<typeof contract.listAppointments> = {},
    options?: CallOptions,
  ): Out<typeof contract.listAppointments> => query('organisation.appointments', input, options),
  enterCompany: (input: In<typeof contract.enterCompany>, options?: ActOptions): Out<typeof contract.enterCompany> =>
    mutate('organisation.enterCompany', input, options),
  openDepartment: (
    input: In<typeof contract.openDepartment>,
    options?: ActOptions,
  ): Out<typeof contract.openDepartment> => mutate('organisation.openDepartment', input, options),
  closeDepartment: (
    input: In<typeof contract.closeDepartment>,
    options?: ActOptions,
  ): Out<typeof contract.closeDepartment> => mutate('organisation.closeDepartment', input, options),
  registerPerson: (
    input: In<typeof contract.registerPerson>,
    options?: ActOptions,
  ): Out<typeof contract.registerPerson> => mutate('organisation.registerPerson', input, options),
  appoint: (input: In<typeof contract.appoint>, options?: ActOptions): Out<typeof contract.appoint> =>
    mutate('organisation.appoint', input, options),
  endAppointment: (
    input: In<typeof contract.endAppointment>,
    options?: ActOptions,
  ): Out<typeof contract.endAppointment> => mutate('organisation.endAppointment', input, options),
  transferPerson: (
    input: In<typeof contract.transferPerson>,
    options?: ActOptions,
  ): Out<typeof contract.transferPerson> => mutate('organisation.transferPerson', input, options),
  openAccount: (input: In<typeof contract.openAccount>, options?: ActOptions): Out<typeof contract.openAccount> =>
    mutate('organisation.openAccount', input, options),
  /** For somebody who has lost his phone or his key; he sets up a new one himself. */
  resetSecondFactor: (
    input: In<typeof contract.resetSecondFactor>,
    options?: ActOptions,
  ): Out<typeof contract.resetSecondFactor> => mutate('organisation.resetSecondFactor', input, options),
  /** What a table of people would change; nothing is written. */
  previewPeopleImport: (
    input: In<typeof contract.previewPeopleImport>,
    options?: ActOptions,
  ): Out<typeof contract.previewPeopleImport> => mutate('organisation.previewPeopleImport', input, options),
  /** Writes what the preview has shown, and nothing else. */
  importPeople: (input: In<typeof contract.importPeople>, options?: ActOptions): Out<typeof contract.importPeople> =>
    mutate('organisation.importPeople', input, options),
});
