/** What each kind says besides. A destruction needs two more people, and whoever asks for one says who. */
const PARTICULARS = {
  excerpt: { operation: 'excerpt' },
  copy: { operation: 'copy' },
  print: { operation: 'print', useUntil: '2099-12-31' },
  export: { operation: 'export', destination: '内网归档系统' },
  loan: { operation: 'loan', days: 1 },
  carry_out: { operation: 'carry_out', destination: '北京', bringBackOn: '2099-12-31', measures: '专人专车，密封携带' },
  provide: {
    operation: 'provide',
    organisation: '省级监管部门',
    contact: '联络员',
    legalBasis: '监管检查',
    exactly: '全文一份',
    medium: 'paper',
  },
} as const;

/** What somebody asks for, said shortly. */
export interface Wish {
  readonly operation?: keyof typeof PARTICULARS | undefined;
  /** how many for the first recipient */
  readonly copies?: number | undefined;
  readonly lines?: readonly [from: number, to: number] | undefined;
  /** the recipient, where it is not the one who asks */
  readonly for?: string | undefined;
}

/**
 * A request as the wire has it, for an item and the person who asks: a copy for himself where nothing else is said. Its purpose and
 * key are the caller’s.
 */
export const wishFor = (item: string, personId: string, wish: Wish = {}) => {
  const { operation = 'copy', copies = 1, lines } = wish;
  const spans = lines === undefined ? [] : [{ unit: 'lines' as const, from: lines[0], to: lines[1] }];
  return {
    item,
    particulars: PARTICULARS[operation],
    terms: { recipients: [{ personId: wish.for ?? personId, copies }], spans, useBefore: null },
  };
};
