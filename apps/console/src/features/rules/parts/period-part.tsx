import type { PeriodRule, SecretLevel } from '@miji/core';
import { SECRET_LEVELS } from '@miji/core';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelTag } from '../../../ui/index.ts';
import { EntryState } from '../entry-state.tsx';
import { entryWords, useVoice } from '../entry-words.ts';
import { entryId } from '../model/changes.ts';
import { dropPeriod, putPeriod } from '../model/content.ts';
import { useRuleView } from '../rule-view.ts';
import { DurationField } from './duration-field.tsx';

const ruleOf = (periods: readonly PeriodRule[], level: SecretLevel): PeriodRule =>
  periods.find((rule) => rule.level === level) ?? { level, usual: null, longest: null };

const PeriodForm = ({ rule }: { readonly rule: PeriodRule }): ReactNode => {
  const { t } = useTranslation();
  const { edit } = useRuleView();
  const change = (part: Partial<PeriodRule>): void => edit?.(putPeriod({ ...rule, ...part }));
  return (
    <>
      <DurationField
        optional
        label={t('rules.period.usual')}
        value={rule.usual}
        onChange={(usual) => change({ usual })}
      />
      <DurationField
        optional
        label={t('rules.period.longest')}
        value={rule.longest}
        onChange={(longest) => change({ longest })}
      />
    </>
  );
};

/** How long items of a level are secret, where nobody says otherwise, and at most. @see K-06 */
export const PeriodPart = (): ReactNode => {
  const { t } = useTranslation();
  const voice = useVoice();
  const { document, edit, group, own, changed, onlyChanged } = useRuleView();
  const levels = SECRET_LEVELS.filter((level) => !onlyChanged || changed.has(entryId('periods', level)));
  if (levels.length === 0) return <p className="empty-note">{t('rules.no_changes_here')}</p>;
  return (
    <>
      <p className="soft">{t('rules.period.explain')}</p>
      <div className="range-cards">
        {levels.map((level) => (
          <section key={level} className="range-card" aria-label={t(`common.level.${level}`)}>
            <header className="row">
              <LevelTag level={level} />
            </header>
            {edit === null ? (
              <p>{entryWords('periods', level, document, voice) ?? t('rules.not_set')}</p>
            ) : (
              <PeriodForm rule={ruleOf(document.periods, level)} />
            )}
            <EntryState part="periods" entry={level} />
            {edit !== null && group !== null && own.has(entryId('periods', level)) ? (
              <Button size="small" danger onClick={() => edit(dropPeriod(level))}>
                {t('rules.back_to_group')}
              </Button>
            ) : null}
          </section>
        ))}
      </div>
    </>
  );
};
