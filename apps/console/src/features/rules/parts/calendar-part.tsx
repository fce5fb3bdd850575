import type { CalendarRule } from '@miji/core';
import { Alert, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ArticleMark } from '../article-mark.tsx';
import { EntryState } from '../entry-state.tsx';
import { entryWords, useVoice } from '../entry-words.ts';
import { entryId } from '../model/changes.ts';
import { setCalendar } from '../model/content.ts';
import { useRuleView } from '../rule-view.ts';

const KEYS = ['beforeCountsInside', 'beforeCountsOutside', 'shift'] as const;
const ARTICLES: Readonly<Record<keyof CalendarRule, string>> = {
  beforeCountsInside: 'K-23',
  beforeCountsOutside: 'K-23',
  shift: 'K-26',
};

const CalendarField = ({ name }: { readonly name: keyof CalendarRule }): ReactNode => {
  const { t } = useTranslation();
  const { document, edit } = useRuleView();
  const { calendar } = document;
  const label = t(`rules.calendar.label.${name}`);
  const change = (part: Partial<CalendarRule>): void => edit?.(setCalendar({ ...calendar, ...part }));
  return (
    <div className="field">
      <span>{label}</span>
      {name === 'shift' ? (
        <Radio.Group
          vertical
          aria-label={label}
          value={calendar.shift}
          options={(['previous_working_day', 'none'] as const).map((shift) => ({
            value: shift,
            label: t(`rules.calendar.shift.${shift}`),
          }))}
          onChange={({ target }) => change({ shift: target.value === 'none' ? 'none' : 'previous_working_day' })}
        />
      ) : (
        <Radio.Group
          vertical
          aria-label={label}
          value={calendar[name]}
          options={[
            { value: true, label: t('rules.calendar.counts') },
            { value: false, label: t('rules.calendar.counts_not') },
          ]}
          onChange={({ target }) => change({ [name]: target.value === true })}
        />
      )}
    </div>
  );
};

/** How days are counted where a rule says "before". @see K-23 @see K-26 */
export const CalendarPart = (): ReactNode => {
  const { t } = useTranslation();
  const voice = useVoice();
  const { document, edit, group, changed, onlyChanged, article } = useRuleView();
  const shown = KEYS.filter((name) => !onlyChanged || changed.has(entryId('calendar', name)));
  if (shown.length === 0) return <p className="empty-note">{t('rules.no_changes_here')}</p>;
  return (
    <>
      {group !== null && edit !== null ? <Alert type="info" showIcon title={t('rules.group_only')} /> : null}
      <ul className="plain-list rules-list">
        {shown.map((name) => (
          <li key={name}>
            <ArticleMark article={ARTICLES[name]} marked={ARTICLES[name] === article} />
            <div className="limit-entry">
              {edit === null || group !== null ? (
                <span>
                  {t(`rules.calendar.label.${name}`)}
                  {voice.language === 'en' ? ': ' : '：'}
                  {entryWords('calendar', name, document, voice)}
                </span>
              ) : (
                <CalendarField name={name} />
              )}
              <EntryState part="calendar" entry={name} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
};
