import type { Law } from '@miji/core';
import { protectiveLevel, SECRET_LEVELS } from '@miji/core';
import { Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { useLaw } from '../../lib/rules.ts';
import { useSession } from '../../lib/session.tsx';
import { LevelTag } from '../../ui/index.ts';
import { FormField } from './form-field.tsx';
import type { PartProps } from './register-parts.ts';
import { usualTerm } from './period-draft.ts';

const useEntries = (law: Law, isOffice: boolean) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const named = ({ code, zh, en }: { readonly code: string; readonly zh: string; readonly en: string }) => ({
    value: code,
    label: `${language === 'en' ? en : zh} (${code})`,
  });
  return {
    entries: law.catalogue,
    options: [
      ...law.catalogue.filter(({ closed }) => !closed).map(named),
      {
        label: t('items.form.outside'),
        title: 'outside',
        // Only the security office may classify it all the same, and says why (GS-09).
        options: law.rules.outOfScope.map((entry) => ({ ...named(entry), disabled: !isOffice })),
      },
    ],
  };
};

/** What kind of secret it is, and the level that follows from it. @see GS-08 @see GS-10 */
export const RegisterKind = ({ draft, problems, change }: PartProps): ReactNode => {
  const { t } = useTranslation();
  const { home, capacities } = useSession();
  const law = useLaw(home.code);
  const isOffice = capacities.some(({ post }) => post === 'security_officer');
  const { entries, options } = useEntries(law, isOffice);
  const isOutside = law.rules.outOfScope.some(({ code }) => code === draft.catalogueCode);
  const entry = entries.find(({ code }) => code === draft.catalogueCode);
  const entryWords = () => {
    if (entry === undefined) return t('items.form.entryHint');
    if (entry.needsReason) return t('items.form.entryNeedsReason');
    return entry.defaultLevel === null
      ? t('items.form.entryNoDefault')
      : t('items.form.entryDefault', { level: t(`common.level.${entry.defaultLevel}`) });
  };
  const { catalogueCode, level } = draft;
  const protective =
    catalogueCode === undefined || level === undefined ? level : protectiveLevel(law, { catalogueCode, level });
  const deviates = entry !== undefined && level !== undefined && (entry.defaultLevel !== level || entry.needsReason);
  return (
    <>
      <FormField
        field="catalogueCode"
        label={t('items.form.entry')}
        hint={entryWords()}
        problem={problems.get('catalogueCode')}
      >
        {(ties) => (
          <Select
            {...ties}
            showSearch={{ optionFilterProp: 'label' }}
            value={catalogueCode ?? null}
            options={options}
            onChange={(code: string) => {
              const usual = entries.find((candidate) => candidate.code === code)?.defaultLevel ?? null;
              const outside = law.rules.outOfScope.some((candidate) => candidate.code === code);
              change({
                catalogueCode: code,
                ...(usual === null ? {} : { level: usual, ...usualTerm(law.period(usual).usual) }),
                // The reason belongs to the entry that needs it.
                ...(outside ? {} : { scopeOverride: '' }),
              });
            }}
          />
        )}
      </FormField>
      {isOutside ? (
        <FormField
          field="scopeOverride"
          label={t('items.form.override')}
          hint={t('items.form.overrideHint')}
          problem={problems.get('scopeOverride')}
        >
          {(ties) => (
            <Input.TextArea
              {...ties}
              rows={2}
              value={draft.scopeOverride}
              maxLength={2_000}
              spellCheck={false}
              onChange={({ target }) => change({ scopeOverride: target.value })}
            />
          )}
        </FormField>
      ) : null}
      <FormField
        field="title"
        label={t('items.form.itemTitle')}
        hint={t('items.form.itemTitleHint')}
        problem={problems.get('title')}
      >
        {(ties) => (
          <Input
            {...ties}
            value={draft.title}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => change({ title: target.value })}
          />
        )}
      </FormField>
      <FormField
        field="level"
        label={t('items.form.level')}
        hint={
          protective === level || protective === undefined
            ? undefined
            : t('items.form.protective', { level: t(`common.level.${protective}`) })
        }
        problem={problems.get('level')}
      >
        {(ties) => (
          <Radio.Group
            {...ties}
            value={level}
            options={SECRET_LEVELS.map((value) => ({ value, label: <LevelTag level={value} /> }))}
            onChange={({ target }) => {
              const chosen = SECRET_LEVELS.find((candidate) => candidate === target.value);
              if (chosen !== undefined) change({ level: chosen, ...usualTerm(law.period(chosen).usual) });
            }}
          />
        )}
      </FormField>
      {deviates ? (
        <FormField field="levelReason" label={t('items.form.levelReason')} problem={problems.get('levelReason')}>
          {(ties) => (
            <Input.TextArea
              {...ties}
              rows={2}
              value={draft.levelReason}
              maxLength={2_000}
              spellCheck={false}
              onChange={({ target }) => change({ levelReason: target.value })}
            />
          )}
        </FormField>
      ) : null}
      <FormField
        field="basis"
        label={t('items.form.basis')}
        hint={t('items.form.basisHint')}
        problem={problems.get('basis')}
      >
        {(ties) => (
          <Input.TextArea
            {...ties}
            rows={2}
            value={draft.basis}
            maxLength={2_000}
            spellCheck={false}
            onChange={({ target }) => change({ basis: target.value })}
          />
        )}
      </FormField>
    </>
  );
};
