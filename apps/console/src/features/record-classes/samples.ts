import type { FieldKind, RecordField } from '@miji/core';
import { HIDDEN, mask } from '@miji/core';

/** Values that belong to nobody, to show what is left of one. */
const SAMPLES: Readonly<Record<FieldKind, string>> = {
  name: '张明远',
  mobile: '13800001234',
  identity: '11010119900228001X',
  card: '6200000000001234',
  account: '110000001234',
  email: 'zhangmy@bank.example',
  address: '北京市朝阳区望京街道1号',
  amount: '128,000.00',
  date: '1990-02-28',
  text: '备注',
};

/** What a reader sees of an invented value of a field, as long as he has not unmasked it. */
export const shownOf = ({ kind, pfi, alwaysMasked }: Omit<RecordField, 'name'>): string => {
  if (pfi === 'C3') return HIDDEN;
  return pfi === 'C2' || alwaysMasked ? mask(kind, SAMPLES[kind]) : SAMPLES[kind];
};
