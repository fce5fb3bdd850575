import { useMutation } from '@tanstack/react-query';
import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIdempotencyKey } from '../../../lib/idempotency.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { ActDialog } from '../../../ui/act-dialog.tsx';
import { useDone } from '../../../ui/use-done.ts';
import { PagesField } from '../../movements/count-fields.tsx';
import { DestructionFacts } from '../../movements/destruction-facts.tsx';
import type { CopyActProps } from './act-props.ts';

interface Typed {
  readonly pages: number;
}

/** Destroys a copy that has come back, as the grant says and before the witness whom it names. @see K-12 @see PM-16 */
export const DestroyCopy = ({ copy, open, onClose }: CopyActProps): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { key, renew } = useIdempotencyKey();
  const [form] = Form.useForm<Typed>();
  const { destruction } = copy;
  const destroy = useMutation(
    trpc.copies.destroy.mutationOptions({
      onSuccess: async () => {
        renew();
        onClose();
        await done(t('movements.destroy.done', { copy: copy.id }));
      },
    }),
  );
  if (destruction === null) return null;
  const { grant, witness } = destruction;
  return (
    <ActDialog<Typed>
      title={t('movements.destroy.title', { copy: copy.id })}
      lead={t('movements.destroy.lead', { witness: witness.name })}
      ok={t('movements.destroy.ok')}
      form={form}
      open={open}
      pending={destroy.isPending}
      error={destroy.error}
      initial={{}}
      onSubmit={({ pages }) => destroy.mutate({ grant, copy: copy.id, pages, idempotencyKey: key })}
      onClose={onClose}
    >
      <DestructionFacts destruction={destruction} />
      <PagesField />
    </ActDialog>
  );
};
