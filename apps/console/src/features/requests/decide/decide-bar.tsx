import { EllipsisOutlined } from '@ant-design/icons';
import type { RequestDetail } from '@miji/contract';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../../../ui/index.ts';
import { BottomSheet } from '../../../ui/bottom-sheet.tsx';
import { ApproveSheet } from './approve-sheet.tsx';
import { AskBackForm } from './ask-back-form.tsx';
import { MoreActs } from './more-acts.tsx';
import { RefuseForm } from './refuse-form.tsx';
import { SecondFactor } from './second-factor.tsx';
import { ShortenForm } from './shorten-form.tsx';
import type { Decision } from './use-decision.ts';
import type { UsualReason } from './usual-reasons.ts';
import { usualReasons } from './usual-reasons.ts';

interface Props {
  readonly request: RequestDetail;
  readonly decision: Decision;
}

type Sheet =
  | { readonly kind: 'approve' | 'more' | 'shorten' | 'ask_back' }
  | { readonly kind: 'refuse'; readonly reason: UsualReason | null };

/** Approve, refuse, or more, within reach of the thumb: one tap opens the sheet, the second one decides. */
export const DecideBar = ({ request, decision }: Props): ReactNode => {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const { decide, isPending, error } = decision;
  const note = <RefusalNote error={error} />;
  const close = (): void => {
    if (isPending) return;
    decision.reset();
    setSheet(null);
  };
  const sheetOf = (kind: Sheet['kind'], title: string, children: ReactNode): ReactNode => (
    <BottomSheet
      open={sheet?.kind === kind && decision.confirming === null}
      title={title}
      returnsFocus={sheet === null && decision.confirming === null}
      onClose={close}
    >
      {children}
    </BottomSheet>
  );
  return (
    <>
      <section className="decide-bar" aria-label={t('requests.decide.bar')}>
        <fieldset className="bare decide-reasons" aria-label={t('requests.decide.refuse_because')}>
          <span className="soft" aria-hidden="true">
            {t('requests.decide.refuse_because')}
          </span>
          {usualReasons(request).map((reason) => {
            const short = t(`requests.decide.reason_short.${reason}`);
            const words = t(`requests.decide.reasons.${reason}`);
            return (
              <Button
                key={reason}
                size="small"
                shape="round"
                aria-label={t('requests.decide.usual_reason', { reason: short, words })}
                onClick={() => setSheet({ kind: 'refuse', reason })}
              >
                {short}
              </Button>
            );
          })}
        </fieldset>
        <div className="decide-buttons">
          <Button
            size="large"
            icon={<EllipsisOutlined aria-hidden="true" />}
            aria-label={t('requests.decide.more_label')}
            onClick={() => setSheet({ kind: 'more' })}
          >
            {t('requests.decide.more')}
          </Button>
          <Button size="large" onClick={() => setSheet({ kind: 'refuse', reason: null })}>
            {t('requests.decide.refuse')}
          </Button>
          <Button size="large" type="primary" onClick={() => setSheet({ kind: 'approve' })}>
            {t('requests.decide.approve')}
          </Button>
        </div>
      </section>
      {sheetOf(
        'approve',
        t('requests.decide.approve_title'),
        <ApproveSheet
          request={request}
          pending={isPending}
          note={note}
          onApprove={() => decide({ decision: 'approve' })}
        />,
      )}
      {sheetOf(
        'refuse',
        t('requests.decide.refuse_title'),
        sheet?.kind === 'refuse' ? (
          <RefuseForm
            key={sheet.reason}
            reasons={usualReasons(request)}
            chosen={sheet.reason}
            confirm={t('requests.decide.refuse_confirm')}
            pending={isPending}
            note={note}
            onRefuse={(reason, ground) => decide({ decision: 'refuse', reason, ground })}
          />
        ) : null,
      )}
      {sheetOf(
        'more',
        t('requests.decide.more_title'),
        <MoreActs
          request={request}
          pending={isPending}
          note={note}
          onApprove={(terms) => decide({ decision: 'approve', terms })}
          onAsk={(question) => decide({ decision: 'ask_back', question })}
          onChoose={(kind) => setSheet({ kind })}
        />,
      )}
      {sheetOf(
        'shorten',
        t('requests.decide.shorten_title'),
        <ShortenForm
          request={request}
          pending={isPending}
          note={note}
          onApprove={(terms) => decide({ decision: 'approve', terms })}
        />,
      )}
      {sheetOf(
        'ask_back',
        t('requests.decide.ask_back_title'),
        <AskBackForm
          request={request}
          pending={isPending}
          note={note}
          onAsk={(question) => decide({ decision: 'ask_back', question })}
        />,
      )}
      <SecondFactor number={request.number} decision={decision} />
    </>
  );
};
