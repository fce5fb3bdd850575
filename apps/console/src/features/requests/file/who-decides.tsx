import type { RequestPreview } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { approverSentence } from '@miji/core';
import { Alert, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { minutesWords, formatMinute } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/language.ts';
import { ArticleLink, GoLink, missingWords, ruleLanguage } from '../../../ui/index.ts';
import { routeWords } from '../route-words.ts';

/** Why it cannot be asked for, or what is still missing. */
const Obstacle = ({ preview }: { readonly preview: RequestPreview }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (preview.code === null) return null;
  const locked = preview.route?.kind === 'locked' ? routeWords(preview.route, t, language) : [];
  const said = [...preview.missing.map((one) => missingWords(one, t, language)), ...locked];
  return (
    <Alert
      type={preview.outcome === 'impossible' ? 'warning' : 'info'}
      showIcon
      title={sentenceFor(preview.code, language)}
      description={said.length === 0 ? undefined : said.join(language === 'en' ? '; ' : '；')}
    />
  );
};

/** Before anything is sent: who decides, in which order, how long that usually takes, and what is missing. */
export const WhoDecides = ({ preview }: { readonly preview: RequestPreview | undefined }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <aside className="card who-decides" aria-live="polite" aria-label={t('ask.who.heading')}>
      <h2>{t('ask.who.heading')}</h2>
      {preview === undefined ? (
        <Skeleton active paragraph={{ rows: 3 }} />
      ) : (
        <>
          <Obstacle preview={preview} />
          {preview.rule === null ? null : (
            <p className="who-decides-rule">{approverSentence(preview.rule, ruleLanguage(language))}</p>
          )}
          {preview.route?.kind === 'open'
            ? routeWords(preview.route, t, language).map((words) => <p key={words}>{words}</p>)
            : null}
          {preview.expiresAt === null ? null : (
            <p className="soft">
              {preview.usualMinutes === null
                ? t('ask.who.usual_unknown')
                : t('ask.who.usual', { time: minutesWords(preview.usualMinutes, language) })}{' '}
              {t('ask.who.silence', { until: formatMinute(preview.expiresAt) })}
            </p>
          )}
          {preview.repeats === null ? null : (
            <div>
              <p>{t('ask.who.repeats')}</p>
              <GoLink href={paths.request(preview.repeats)}>{preview.repeats}</GoLink>
            </div>
          )}
          <ArticleLink article={preview.article} />
        </>
      )}
    </aside>
  );
};
