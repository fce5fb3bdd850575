import type { RequestDetail } from '@miji/contract';
import { POSTS } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { useEntryName } from '../../lib/rules.ts';
import { LevelTag, MarkHead } from '../../ui/index.ts';
import { RequestFigures } from './request-figures.tsx';
import { requestSentence } from './request-sentence.ts';
import { RequestStateTag } from './request-state-tag.tsx';

const CatalogueEntry = ({ code }: { readonly code: string }): ReactNode => {
  const name = useEntryName()(code);
  return (
    <span>
      {name === code ? null : name} <span className="soft number">{code}</span>
    </span>
  );
};

/** Who asks, as the register had him when he did. */
const Applicant = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  // A post as it stood in the register: by its code, or by its name where it was entered by hand.
  const nameOf = (post: string): string => {
    const known = POSTS.find((candidate) => candidate === post);
    return known === undefined ? post : t(`common.post.${known}`);
  };
  const posts = (request.profile?.posts ?? []).map(({ company, department, post }) =>
    [company, department, nameOf(post)].filter((part) => part !== null).join(' '),
  );
  const words = [
    ...posts,
    ...(request.applicant === 'insider' ? [] : [t(`requests.figure.applicant_${request.applicant}`)]),
  ];
  if (words.length === 0) return null;
  return (
    <p className="request-applicant soft">
      {t('requests.figure.applicant')} <bdi>{words.join(' · ')}</bdi>
    </p>
  );
};

/** Level and catalogue entry; who wants what for whom and why; the figures. Never the content. */
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
        <Applicant request={request} />
        {request.state === 'pending' ? null : <RequestStateTag state={request.state} />}
      </section>
      <RequestFigures request={request} />
    </>
  );
};
