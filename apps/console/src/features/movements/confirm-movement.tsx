import type { MovementWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';
import { ConditionField, PagesField, said } from './count-fields.tsx';
import { DeclineMovement } from './decline-movement.tsx';

interface Typed {
  readonly pages: number;
  readonly condition?: string;
}

/**
 * Counts what was handed over and takes it. The number of pages is typed anew, never taken over from the other side; where it
 * differs, the way on is to decline.
 *
 * @see AR-36
 */
export const ConfirmMovement = ({ movement }: { readonly movement: MovementWire }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  const [open, setOpen] = useState(false);
  const [declining, setDeclining] = useState<number | null>(null);
  const { copy, given, signed } = movement;
  const no = t(signed === null ? 'movements.decline.button' : 'movements.object.button');
  const confirm = useMutation(
    trpc.movements.confirm.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await done(t('movements.confirm.done', { copy }));
      },
    }),
  );
  const differs = refusalOf(confirm.error)?.code === 'COUNT_DIFFERS';
  const giver = given.by?.name;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} aria-label={`${t('movements.confirm.button')} ${copy}`}>
        {t('movements.confirm.button')}
      </Button>
      <Button onClick={() => setDeclining(0)} aria-label={`${no} ${copy}`}>
        {no}
      </Button>
      <ActDialog<Typed>
        title={t('movements.confirm.title', { copy })}
        lead={
          <>
            {signed === null ? null : (
              <span className="movement-signed">
                {t('movements.object.lead', { name: signed.before.name, at: formatMinute(signed.at) })}{' '}
              </span>
            )}
            {giver === undefined || given.pages === null
              ? t('movements.confirm.lead_plain')
              : t('movements.confirm.lead', { giver, pages: given.pages })}
          </>
        }
        ok={t('movements.confirm.ok')}
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
        {differs ? (
          <div className="row count-differs">
            <span className="soft">{t('movements.confirm.differs')}</span>
            <Button
              disabled={false}
              onClick={() => {
                setOpen(false);
                setDeclining(form.getFieldValue('pages') ?? 0);
              }}
            >
              {t('movements.confirm.decline_instead')}
            </Button>
          </div>
        ) : null}
      </ActDialog>
      <DeclineMovement
        movement={movement}
        open={declining !== null}
        counted={declining === null || declining === 0 ? undefined : declining}
        onClose={() => setDeclining(null)}
      />
    </>
  );
};
