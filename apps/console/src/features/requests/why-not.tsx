import type { RequestDetail } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { routeWords } from './route-words.ts';

/** Instead of dead buttons: why this reader cannot decide, and who can. A request that is over says so in its story. */
export const WhyNot = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (request.state === 'returned') {
    return (
      <Alert
        type="info"
        showIcon
        title={t('requests.decide.returned_title')}
        description={t('requests.decide.returned_next', { requester: request.requester.name })}
      />
    );
  }
  if (request.mayNotDecide === null || request.state !== 'pending') return null;
  // Whoever has done his part is not told that he cannot: the story says the rest.
  if (request.mayNotDecide === 'ALREADY_APPROVED_BY_YOU') {
    return (
      <Alert type="success" showIcon title={t('requests.agree.yours')} description={t('requests.agree.yours_next')} />
    );
  }
  return (
    <Alert
      type="info"
      showIcon
      title={t('requests.decide.why_not')}
      description={[sentenceFor(request.mayNotDecide, language), ...routeWords(request.route, t, language)].join(
        language === 'en' ? ' ' : '',
      )}
    />
  );
};
