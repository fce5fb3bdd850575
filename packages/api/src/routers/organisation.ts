import * as contract from '@miji/contract';
import {
  appointPerson,
  closeDepartment,
  endAppointment,
  enterCompany,
  enterPerson,
  importPeople,
  listAppointments,
  listDepartments,
  openAccount,
  resetSecondFactor,
  openDepartment,
  previewPeopleImport,
  searchPeople,
  transferPerson,
} from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const organisationRouter = router({
  people: procedure
    .input(contract.searchPeople.input)
    .output(contract.searchPeople.output)
    .query(({ ctx, input }) => searchPeople(ctx, input)),
  departments: procedure
    .input(contract.listDepartments.input)
    .output(contract.listDepartments.output)
    .query(({ ctx, input }) => listDepartments(ctx, input)),
  appointments: procedure
    .input(contract.listAppointments.input)
    .output(contract.listAppointments.output)
    .query(({ ctx, input }) => listAppointments(ctx, input)),
  enterCompany: procedure
    .input(contract.enterCompany.input)
    .output(contract.enterCompany.output)
    .mutation(({ ctx, input }) => enterCompany(ctx, input)),
  openDepartment: procedure
    .input(contract.openDepartment.input)
    .output(contract.openDepartment.output)
    .mutation(({ ctx, input }) => openDepartment(ctx, input)),
  closeDepartment: procedure
    .input(contract.closeDepartment.input)
    .output(contract.closeDepartment.output)
    .mutation(({ ctx, input }) => closeDepartment(ctx, input)),
  registerPerson: procedure
    .input(contract.registerPerson.input)
    .output(contract.registerPerson.output)
    .mutation(({ ctx, input }) => enterPerson(ctx, input)),
  appoint: procedure
    .input(contract.appoint.input)
    .output(contract.appoint.output)
    .mutation(({ ctx, input }) => appointPerson(ctx, input)),
  endAppointment: procedure
    .input(contract.endAppointment.input)
    .output(contract.endAppointment.output)
    .mutation(({ ctx, input }) => endAppointment(ctx, input)),
  transferPerson: procedure
    .input(contract.transferPerson.input)
    .output(contract.transferPerson.output)
    .mutation(({ ctx, input }) => transferPerson(ctx, input)),
  openAccount: procedure
    .input(contract.openAccount.input)
    .output(contract.openAccount.output)
    .mutation(({ ctx, input }) => openAccount(ctx, input)),
  resetSecondFactor: procedure
    .input(contract.resetSecondFactor.input)
    .output(contract.resetSecondFactor.output)
    .mutation(({ ctx, input }) => resetSecondFactor(ctx, input)),
  previewPeopleImport: procedure
    .input(contract.previewPeopleImport.input)
    .output(contract.previewPeopleImport.output)
    .mutation(({ ctx, input }) => previewPeopleImport(ctx, input)),
  importPeople: procedure
    .input(contract.importPeople.input)
    .output(contract.importPeople.output)
    .mutation(({ ctx, input }) => importPeople(ctx, input)),
});
