import type { listCopies } from '@miji/contract';
import type { z } from 'zod';
import type { copiesSearch } from '../../app/paths.ts';
import { asItemNumber } from './item-filter.ts';

/** What the address of the register asks for, as the wire has it. */
export const copiesQuestion = ({
  company,
  item,
  holder,
  store,
  state,
  moving,
}: z.output<typeof copiesSearch>): z.input<typeof listCopies.input> => ({
  company,
  item: asItemNumber(item),
  holderId: holder,
  storeId: store,
  state,
  movementOpen: moving === undefined ? undefined : true,
});
