import type { RequestDetail } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { useEntryName } from '../../lib/rules.ts';
import { LevelTag, MarkHead } from '../../ui/index.ts';
import { extentOf, requestSentence } from './request-sentence.ts';
import { RequestStateTag } from './request-state-tag.tsx';
import { TimeLeft } from './time-left.tsx';

const CatalogueEntry = ({ code }: { readonly code: string }): ReactNode => {
  const name = useEntryName()(code);
  return (
    <span>
      {name === code ? null : name} <span className="soft number">{code}</span>
    </span>
  );
};

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** Level and catalogue entry; who wants what for what purpose; the numbers. Never the content. */
export const RequestFacts = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <>
      <header>
        <MarkHead mark={request.mark} level={request.level}>
          <div>
            <LevelTag level={request.level} /> <CatalogueEntry code={request.catalogueCode} />
          </div>
          {request.title === null ? null : <div>{request.title}</div>}
          <div className="soft request-ids">
            <span className="number">{request.item}</span> · <span className="number">{request.number}</span>
          </div>
        </MarkHead>
      </header>
      <section>
        <h1 className="request-sentence">{requestSentence(request, t, language)}</h1>
        {request.necessity === null ? null : (
          <p className="request-necessity">{t('requests.decide.necessity', { necessity: request.necessity })}</p>
        )}
        {request.state === 'pending' ? null : <RequestStateTag state={request.state} />}
      </section>
      {request.change !== null && request.state !== 'pending' ? null : (
        <dl className="request-numbers" aria-label={t('requests.decide.numbers')}>
          {request.change === null ? (
            <>
              <Fact name={t('requests.field.copies')}>
                <strong>{request.copies}</strong>
              </Fact>
              <Fact name={t('requests.decide.lines_label')}>{extentOf(request, t, language)}</Fact>
              <Fact name={t('requests.field.beneficiary')}>{request.beneficiary.name}</Fact>
            </>
          ) : null}
          {request.state === 'pending' ? (
            <div className="whole">
              <dt>{t('requests.decide.deadline')}</dt>
              <dd>
                <TimeLeft from={request.filedAt} to={request.expiresAt} />
              </dd>
            </div>
          ) : null}
        </dl>
      )}
    </>
  );
};
