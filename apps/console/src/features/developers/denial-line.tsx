import type { ServiceDenial } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPCClient } from '../../lib/trpc.ts';
import { ArticleLink, Minute, RefusalNote } from '../../ui/index.ts';
import { Answer } from '../explain/answer.tsx';
import { mayExplain } from './may-explain.ts';
import { operationWords } from './operation-words.ts';

/** One refusal: when, which service, for whom, what, and why; the office and auditors may have it explained as of that moment. */
export const DenialLine = ({ denial }: { readonly denial: ServiceDenial }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const client = useTRPCClient();
  const session = useSession();
  const { at, service, person, item, action, operation, code, article } = denial;
  const explain = useMutation({
    mutationFn: (asked: Parameters<typeof client.access.explain.query>[0]) => client.access.explain.query(asked),
  });
  const question =
    person === null || item === null || !mayExplain(session)
      ? null
      : { personId: person.id, item, operation: operation ?? 'view', at };
  return (
    <li className="developer-denial">
      <div className="row">
        <Minute at={at} />
        <strong lang="zh-CN">{service.name}</strong>
        <span>{t(`trace.action.${action}`)}</span>
        <code>{code}</code>
      </div>
      <div className="row soft">
        {person === null ? null : <span lang="zh-CN">{person.name}</span>}
        {operation === null ? null : <span>{operationWords(operation, t)}</span>}
        {item === null ? null : <span className="number">{item}</span>}
      </div>
      <div>
        {sentenceFor(code, language)} {article === null || article === '' ? null : <ArticleLink article={article} />}
      </div>
      {question === null || explain.data !== undefined ? null : (
        <Button size="small" loading={explain.isPending} onClick={() => explain.mutate(question)}>
          {t('developers.denials.explain')}
        </Button>
      )}
      <RefusalNote error={explain.error} />
      <div aria-live="polite">
        {explain.data === undefined ? null : (
          <>
            <p className="soft">{t('developers.denials.as_of')}</p>
            <Answer explanation={explain.data} />
          </>
        )}
      </div>
    </li>
  );
};
