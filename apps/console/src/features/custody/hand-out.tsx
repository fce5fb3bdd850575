import type { CustodyDeskWire } from '@miji/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIdempotencyKey } from '../../lib/idempotency.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { BottomSheet } from '../../ui/bottom-sheet.tsx';
import { PersonSelect, RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';
import { ConditionField, PagesField, said } from '../movements/count-fields.tsx';
import { ReceiptFields } from './receipt-fields.tsx';
import { StoreSelect, useOnlyStore } from './store-select.tsx';

export type ToHandOut = CustodyDeskWire['toHandOut'][number];

interface Typed {
  readonly copy?: string;
  readonly storeId?: string;
  /** of a copy that lies there; one that is made has as many as it is drawn on */
  readonly pages?: number;
  readonly condition?: string;
  readonly supervisorId?: string;
  readonly receipt: 'session' | 'signature';
  readonly signature?: string;
}

/** Where the chosen copy lies; a keeper need not say what the register knows. */
const useStoreOf = (copy: string | undefined): string | undefined => {
  const trpc = useTRPC();
  const query = useQuery({ ...trpc.copies.get.queryOptions({ id: copy ?? '' }), enabled: copy !== undefined });
  return query.data?.store?.id;
};

const HandOutForm = ({
  line,
  company,
  onDone,
}: {
  readonly line: ToHandOut;
  readonly company: string | undefined;
  readonly onDone: () => void;
}): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { key, renew } = useIdempotencyKey();
  const [form] = Form.useForm<Typed>();
  const only = useOnlyStore(company);
  const [first] = line.ready;
  const known = useStoreOf(Form.useWatch('copy', form) ?? first);
  const handOut = useMutation(
    trpc.loans.handOut.mutationOptions({
      onSuccess: async ({ loan, movement }) => {
        renew();
        onDone();
        const words = { copy: loan.copy, day: loan.dueOn };
        await done(
          t(movement.signed === null ? 'custody.hand_out.done_waiting' : 'custody.hand_out.done_signed', words),
        );
      },
    }),
  );
  const submit = (typed: Typed): void => {
    const storeId = known ?? typed.storeId;
    if (storeId === undefined) return;
    const { signature } = typed;
    handOut.mutate({
      grant: line.grant,
      copy: typed.copy,
      storeId,
      pages: typed.pages,
      condition: said(typed.condition),
      supervisorId: typed.supervisorId,
      signature:
        typed.receipt === 'signature' && signature !== undefined
          ? { name: line.borrower.name, path: signature }
          : undefined,
      idempotencyKey: key,
    });
  };
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={handOut.isPending}
      initialValues={{ copy: first, storeId: only, receipt: 'signature' }}
      onFinish={submit}
    >
      {first === undefined ? (
        <p className="soft">{t('custody.hand_out.new_copy')}</p>
      ) : (
        <Form.Item name="copy" label={t('custody.copy')}>
          <Select options={line.ready.map((copy) => ({ value: copy, label: copy }))} />
        </Form.Item>
      )}
      {known === undefined ? (
        <Form.Item
          name="storeId"
          label={t('custody.store')}
          rules={[{ required: true, message: t('custody.choose_store') }]}
        >
          <StoreSelect company={company} />
        </Form.Item>
      ) : null}
      {first === undefined ? null : <PagesField />}
      <ConditionField />
      {line.visitor ? (
        <Form.Item
          name="supervisorId"
          label={t('custody.hand_out.supervisor')}
          extra={t('custody.hand_out.supervisor_hint')}
          rules={[{ required: true, message: t('custody.hand_out.supervisor_required') }]}
        >
          <PersonSelect />
        </Form.Item>
      ) : null}
      <ReceiptFields />
      <RefusalNote error={handOut.error} />
      <Button type="primary" htmlType="submit" block size="large" loading={handOut.isPending}>
        {t('custody.hand_out.confirm')}
      </Button>
    </Form>
  );
};

/** Hands out what a loan was granted for: counted, and signed for on the spot or confirmed later. @see AR-36 */
export const HandOut = ({
  line,
  company,
}: {
  readonly line: ToHandOut;
  readonly company: string | undefined;
}): ReactNode => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('custody.to_hand_out.act')}
      </Button>
      <BottomSheet open={open} title={t('custody.hand_out.title', { item: line.item })} onClose={() => setOpen(false)}>
        <HandOutForm line={line} company={company} onDone={() => setOpen(false)} />
      </BottomSheet>
    </>
  );
};
