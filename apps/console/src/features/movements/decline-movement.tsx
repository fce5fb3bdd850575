import type { MovementWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Form } from 'antd';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';
import { PagesField, WordsField } from './count-fields.tsx';

interface Props {
  readonly movement: MovementWire;
  readonly open: boolean;
  /** what was counted before, where that was why it is declined */
  readonly counted: number | undefined;
  readonly onClose: () => void;
}

interface Typed {
  readonly pages?: number | null;
  readonly reason: string;
}

/** Does not take a copy over: it stays with who gave it, and a count that differs is looked into. */
export const DeclineMovement = ({ movement, open, counted, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  useEffect(() => {
    if (open && counted !== undefined) form.setFieldValue('pages', counted);
  }, [open, counted, form]);
  const { copy, signed } = movement;
  // Whoever did not sign himself objects to what stands there in his name.
  const words = signed === null ? 'decline' : 'object';
  const decline = useMutation(
    trpc.movements.decline.mutationOptions({
      onSuccess: async () => {
        onClose();
        await done(t(`movements.${words}.done`, { copy }));
      },
    }),
  );
  return (
    <ActDialog<Typed>
      title={t(`movements.${words}.title`, { copy })}
      lead={t(signed === null ? 'movements.decline.lead' : 'movements.object.decline_lead')}
      ok={t(`movements.${words}.ok`)}
      form={form}
      open={open}
      pending={decline.isPending}
      error={decline.error}
      initial={{}}
      onSubmit={({ pages, reason }) => decline.mutate({ movement: movement.id, reason, pages: pages ?? undefined })}
      onClose={onClose}
    >
      <PagesField label={t('movements.decline.pages')} optional least={0} />
      <WordsField name="reason" label={t('movements.reason')} />
    </ActDialog>
  );
};
