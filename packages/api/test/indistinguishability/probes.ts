import { OPERATIONS } from '../../src/rest/operations.ts';
import type { RestCall } from '../support/http.ts';

/** Everything about an item that has a number of its own. */
export interface Numbers {
  readonly item: string;
  readonly request: string;
  readonly grant: string;
  readonly copy: string;
}

/** What somebody may try to learn an item from. */
export interface Probe {
  readonly procedure: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Ids that the questions need beside the numbers; none of them belongs to what is hidden. */
export interface Bystanders {
  readonly personId: string;
  readonly entryId: string;
  /** an item that whoever asks may know */
  readonly known: string;
  readonly company: string;
}

const probe = (procedure: string, input: Probe['input']): Probe => ({ procedure, input });
const KEY = 'probing-key-0001';
const REASON = '需要';

/** Everything that can be asked of one item, request, grant or copy by its number. */
export const questionsAbout = (
  { item, request, grant, copy }: Numbers,
  { personId, entryId, known, company }: Bystanders,
): Readonly<
  Record<'item' | 'range' | 'batch' | 'request' | 'copy' | 'change' | 'explain' | 'trace', readonly Probe[]>
> => {
  const filing = { item, copies: 1, purpose: '用', necessity: '用', idempotencyKey: KEY };
  const change = { kind: 'declassify', reason: REASON } as const;
  return {
    item: [
      probe('items.get', { number: item }),
      probe('items.read', { number: item }),
      probe('items.openReading', { number: item }),
      probe('items.readPage', { number: item, page: 1 }),
      ...['view', 'excerpt', 'copy', 'provide', 'regrade'].map((operation) =>
        probe('access.check', { item, operation, necessity: '用' }),
      ),
    ],
    range: [
      probe('items.name', { number: item, member: { kind: 'person', personId }, reason: REASON }),
      probe('items.revoke', { number: item, entryId, reason: REASON }),
      probe('items.exclude', { number: item, personId, reason: REASON }),
      probe('items.readmit', { number: item, personId, reason: REASON }),
      probe('items.confirm', { number: item, version: 1 }),
      probe('items.revise', { number: item, version: 1, content: { format: 'plain', text: '改' }, reason: REASON }),
      probe('holds.place', { item, reason: REASON }),
      probe('holds.lift', { item, reason: REASON }),
    ],
    batch: [
      probe('access.checkMany', { questions: [{ item, operation: 'view' }] }),
      probe('access.checkMany', {
        questions: [known, item, known, item].map((number) => ({ item: number, operation: 'copy' })),
      }),
    ],
    request: [
      probe('requests.file', { ...filing, particulars: { operation: 'copy' } }),
      probe('requests.file', {
        ...filing,
        particulars: { operation: 'excerpt' },
        terms: { spans: [{ unit: 'sections', from: 1, to: 1 }] },
      }),
      probe('requests.file', { ...filing, particulars: { operation: 'loan', days: 3 } }),
      probe('requests.preview', { item, operation: 'copy', recipientIds: [personId] }),
      probe('requests.preview', { item, operation: 'declassify' }),
      probe('requests.get', { number: request }),
      probe('register.form', { number: request }),
      probe('requests.decide', { number: request, decision: 'approve' }),
      probe('requests.decide', { number: request, decision: 'refuse', reason: REASON }),
      probe('requests.decideMany', { numbers: [request], verdict: { decision: 'approve' } }),
      probe('requests.resubmit', { number: request, round: 1, answer: REASON }),
      probe('requests.withdraw', { number: request }),
    ],
    copy: [
      probe('grants.use', { grant, idempotencyKey: KEY }),
      probe('grants.revoke', { grant, reason: REASON }),
      probe('copies.get', { id: copy }),
      probe('copies.tree', { item }),
      probe('copies.carryOut', { copy, grant, pages: 1, idempotencyKey: KEY }),
      probe('copies.destroy', { copy, grant, pages: 1, idempotencyKey: KEY }),
      probe('copies.lose', { copy, noticedAt: '2026-11-01T00:00:00Z', circumstances: REASON }),
      probe('copies.find', { copy, storeId: personId, pages: 1, note: REASON }),
      probe('copies.bind', { into: copy, copies: [copy], note: REASON }),
      probe('copies.replacePage', { copy, page: 1, reason: REASON, storeId: personId }),
      probe('copies.takeOver', { copy, storeId: personId, pages: 1, reason: REASON, idempotencyKey: KEY }),
      ...['pass_on', 'send', 'return', 'give_back', 'bring_back'].map((act) =>
        probe('movements.announce', { copy, act, to: { personId }, pages: 1, means: REASON, idempotencyKey: KEY }),
      ),
      probe('movements.list', { copy, box: 'all' }),
      probe('movements.list', { company, box: 'all' }),
      probe('tidings.list', { item }),
      probe('grants.use', { grant, from: copy, idempotencyKey: KEY }),
      probe('copies.list', { item }),
      probe('copies.list', { item, company }),
      probe('loans.list', { item }),
      probe('loans.list', { item, company }),
      probe('loans.handOut', { grant, storeId: entryId, pages: 1, idempotencyKey: KEY }),
      probe('loans.handOut', { grant, copy, storeId: entryId, pages: 1, idempotencyKey: KEY }),
      probe('custody.enterOriginal', { item, storeId: entryId, medium: 'paper', pages: 1, idempotencyKey: KEY }),
      probe('custody.printLabels', { copies: [copy] }),
      probe('custody.printRegister', { register: 'copies', item }),
      probe('custody.printRegister', { register: 'handed_out', request }),
    ],
    change: [
      probe('classification.derive', { sources: [item] }),
      probe('classification.derive', { sources: [known, item] }),
      probe('classification.preview', { item, change }),
      probe('classification.file', { item, change, idempotencyKey: KEY }),
      probe('classification.releasePart', { grant, title: '节选', idempotencyKey: KEY }),
    ],
    explain: [probe('access.explain', { personId, item, operation: 'view' })],
    trace: [
      probe('trace.list', { item, company }),
      probe('trace.list', { company }),
      probe('register.list', { item, company }),
      probe('register.list', { company }),
      probe('register.figures', { company, from: '2026-01-01', to: '2026-12-31' }),
    ],
  };
};

/** Everything that lists, counts or suggests. */
export const lists = (item: string, title: string, company: string) => {
  const part = title.slice(2, 6);
  return {
    count: [
      probe('items.list', { company, limit: 100 }),
      probe('items.list', {}),
      probe('copies.list', {}),
      probe('copies.list', { company }),
      probe('grants.list', {}),
      probe('loans.list', {}),
      probe('handovers.list', {}),
      probe('handovers.holdings', {}),
      probe('stores.list', {}),
      ...['mine', 'to_decide', 'decided_by_me', 'decided_for_me'].map((box) => probe('requests.list', { box })),
      probe('desk.get', {}),
      probe('session.get', {}),
    ],
    sort: ['newest', 'declassifies_soonest'].flatMap((sort) => [
      probe('items.list', { company, sort }),
      probe('items.list', { company, sort, level: 'confidential' }),
    ]),
    search: [
      ...[item, item.slice(0, -1), title, part].map((search) => probe('items.list', { company, search })),
      ...[item, item.slice(0, -1), item.slice(5), title, part, part.slice(0, 1)].map((words) =>
        probe('items.search', { words }),
      ),
      ...['confidential', 'secret', 'top_secret', 'declassified'].map((level) =>
        probe('items.list', { company, level }),
      ),
      ...['GS-08.1', 'GS-08.3', 'GS-08.4'].map((catalogueCode) => probe('items.list', { company, catalogueCode })),
    ],
    suggestion: [
      ...[title, part, item].map((search) => probe('organisation.people', { company, search })),
      probe('organisation.people', { company }),
      probe('organisation.departments', { company }),
      probe('projectGroups.list', { company }),
      probe('customers.list', { company }),
      probe('recordClasses.list', { company }),
      probe('rules.current', {}),
    ],
  } as const;
};

/** A probe as the REST face takes it. */
export const restCall = ({ procedure, input }: Probe): RestCall => {
  const operation = OPERATIONS.find((candidate) => candidate.procedure === procedure);
  if (operation === undefined) throw new Error(`no operation ${procedure}`);
  const rest = new Map(Object.entries(input));
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  const { method } = operation;
  if (method !== 'GET') return { method, path, body: Object.fromEntries(rest) };
  const query = new URLSearchParams([...rest].map(([name, value]) => [name, String(value)])).toString();
  return { method, path: query === '' ? path : `${path}?${query}` };
};
