import type { DecidedRequest, RequestDetail } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { RefusalNote } from '../../ui/index.ts';
import { BottomSheet } from './bottom-sheet.tsx';
import { RefuseForm } from './refuse-form.tsx';
import { requestSentence } from './request-sentence.ts';

interface Props {
  readonly request: RequestDetail;
  readonly onDecided: (decided: DecidedRequest) => void;
}

/** What an approval brings: copies, lines that may leave, or a change that is carried out at once. */
const approvalEffect = ({ change, beneficiary, copies }: RequestDetail, t: TFunction): string => {
  if (change === null) return t('requests.decide.approve_effect', { beneficiary: beneficiary.name, count: copies });
  return change.kind === 'declassify_part'
    ? t('requests.decide.approve_part', { beneficiary: beneficiary.name })
    : t('requests.decide.approve_change');
};

/** Approve or refuse, within reach of the thumb: one tap opens the sheet, the second one decides. */
export const DecideBar = ({ request, onDecided }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
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
        <p className="request-sentence">{requestSentence(request, t, language)}</p>
        <p className="soft">{approvalEffect(request, t)}</p>
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
          isChange={request.change !== null}
          note={<RefusalNote error={decide.error} />}
          onRefuse={(reason) => decide.mutate({ number, decision: 'refuse', reason })}
        />
      </BottomSheet>
    </>
  );
};
