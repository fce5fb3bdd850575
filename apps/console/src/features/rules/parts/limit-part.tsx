import type { Limits } from '@miji/core';
import { Button, InputNumber, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ArticleMark } from '../article-mark.tsx';
import { EntryState } from '../entry-state.tsx';
import { entryWords, useVoice } from '../entry-words.ts';
import { entryId } from '../model/changes.ts';
import { dropLimit, setLimits } from '../model/content.ts';
import { useRuleView } from '../rule-view.ts';
import { DurationField } from './duration-field.tsx';

const LIMITS = ['requestExpiresAfter', 'grantExpiresAfter', 'maxCopies', 'loanDays', 'loanDaysCount'] as const;
const MOST: Readonly<Record<'maxCopies' | 'loanDays', number>> = { maxCopies: 20, loanDays: 90 };
const ARTICLES: Readonly<Partial<Record<keyof Limits, string>>> = {
  grantExpiresAfter: 'GS-23',
  loanDays: 'CF-26',
  loanDaysCount: 'K-13',
};

const LimitField = ({ name }: { readonly name: keyof Limits }): ReactNode => {
  const { t } = useTranslation();
  const { document, edit } = useRuleView();
  const label = t(`rules.limit.label.${name}`);
  switch (name) {
    case 'requestExpiresAfter':
    case 'grantExpiresAfter':
      return (
        <DurationField
          label={label}
          value={document.limits[name]}
          onChange={(value) => {
            if (value !== null) edit?.(setLimits({ [name]: value }));
          }}
        />
      );
    case 'maxCopies':
    case 'loanDays':
      return (
        <div className="field">
          <span>{label}</span>
          <InputNumber
            aria-label={label}
            min={1}
            max={MOST[name]}
            precision={0}
            value={document.limits[name]}
            onChange={(value) => {
              if (value !== null) edit?.(setLimits({ [name]: value }));
            }}
          />
        </div>
      );
    case 'loanDaysCount':
      return (
        <div className="field">
          <span>{label}</span>
          <Radio.Group
            aria-label={label}
            value={document.limits.loanDaysCount}
            options={(['calendar', 'working'] as const).map((count) => ({
              value: count,
              label: t(`rules.limit.count.${count}`),
            }))}
            onChange={({ target }) =>
              edit?.(setLimits({ loanDaysCount: target.value === 'working' ? 'working' : 'calendar' }))
            }
          />
        </div>
      );
  }
};

/** The limits that run on clocks, and the numbers. Where the regulations give none, they are the house's own. */
export const LimitPart = (): ReactNode => {
  const { t } = useTranslation();
  const voice = useVoice();
  const { document, edit, group, own, changed, onlyChanged, article } = useRuleView();
  const shown = LIMITS.filter((name) => !onlyChanged || changed.has(entryId('limits', name)));
  if (shown.length === 0) return <p className="empty-note">{t('rules.no_changes_here')}</p>;
  return (
    <ul className="plain-list rules-list">
      {shown.map((name) => {
        const from = ARTICLES[name];
        return (
          <li key={name}>
            <ArticleMark article={from ?? t('rules.limits.house')} marked={from !== undefined && from === article} />
            <div className="limit-entry">
              {edit === null ? (
                <span>
                  {t(`rules.limit.label.${name}`)}
                  {voice.language === 'en' ? ': ' : '：'}
                  {entryWords('limits', name, document, voice)}
                </span>
              ) : (
                <LimitField name={name} />
              )}
              <EntryState part="limits" entry={name} />
            </div>
            {edit !== null && group !== null && own.has(entryId('limits', name)) ? (
              <Button size="small" danger onClick={() => edit(dropLimit(name))}>
                {t('rules.back_to_group')}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
};
