import type { RecordClassWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';
import { CombinationRows } from './combination-rows.tsx';
import { FieldRows } from './field-rows.tsx';
import { ReachFields } from './reach-fields.tsx';
import { SUGGESTION } from './suggestion.ts';
import type { Typed } from './typed-class.ts';
import { declaredBy, typedOf } from './typed-class.ts';

interface Props {
  readonly company: string;
  /** what it is declared anew from, and the version of one’s own that this one follows */
  readonly from: { readonly declared: RecordClassWire; readonly base: number | null } | null;
  readonly onClose: () => void;
}

/** Declares a class: what the rows hold, who may know them, and what is left of each field for whoever reads them. */
export const DeclareClass = ({ company, from, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const heading = useId();
  const [form] = Form.useForm<Typed>();
  const before = from?.declared ?? SUGGESTION;
  const declare = useMutation(
    trpc.recordClasses.declare.mutationOptions({
      onSuccess: async ({ inForce }) => {
        onClose();
        await done(t('records.declared', { name: inForce.name }));
      },
    }),
  );
  const required = [{ required: true, whitespace: true, message: t('common.fieldRequired') }];
  return (
    <section className="card" aria-labelledby={heading}>
      <h2 id={heading}>{from === null ? t('records.declare') : t('records.declare_anew', { name: before.name })}</h2>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={declare.isPending}
        initialValues={typedOf(before)}
        onFinish={(typed) => declare.mutate({ company, declared: declaredBy(typed, before), base: from?.base ?? null })}
      >
        <div className="record-field">
          <Form.Item name="code" label={t('records.code')} rules={required} extra={t('records.code_hint')}>
            <Input maxLength={40} autoComplete="off" disabled={from !== null} />
          </Form.Item>
          <Form.Item name="name" label={t('records.name')} rules={required}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </div>
        <ReachFields />
        <FieldRows />
        <CombinationRows />
        <RefusalNote error={declare.error} />
        <div className="row">
          <Button type="primary" htmlType="submit" loading={declare.isPending}>
            {t('records.declare_confirm')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </Form>
    </section>
  );
};
