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
import { ConditionAtIssue } from './condition-at-issue.tsx';
import { ConditionField, PagesField, said } from './count-fields.tsx';
import { DeclineMovement } from './decline-movement.tsx';
import { DestructionFacts } from './destruction-facts.tsx';

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
  const { act, copy, destruction, given, signed } = movement;
  // Whoever watches a destruction takes nothing over: he says that he saw it.
  const words = act === 'destroy' ? 'witness' : 'confirm';
  const no = t(signed === null ? 'movements.decline.button' : 'movements.object.button');
  const confirm = useMutation(
    trpc.movements.confirm.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await done(t(`movements.${words}.done`, { copy }));
      },
    }),
  );
  const differs = refusalOf(confirm.error)?.code === 'COUNT_DIFFERS';
  const giver = given.by?.name;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} aria-label={`${t(`movements.${words}.button`)} ${copy}`}>
        {t(`movements.${words}.button`)}
      </Button>
      <Button onClick={() => setDeclining(0)} aria-label={`${no} ${copy}`}>
        {no}
      </Button>
      <ActDialog<Typed>
        title={t(`movements.${words}.title`, { copy })}
        lead={
          <>
            {signed === null ? null : (
              <span className="movement-signed">
                {t('movements.object.lead', { name: signed.before.name, at: formatMinute(signed.at) })}{' '}
              </span>
            )}
            {giver === undefined || given.pages === null
              ? t(`movements.${words}.lead_plain`)
              : t(`movements.${words}.lead`, { giver, pages: given.pages })}
          </>
        }
        ok={t(`movements.${words}.ok`)}
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
        {destruction === null ? null : <DestructionFacts destruction={destruction} />}
        <PagesField />
        {open && act === 'give_back' ? <ConditionAtIssue copy={copy} /> : null}
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
