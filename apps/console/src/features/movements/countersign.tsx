import type { MovementWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';
import { ConditionField, PagesField, said } from './count-fields.tsx';
import { toWords } from './movement-words.ts';

interface Typed {
  readonly pages: number;
  readonly condition?: string;
}

/** Stands as the second person for what somebody signed on a keeper’s screen. @see AR-36 */
export const Countersign = ({ movement }: { readonly movement: MovementWire }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  const [open, setOpen] = useState(false);
  const { copy, signed } = movement;
  const confirm = useMutation(
    trpc.movements.confirm.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await done(t('movements.countersign.done', { copy }));
      },
    }),
  );
  const words = {
    taker: toWords(movement) ?? t('movements.nobody'),
    name: signed?.before.name ?? t('movements.nobody'),
    at: signed === null ? '' : formatMinute(signed.at),
  };
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={`${t('movements.countersign.button')} ${copy}`}>
        {t('movements.countersign.button')}
      </Button>
      <ActDialog<Typed>
        title={t('movements.countersign.title', { copy })}
        lead={t('movements.countersign.lead', words)}
        ok={t('movements.countersign.ok')}
        form={form}
        open={open}
        pending={confirm.isPending}
        error={confirm.error}
        initial={{}}
        onSubmit={({ pages, condition }) =>
          confirm.mutate({ movement: movement.id, pages, condition: said(condition) })
        }
        onClose={() => setOpen(false)}
      >
        <PagesField />
        <ConditionField />
      </ActDialog>
    </>
  );
};
