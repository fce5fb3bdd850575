import { StopOutlined } from '@ant-design/icons';
import type { TraceEntry } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { ArticleLink, GoLink } from '../../ui/index.ts';
import { RawFields } from './raw-fields.tsx';
import { Seal } from './seal.tsx';
import { sentenceOf } from './trace-sentence.ts';

/** The time of day in Shanghai; the day stands above. */
const timeOf = (at: string): string => formatMinute(at).slice(-5);

/** One entry: a sentence, why where it was refused, its seal, and the raw fields one click away. */
export const TraceLine = ({ entry }: { readonly entry: TraceEntry }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { before, item, after, fact } = sentenceOf(entry, t);
  const refused = entry.outcome === 'refused';
  return (
    <li className={refused ? 'trace-line trace-refused' : 'trace-line'}>
      <time dateTime={entry.at} title={entry.at} className="number soft">
        {timeOf(entry.at)}
      </time>
      <div className="trace-said">
        <div>
          {refused ? <StopOutlined aria-label={t('trace.refused')} className="trace-stop" /> : null} {before}
          {item === null ? null : (
            <GoLink href={paths.item(item)} className="number">
              {item}
            </GoLink>
          )}
          {after}
          {fact === '' ? null : <span className="number soft">{fact}</span>}
        </div>
        {refused && entry.code !== null ? (
          <div className="trace-why">
            {sentenceFor(entry.code, language)}{' '}
            {entry.article === null || entry.article === '' ? null : <ArticleLink article={entry.article} />}
          </div>
        ) : null}
        {entry.effectiveAt === null ? null : (
          <div className="soft">{t('trace.fact.effective', { at: formatMinute(entry.effectiveAt) })}</div>
        )}
        <RawFields entry={entry} />
      </div>
      <Seal position={entry.entry} />
    </li>
  );
};
