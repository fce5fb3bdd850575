import type { ServiceScope } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import type { SnippetQuestion } from './snippet-text.ts';
import { snippetText } from './snippet-text.ts';

interface Props {
  /** what the key may be used for */
  readonly scopes: readonly ServiceScope[];
  readonly question?: SnippetQuestion | undefined;
}

/** The lines that ask Miji, ready to be pasted into a service. */
export const Snippet = ({ scopes, question }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const pins = useQuery(trpc.snapshot.keys.queryOptions()).data?.keys.map(({ publicKey }) => publicKey);
  const text = snippetText({ scopes, question, url: window.location.origin, pins });
  if (text === null) return <p className="soft">{t('developers.snippet.none')}</p>;
  return (
    <details className="developer-snippet">
      <summary>{t('developers.snippet.title')}</summary>
      <p className="soft">{t('developers.snippet.lead')}</p>
      {/* A long line is looked at by scrolling, also without a mouse. */}
      <section aria-label={t('developers.snippet.code')}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above */}
        <pre tabIndex={0}>{text}</pre>
      </section>
      <Typography.Text copyable={{ text, tooltips: false }}>{t('developers.snippet.copy')}</Typography.Text>
    </details>
  );
};
