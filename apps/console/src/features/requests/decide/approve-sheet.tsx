import type { RequestDetail } from '@miji/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../lib/language.ts';
import { approvalEffect } from '../next-words.ts';
import { requestSentence } from '../request-sentence.ts';

interface Props {
  readonly request: RequestDetail;
  readonly pending: boolean;
  readonly note: ReactNode;
  readonly onApprove: () => void;
}

/** What one agrees to, once more in one sentence, and the button that does it. */
export const ApproveSheet = ({ request, pending, note, onApprove }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <>
      <p className="request-sentence">{requestSentence(request, t, language)}</p>
      <p className="soft">{approvalEffect(request, t)}</p>
      {request.needsSecondFactor ? <p className="soft">{t('requests.decide.needs_factor')}</p> : null}
      {note}
      <Button block size="large" type="primary" className="decide-button" loading={pending} onClick={onApprove}>
        {t('requests.decide.approve_confirm')}
      </Button>
    </>
  );
};
