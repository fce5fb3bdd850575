import { expect, test } from 'vitest';
import { noticeTarget } from '../src/features/notices/notice-target.ts';

const about = (kind: Parameters<typeof noticeTarget>[0]['kind'], subject: string | null): string | null =>
  noticeTarget({ kind, request: null, subject });

test('a notice leads to what it is about, by the kind of its number', () => {
  expect(about('handed_to_you', 'HYYH-2026-000012-003')).toBe('/copies/HYYH-2026-000012-003');
  expect(about('loan_due', 'HYYH-JY-2026-000003')).toBe('/loans/HYYH-JY-2026-000003');
  expect(about('handover_to_sign', 'HYYH-JJ-2026-000003')).toBe('/handovers?number=HYYH-JJ-2026-000003');
  expect(about('stocktaking_closed', 'HYYH-PD-2026-000003')).toBe('/custody/stocktaking/HYYH-PD-2026-000003');
  expect(about('incident_drafted', 'HYYH-SJ-2026-000003')).toBe('/incidents');
  expect(about('tidings', 'HYYH-2026-000012-003')).toBe('/tidings');
});

test('a notice about a request leads to the request, and one about nothing nowhere', () => {
  expect(noticeTarget({ kind: 'approved', request: 'HYYH-SQ-2026-000007', subject: null })).toBe(
    '/requests/HYYH-SQ-2026-000007',
  );
  expect(about('handed_to_you', null)).toBeNull();
  expect(about('handed_to_you', 'HYYH-2026-000012')).toBeNull();
});
