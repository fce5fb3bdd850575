import type { RequestDetail, RequestSummary } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { RefusalNote } from '../../ui/index.ts';
import { BottomSheet } from './bottom-sheet.tsx';
import { RefuseForm } from './refuse-form.tsx';
import { requestSentence } from './request-sentence.ts';

interface Props {
  readonly request: RequestDetail;
  readonly onDecided: (decided: RequestSummary) => void;
}

/** Approve or refuse, within reach of the thumb: one tap opens the sheet, the second one decides. */
export const DecideBar = ({ request, onDecided }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [open, setOpen] = useState<'approve' | 'refuse' | null>(null);
  const decide = useMutation(
    trpc.requests.decide.mutationOptions({
      onSuccess: onDecided,
      // Whether it went well or somebody else was faster: what is on the screen is no longer how things stand.
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries(trpc.requests.pathFilter()),
          queries.invalidateQueries(trpc.desk.pathFilter()),
        ]),
    }),
  );
  const close = (): void => {
    if (decide.isPending) return;
    decide.reset();
    setOpen(null);
  };
  const { number } = request;
  return (
    <>
      <section className="decide-bar" aria-label={t('requests.decide.bar')}>
        <Button size="large" onClick={() => setOpen('refuse')}>
          {t('requests.decide.refuse')}
        </Button>
        <Button size="large" type="primary" onClick={() => setOpen('approve')}>
          {t('requests.decide.approve')}
        </Button>
      </section>
      <BottomSheet open={open === 'approve'} title={t('requests.decide.approve_title')} onClose={close}>
        <p className="request-sentence">{requestSentence(request, t)}</p>
        <p className="soft">
          {t('requests.decide.approve_effect', { beneficiary: request.beneficiary.name, count: request.copies })}
        </p>
        <RefusalNote error={decide.error} />
        <Button
          block
          size="large"
          type="primary"
          className="decide-button"
          loading={decide.isPending}
          onClick={() => decide.mutate({ number, decision: 'approve' })}
        >
          {t('requests.decide.approve_confirm')}
        </Button>
      </BottomSheet>
      <BottomSheet open={open === 'refuse'} title={t('requests.decide.refuse_title')} onClose={close}>
        <RefuseForm
          pending={decide.isPending}
          note={<RefusalNote error={decide.error} />}
          onRefuse={(reason) => decide.mutate({ number, decision: 'refuse', reason })}
        />
      </BottomSheet>
    </>
  );
};
