import type { Capability } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { ArticleLink, missingWords } from '../../ui/index.ts';
import { routeWords } from './route-words.ts';

interface Props {
  readonly capability: Capability;
  readonly beneficiaryId: string | undefined;
}

/** Before anything is sent: who will decide, by which article, or whom to appoint so that somebody can. */
export const WhoDecides = ({ capability, beneficiaryId }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { route } = capability;
  if (route === null) return null;
  const steppingBack = route.kind === 'open' ? route.approvers.find(({ id }) => id === beneficiaryId) : undefined;
  return (
    <aside className="card" aria-live="polite">
      <h2>{t('requests.who.heading')}</h2>
      {routeWords(route, t, language).map((words) => (
        <p key={words}>{words}</p>
      ))}
      {steppingBack === undefined ? null : (
        <Alert type="info" showIcon title={t('requests.who.beneficiary_is_approver', { name: steppingBack.name })} />
      )}
      <p className="soft">{t('requests.who.silence')}</p>
      <ArticleLink article={capability.article} />
    </aside>
  );
};

/** Why this cannot be asked for now, and what would change that. */
export const CannotAsk = ({ capability }: { readonly capability: Capability }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const declassified = capability.code === 'ALLOWED_DECLASSIFIED';
  const { route } = capability;
  const said = declassified
    ? []
    : route?.kind === 'locked'
      ? routeWords(route, t, language)
      : [sentenceFor(capability.code, language), ...capability.missing.map((one) => missingWords(one, t, language))];
  return (
    <Alert
      type="info"
      showIcon
      className="cannot-ask"
      title={declassified ? t('requests.who.declassified') : t('requests.who.not_possible')}
      description={
        <div className="row">
          {said.map((words) => (
            <span key={words}>{words}</span>
          ))}
          <ArticleLink article={capability.article} />
        </div>
      }
    />
  );
};
