import type { RequestDetail } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WordsForm } from './words-form.tsx';

interface Props {
  readonly request: RequestDetail;
  readonly pending: boolean;
  readonly note: ReactNode;
  readonly onAsk: (question: string) => void;
}

/** What is usually asked back. */
export const USUAL_QUESTIONS = ['purpose', 'why_so_much', 'evidence'] as const;

/** A question to whoever asked: the request comes back with the answer. */
export const AskBackForm = ({ request, pending, note, onAsk }: Props): ReactNode => {
  const { t } = useTranslation();
  return (
    <>
      <p className="soft">{t('requests.decide.ask_back_lead', { requester: request.requester.name })}</p>
      <WordsForm
        usual={USUAL_QUESTIONS.map((key) => ({ key, words: t(`requests.decide.questions.${key}`) }))}
        label={t('requests.decide.ask_back_question')}
        required={t('requests.decide.ask_back_required')}
        confirm={t('requests.decide.ask_back_confirm')}
        pending={pending}
        note={note}
        onSend={onAsk}
      />
    </>
  );
};
