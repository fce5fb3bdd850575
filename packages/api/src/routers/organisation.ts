import * as contract from '@miji/contract';
import { endAppointment, listAppointments, listDepartments, searchPeople } from '@miji/services';
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
  endAppointment: procedure
    .input(contract.endAppointment.input)
    .output(contract.endAppointment.output)
    .mutation(({ ctx, input }) => endAppointment(ctx, input)),
});
