import type { ServiceCalls } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { Minute } from '../../ui/index.ts';

/** How often one service called, how much of that was refused, and why. */
export const ServiceFigures = ({ calls }: { readonly calls: ServiceCalls }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const share = (part: number): string =>
    part === 0 ? '0' : t('developers.calls.share', { part, percent: ((100 * part) / calls.calls).toFixed(1) });
  return (
    <li className="card">
      <h2 lang="zh-CN">{calls.service.name}</h2>
      <dl className="developer-figures">
        <div>
          <dt>{t('developers.calls.calls')}</dt>
          <dd className="number">{calls.calls}</dd>
        </div>
        <div>
          <dt>{t('developers.calls.denied')}</dt>
          <dd className="number">{share(calls.denied)}</dd>
        </div>
        <div>
          <dt>{t('developers.calls.failed')}</dt>
          <dd className="number">{share(calls.failed)}</dd>
        </div>
        <div>
          <dt>{t('developers.calls.last')}</dt>
          <dd>{calls.last === null ? t('developers.calls.silent') : <Minute at={calls.last} />}</dd>
        </div>
      </dl>
      {calls.calls === 0 ? null : (
        <details>
          <summary>{t('developers.calls.more')}</summary>
          <ul className="plain-list">
            {calls.acts.map(({ action, calls: count, refused }) => (
              <li key={action}>
                {t(`trace.action.${action}`)} <span className="number">{count}</span>
                {refused === 0 ? null : (
                  <span className="soft"> · {t('developers.calls.of_them_refused', { refused })}</span>
                )}
              </li>
            ))}
          </ul>
          <ul className="plain-list">
            {calls.codes.map(({ code, calls: count }) => (
              <li key={code}>
                <code>{code}</code> <span className="number">{count}</span>{' '}
                <span className="soft">{sentenceFor(code, language)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
};
