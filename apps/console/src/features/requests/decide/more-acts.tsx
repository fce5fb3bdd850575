import { QuestionCircleOutlined, ScissorOutlined } from '@ant-design/icons';
import type { RequestDetail, TermsWire } from '@miji/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../lib/format.ts';
import { useNow } from '../../../lib/session.tsx';
import { canShorten } from '../request-kind.ts';
import { USUAL_QUESTIONS } from './ask-back-form.tsx';
import { usualCuts } from './usual-cuts.ts';

interface Props {
  readonly request: RequestDetail;
  readonly pending: boolean;
  readonly note: ReactNode;
  readonly onApprove: (terms: TermsWire) => void;
  readonly onAsk: (question: string) => void;
  readonly onChoose: (act: 'shorten' | 'ask_back') => void;
}

const SCISSORS = <ScissorOutlined aria-hidden="true" />;
const QUESTION = <QuestionCircleOutlined aria-hidden="true" />;

/** What else can be done than approving and refusing: the usual ways at once, each said in full, and one’s own way behind them. */
export const MoreActs = ({ request, pending, note, onApprove, onAsk, onChoose }: Props): ReactNode => {
  const { t } = useTranslation();
  const today = dayOf(useNow());
  return (
    <>
      {usualCuts(request, today).map((cut) => (
        <Button
          key={cut.kind}
          block
          size="large"
          className="more-act"
          icon={SCISSORS}
          disabled={pending}
          onClick={() => onApprove(cut.terms)}
        >
          {cut.kind === 'one_each'
            ? t('requests.decide.cut_one_each', { count: cut.copies })
            : t('requests.decide.cut_tomorrow')}
        </Button>
      ))}
      {USUAL_QUESTIONS.map((key) => {
        const question = t(`requests.decide.questions.${key}`);
        return (
          <Button
            key={key}
            block
            size="large"
            className="more-act"
            icon={QUESTION}
            disabled={pending}
            onClick={() => onAsk(question)}
          >
            {t('requests.decide.ask_at_once', { question })}
          </Button>
        );
      })}
      {note}
      <div className="row">
        {canShorten(request) ? (
          <Button type="link" onClick={() => onChoose('shorten')}>
            {t('requests.decide.shorten')}
          </Button>
        ) : null}
        <Button type="link" onClick={() => onChoose('ask_back')}>
          {t('requests.decide.ask_back')}
        </Button>
      </div>
    </>
  );
};
