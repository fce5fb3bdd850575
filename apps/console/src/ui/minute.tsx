import type { ReactNode } from 'react';
import { formatMinute, relativeWords } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { useNow } from '../lib/session.tsx';

/** An instant, to the minute, in Shanghai; how far away it is stands in its title, or beside it. */
export const Minute = ({ at, relative }: { readonly at: string; readonly relative?: boolean }): ReactNode => {
  const { language } = useLanguage();
  const words = relativeWords(at, useNow(), language);
  return (
    <time dateTime={at} title={words} className="number">
      {formatMinute(at)}
      {relative === true ? <span className="soft">{language === 'en' ? ` (${words})` : `（${words}）`}</span> : null}
    </time>
  );
};
