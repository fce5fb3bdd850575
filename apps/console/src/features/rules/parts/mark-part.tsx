import type { MarkRule, SecretLevel } from '@miji/core';
import { printedMark, SECRET_LEVELS, Temporal } from '@miji/core';
import { Alert, Checkbox, Input } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../lib/session.tsx';
import { MarkHead } from '../../../ui/index.ts';
import { EntryState } from '../entry-state.tsx';
import { setMarks } from '../model/content.ts';
import { useRuleView } from '../rule-view.ts';

const TEN_YEARS = { kind: 'term', term: Temporal.Duration.from({ years: 10 }) } as const;
const LONGEST_NAME = 10;

const NameField = ({
  level,
  marks,
  change,
}: {
  readonly level: SecretLevel;
  readonly marks: MarkRule;
  readonly change: (marks: Partial<MarkRule>) => void;
}): ReactNode => {
  const { t } = useTranslation();
  const id = useId();
  const isEmpty = marks.levelNames[level].trim() === '';
  return (
    <div className="field">
      <label htmlFor={id}>{t('rules.mark.name_of', { level: t(`common.level.${level}`) })}</label>
      <Input
        id={id}
        className="short-input"
        maxLength={LONGEST_NAME}
        value={marks.levelNames[level]}
        {...(isEmpty ? { status: 'error' as const } : {})}
        onChange={({ target }) => change({ levelNames: { ...marks.levelNames, [level]: target.value } })}
      />
      {isEmpty ? (
        <span role="alert" className="bad">
          {t('common.fieldRequired')}
        </span>
      ) : null}
    </div>
  );
};

const MarkForm = (): ReactNode => {
  const { t } = useTranslation();
  const kindId = useId();
  const { document, edit } = useRuleView();
  const { marks } = document;
  const change = (part: Partial<MarkRule>): void => edit?.(setMarks({ ...marks, ...part }));
  return (
    <div className="stack">
      {SECRET_LEVELS.map((level) => (
        <NameField key={level} level={level} marks={marks} change={change} />
      ))}
      <div className="field">
        <label htmlFor={kindId}>{t('rules.mark.label.kind')}</label>
        <Input
          id={kindId}
          className="short-input"
          maxLength={LONGEST_NAME}
          value={marks.kind}
          onChange={({ target }) => change({ kind: target.value })}
        />
      </div>
      <Checkbox checked={marks.periodRequired} onChange={({ target }) => change({ periodRequired: target.checked })}>
        {t('rules.mark.period_required')}
      </Checkbox>
    </div>
  );
};

/** How marks are printed, beside the marks as they would be. @see GS-13 @see K-06 */
export const MarkPart = (): ReactNode => {
  const { t } = useTranslation();
  const { home } = useSession();
  const { document, edit, group } = useRuleView();
  return (
    <div className="rules-pair">
      <section>
        {group === null ? null : <Alert type="info" showIcon title={t('rules.group_only')} />}
        {edit === null || group !== null ? (
          <p className="soft">
            {t(document.marks.periodRequired ? 'rules.mark.period_required' : 'rules.mark.period_optional')}
          </p>
        ) : (
          <MarkForm />
        )}
        {(['levelNames', 'kind', 'periodRequired', ...SECRET_LEVELS] as const).map((key) => (
          <EntryState key={key} part="marks" entry={key} />
        ))}
      </section>
      <section aria-label={t('rules.mark.preview')}>
        <h3>{t('rules.mark.preview')}</h3>
        <div className="stack" aria-live="polite">
          {SECRET_LEVELS.map((level) => (
            <MarkHead key={level} level={level} mark={printedMark(home.name, level, TEN_YEARS, document.marks)} />
          ))}
        </div>
      </section>
    </div>
  );
};
