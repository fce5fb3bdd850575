import type { Translation } from '../translation.ts';
import type { desk as zh } from '../zh-cn/desk.ts';

export const desk: Translation<typeof zh> = {
  title: 'Desk',
  greeting: 'Good day, {{name}}',
  toDo: 'Waiting for my decision',
  toDoEmpty: 'No request waits for you.',
  holding: 'What I hold',
  holdingEmpty: 'You hold no grant and no copy.',
  due: 'Coming up',
  dueEmpty: 'Nothing is due soon.',
  mine: 'My requests',
  mineEmpty: 'You have no open request.',
  allQuiet: 'Nothing waits for you today.',
  wants: '{{requester}} asks: {{operation}}{{copies}} ({{purpose}})',
  wantsFor: '{{requester}} asks for {{beneficiary}}: {{operation}}{{copies}} ({{purpose}})',
  copies: ' × {{count}}',
  decide: 'Decide',
  grant: '{{operation}} of {{item}}: {{used}} of {{copies}} used',
  useGrant: 'Print',
  copy: 'Copy {{number}} of {{item}}',
  openCopy: 'Open the copy',
  waiting: '{{operation}} of {{item}}: waiting for a decision',
  see: 'See',
  declassifies: '{{number}} declassifies by itself',
  all: 'All',
};
