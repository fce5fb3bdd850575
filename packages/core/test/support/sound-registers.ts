import type { CopyEntry, MovementEntry, RegisterSnapshot } from '../../src/index.ts';

/** So many items, each with seven copies to whom everything happens that can: what agrees with itself, to be made wrong in one place. */
export const soundRegisters = (items: number): RegisterSnapshot => {
  const all = Array.from({ length: items }, (_, n) => household(n));
  const trace = all.flatMap(({ movements }) => movements.flatMap(tracesOf));
  return {
    items: all.map(({ item }) => item),
    copies: all.flatMap(({ copies }) => copies),
    movements: all.flatMap(({ movements }) => movements),
    grants: all.flatMap(({ grants }) => grants),
    loans: all.map(({ loan }) => loan),
    stores: [
      { id: 'store', code: 'K-1', isClosed: false },
      { id: 'closed', code: 'K-2', isClosed: true },
    ],
    contents: all.map(({ item }, n) => ({
      itemId: item.id,
      version: 1,
      fileId: n % 2 === 0 ? `file${n}` : null,
      keyVersion: 1,
    })),
    files: all.flatMap(({ item }, n) =>
      n % 2 === 0 ? [{ id: `file${n}`, isBound: true, itemId: item.id, version: 1, parts: PARTS }] : [],
    ),
    keyVersions: [1],
    blobs: new Set(all.flatMap((_, n) => (n % 2 === 0 ? PARTS.map((part) => `file${n}/${part}`) : []))),
    issuedInTrace: new Set(all.flatMap(({ copies }) => copies.map(({ label }) => label))),
    movedInTrace: new Set(trace),
    releases: [],
  };
};

const PARTS = ['000000-a', '000001-b', '000002-c'];
const UNTIL = '2036-01-01T16:00:00.000Z';
const DUE = '2026-11-10T16:00:00.000Z';
const DONE = '2026-11-02T02:00:00.000Z';

const tracesOf = ({ id, act, outcome }: MovementEntry): readonly string[] => {
  switch (act) {
    case 'carry_out':
      return [`copy.confirmed ${id}`];
    case 'lose':
      return [`copy.lost ${id}`];
    case 'destroy':
      return [`copy.announced ${id}`, `copy.destroyed ${id}`];
    case 'pass_on':
    case 'return':
    case 'send':
      return [`copy.announced ${id}`, ...(outcome === 'confirmed' ? [`copy.confirmed ${id}`] : [])];
    default:
      return [];
  }
};

const household = (n: number) => {
  const number = `HYYH-2026-${String(n).padStart(6, '0')}`;
  const item = {
    id: `item${n}`,
    number,
    level: 2,
    copiesIssued: 7,
    secretUntil: UNTIL,
    marks: ['宏远银行商密·机密·10年'],
    inVault: true,
    version: 1,
  };
  const copy = (k: number, changes: Partial<CopyEntry> = {}): CopyEntry => ({
    id: `copy${n}-${k}`,
    label: `${number}-00${k}`,
    itemId: item.id,
    number: k,
    kind: 'copy',
    grantId: `copies${n}`,
    parentId: null,
    boundTo: null,
    holderId: 'holder',
    storeId: null,
    state: 'held',
    level: 2,
    mark: '宏远银行商密·机密·10年',
    secretUntil: UNTIL,
    dueAt: null,
    pages: 10,
    ...changes,
  });
  let position = n * 100;
  const move = (k: number, changes: Partial<MovementEntry>): MovementEntry => {
    position += 1;
    return {
      id: `move${position}`,
      position,
      copyId: `copy${n}-${k}`,
      act: 'issue',
      outcome: 'confirmed',
      fromState: 'held',
      toState: 'held',
      fromPersonId: 'holder',
      fromStoreId: null,
      toPersonId: 'holder',
      toStoreId: null,
      givenBy: 'holder',
      pagesGiven: 10,
      takenBy: 'holder',
      pagesTaken: 10,
      endedAt: DONE,
      grantId: null,
      loanId: null,
      isInherited: false,
      isFollowing: false,
      ...changes,
    };
  };
  const into = { act: 'pass_on', toPersonId: null, toStoreId: 'store', takenBy: 'keeper' } as const;
  const issues = [1, 2, 3, 4, 5, 6, 7].map((k) => move(k, { givenBy: null, fromPersonId: null, pagesGiven: null }));
  const movements = [
    ...issues,
    // 2 is made from 1; 3 is lent out of the store; 4 is carried out; 5 is lost on its way; 6 is bound into 1; 7 is destroyed
    move(3, into),
    move(3, {
      act: 'lend',
      toState: 'lent',
      fromPersonId: 'keeper',
      fromStoreId: 'store',
      givenBy: 'keeper',
      toPersonId: 'borrower',
      takenBy: 'borrower',
      loanId: `loan${n}`,
    }),
    move(4, { act: 'carry_out', toState: 'carried_out', grantId: `out${n}` }),
    move(5, { act: 'send', toPersonId: 'guest', outcome: 'withdrawn', takenBy: null, pagesTaken: null }),
    move(5, { act: 'lose', fromState: 'held', toState: 'lost' }),
    move(6, { act: 'bind' }),
    move(2, { ...into, act: 'return', toState: 'returned' }),
    move(7, { ...into, act: 'return', toState: 'returned' }),
    move(7, {
      act: 'destroy',
      fromState: 'returned',
      toState: 'destroyed',
      fromPersonId: 'keeper',
      fromStoreId: 'store',
      givenBy: 'executor',
      toPersonId: 'witness',
      takenBy: 'witness',
      grantId: `destroying${n}`,
    }),
  ];
  return {
    item,
    copies: [
      copy(1),
      copy(2, { parentId: `copy${n}-1`, state: 'returned', holderId: 'keeper', storeId: 'store' }),
      copy(3, { state: 'lent', holderId: 'borrower', dueAt: DUE }),
      copy(4, { state: 'carried_out', dueAt: DUE }),
      copy(5, { state: 'lost' }),
      copy(6, { boundTo: `copy${n}-1` }),
      copy(7, { state: 'destroyed', holderId: 'keeper' }),
    ],
    movements,
    grants: [
      { id: `copies${n}`, number: `HYYH-SQ-2026-${n}-G`, operation: 'copy', copies: 7, used: 7 },
      { id: `lending${n}`, number: `HYYH-SQ-2026-1${n}-G`, operation: 'loan', copies: 1, used: 1 },
      { id: `out${n}`, number: `HYYH-SQ-2026-2${n}-G`, operation: 'carry_out', copies: 1, used: 1 },
      { id: `destroying${n}`, number: `HYYH-SQ-2026-3${n}-G`, operation: 'destroy', copies: 1, used: 1 },
    ],
    loan: {
      id: `loan${n}`,
      number: `HYYH-JY-2026-${n}`,
      copyId: `copy${n}-3`,
      itemId: item.id,
      grantId: `lending${n}`,
      borrowerId: 'borrower',
      storeId: 'store',
      state: 'out',
      overdueFrom: DUE,
      returnedAt: null,
    },
  } as const;
};
