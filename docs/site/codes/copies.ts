import type { Causes } from './cause.ts';

export const COPIES = {
  COPY_NOT_WITH_YOU: [
    'Somebody acts on a copy that another person holds.',
    'Load the copy: its holder is named there.',
  ],
  COPY_STATE: [
    'The copy is lent, on its way, lost or destroyed, and this act does not fit that.',
    'Load the copy and offer what its state allows.',
  ],
  COPY_BOUND: ['It is bound into another copy and moves only with it.', 'Act on the copy that it is bound into.'],
  COUNT_DIFFERS: [
    'Giver and receiver counted different numbers of pages.',
    'Count again together, or decline the handover; it becomes an incident by itself.',
  ],
  NOT_COUNTED: ['Nobody ever counted the pages of this copy.', 'Hand it over once, counted by both sides.'],
  MOVEMENT_OPEN: [
    'A handover of this copy still waits for the other side.',
    'Let it be confirmed, declined or withdrawn.',
  ],
  MOVEMENT_OVER: ['The handover is finished or withdrawn.', 'Load it again.'],
  NO_RELENDING: ['What is on loan would be lent on.', 'Give it back; the next borrower takes it from the store.'],
  LENT_ONLY: [
    'A copy that lies in a store would be given to somebody it was never granted to.',
    'File a request to borrow it; its keeper hands it out as a loan.',
  ],
  NOT_KEEPER: ['Somebody acts for a store that he does not keep.', 'One of its keepers has to do it.'],
  STORE_LEVEL: ['The store may not keep this level.', 'Choose another store: 机密 and 绝密 lie apart from the rest.'],
  STORE_IN_USE: ['A store is to be closed that still holds copies.', 'Move them to another store first.'],
  UNSUPERVISED: ['A visitor reads and nobody is named who stays with him.', 'Name who is present.'],
  HOLDINGS_OUTSTANDING: [
    'Somebody leaves his post with copies, loans or stores on his name.',
    'Hand all of it over with `handovers.propose`.',
  ],
  STOCKTAKING_OVER: ['The stocktaking was closed meanwhile.', 'Begin a new one.'],
  UNPRINTABLE_CHARACTER: [
    'A name has a character that the printing font lacks, and a mark that is wrong is not printed.',
    'The administrator corrects the name, or adds the font.',
  ],
  MARK_UNREADABLE: [
    'No background pattern could be found in the picture.',
    'Photograph it straighter and closer; a quarter of a page is enough.',
  ],
} as const satisfies Causes;
