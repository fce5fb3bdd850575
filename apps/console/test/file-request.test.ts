import { expect, test } from 'vitest';
import type { FileRequestValues } from '../src/features/requests/file/file-request-values.ts';
import { findingsOf, inputOf, spanUnitsOf } from '../src/features/requests/file/file-request-values.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const asked = { item: 'HYYH-2026-000012', withVisitor: false, idempotencyKey: 'key-00001' };
const values: FileRequestValues = {
  particulars: { useUntil: '2026-12-01', destination: '监管报送平台' },
  terms: { recipients: [{ personId: id(1), copies: 2 }], spans: [{ unit: 'lines', from: 3, to: 9 }] },
  purpose: '评审',
  necessity: '  ',
};

test('the form sends nothing that does not belong to what is asked', () => {
  expect(inputOf({ ...asked, operation: 'copy', values })).toEqual({
    item: 'HYYH-2026-000012',
    particulars: { operation: 'copy' },
    terms: { recipients: [{ personId: id(1), copies: 2 }], spans: [], useBefore: null },
    purpose: '评审',
    idempotencyKey: 'key-00001',
  });
  expect(inputOf({ ...asked, operation: 'excerpt', values })?.terms?.spans).toEqual([
    { unit: 'lines', from: 3, to: 9 },
  ]);
  expect(inputOf({ ...asked, operation: 'print', values })?.particulars).toEqual({
    operation: 'print',
    useUntil: '2026-12-01',
  });
});

test('nothing is sent while a recipient, a part or a field of its kind is missing', () => {
  const nobody = { ...values, terms: { ...values.terms, recipients: [{ copies: 1 }] } };
  expect(inputOf({ ...asked, operation: 'copy', values: nobody })).toBeNull();
  const backwards = { ...values, terms: { ...values.terms, spans: [{ unit: 'lines', from: 9, to: 3 } as const] } };
  expect(inputOf({ ...asked, operation: 'excerpt', values: backwards })).toBeNull();
  expect(inputOf({ ...asked, operation: 'provide', values })).toBeNull();
});

test('a visitor is sent with a loan alone, and only where there is one', () => {
  const visitor = {
    name: '来宾',
    organisation: '某会计师事务所',
    letter: '介字第 12 号',
    document: 'passport',
    documentNumber: 'E12345678',
  };
  const loan = { ...values, particulars: { days: 2, visitor } };
  const sent = (withVisitor: boolean) => inputOf({ ...asked, withVisitor, operation: 'loan', values: loan });
  expect(sent(true)?.particulars).toEqual({ operation: 'loan', days: 2, visitor });
  expect(sent(false)?.particulars).toEqual({ operation: 'loan', days: 2 });
});

test('a meeting is sent where the box is ticked, with what papers can be handed out for (CD-15)', () => {
  const meeting = { name: '例会', venue: '屏蔽会议室', safeguards: '无窗', heldOn: '2026-12-01', relay: '不传达' };
  const sent = (isForMeeting: boolean, operation: 'copy' | 'print') =>
    inputOf({
      ...asked,
      operation,
      values: { ...values, particulars: { useUntil: '2026-12-01', isForMeeting, meeting } },
    });
  expect(sent(true, 'copy')?.particulars).toEqual({ operation: 'copy', meeting });
  expect(sent(false, 'copy')?.particulars).toEqual({ operation: 'copy' });
  expect(sent(true, 'print')?.particulars).toEqual({ operation: 'print', useUntil: '2026-12-01' });
});

test('the last day of a grant counts whole, in Shanghai', () => {
  const until = { ...values, terms: { ...values.terms, useBefore: '2026-11-30' } };
  expect(inputOf({ ...asked, operation: 'copy', values: until })?.terms?.useBefore).toBe('2026-11-30T16:00:00.000Z');
});

test('what is on paper, or a file, is named by pages; a text by lines and headings too', () => {
  expect(spanUnitsOf({ contentKind: null })).toEqual(['pages']);
  expect(spanUnitsOf({ contentKind: 'pdf' })).toEqual(['pages']);
  expect(spanUnitsOf({ contentKind: 'markdown' })).toEqual(['lines', 'sections', 'pages']);
});

test('a refusal is shown at the field that it is about', () => {
  const refusal = { rule: null, article: null, missing: [], fields: [], counterexample: null };
  expect(findingsOf({ ...refusal, code: 'NECESSITY_REQUIRED' })).toEqual([
    { name: ['necessity'], code: 'NECESSITY_REQUIRED' },
  ]);
  const field = 'terms.recipients.1.personId';
  expect(
    findingsOf({ ...refusal, code: 'NOT_IN_RANGE', fields: [{ field, code: 'NOT_IN_RANGE', article: 'GS-18' }] }),
  ).toEqual([{ name: ['terms', 'recipients', 1, 'personId'], code: 'NOT_IN_RANGE' }]);
});
