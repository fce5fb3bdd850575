import type { DryRun, EffectRow, EffectTally, PersonRef } from '@miji/contract';
import { LEVEL_WORDS } from '@miji/core';
import type { SecretLevel } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelTag, PersonName } from '../../../ui/index.ts';
import { ArticleMark } from '../article-mark.tsx';
import { useVoice } from '../entry-words.ts';
import { wordsIn } from '../words-in.ts';
import { useOperationName } from './dry-run-sheet.ts';

const Group = ({
  title,
  count,
  shown,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly shown: number;
  readonly children: ReactNode;
}): ReactNode => {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <details className="branch">
      <summary>
        {title} <span className="soft">{t('rules.effects.examples', { shown, count })}</span>
      </summary>
      <ul className="plain-list branch-entries">{children}</ul>
    </details>
  );
};

const AnswerLine = ({ row }: { readonly row: EffectRow }): ReactNode => {
  const { t } = useTranslation();
  const operationName = useOperationName();
  return (
    <li className="row">
      <PersonName person={row.person} />
      <span className="soft">{row.company}</span>
      <span className="number">{row.item}</span>
      <LevelTag level={row.level} />
      <span>{operationName(row.operation)}</span>
      <span>
        <del className="was">{t(`rules.effects.outcome.${row.before.outcome}`)}</del> →{' '}
        <ins className="will">{t(`rules.effects.outcome.${row.after.outcome}`)}</ins>
      </span>
      <ArticleMark article={row.article} />
    </li>
  );
};

const Answers = ({ title, tally }: { readonly title: string; readonly tally: EffectTally }): ReactNode => {
  const operationName = useOperationName();
  return (
    <Group title={title} count={tally.count} shown={tally.examples.length}>
      <li className="row soft">
        {tally.byOperation.map(({ operation, count }) => (
          <span key={operation}>
            {operationName(operation)} {count}
          </span>
        ))}
      </li>
      {tally.examples.map((row) => (
        <AnswerLine key={`${row.person.id} ${row.item} ${row.operation}`} row={row} />
      ))}
    </Group>
  );
};

const Names = ({ people }: { readonly people: readonly PersonRef[] }): ReactNode => {
  const { t } = useTranslation();
  return people.length === 0 ? t('rules.effects.nobody') : people.map(({ name }) => name).join('、');
};

/** Some of what changes, by kind, for whoever wants to see it. */
export const DryRunExamples = ({ run }: { readonly run: DryRun }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const operationName = useOperationName();
  const levelName = (level: SecretLevel | null): string =>
    level === null ? t('rules.not_set') : wordsIn(LEVEL_WORDS[level], language);
  return (
    <div>
      <Answers title={t('rules.effects.who_loses')} tally={run.losses} />
      <Answers title={t('rules.effects.who_gains')} tally={run.gains} />
      <Group title={t('rules.effects.which_copies')} count={run.recalled.count} shown={run.recalled.examples.length}>
        {run.recalled.examples.map(({ copy, holder, level }) => (
          <li key={copy} className="row">
            <span className="number">{copy}</span>
            <LevelTag level={level} />
            <PersonName person={holder} />
          </li>
        ))}
      </Group>
      <Group title={t('rules.effects.which_requests')} count={run.rerouted.count} shown={run.rerouted.examples.length}>
        {run.rerouted.examples.map(({ request, operation, level, before, after }) => (
          <li key={request} className="row">
            <span className="number">{request}</span>
            <span>{operationName(operation)}</span>
            <LevelTag level={level} />
            <span>
              <del className="was">
                <Names people={before} />
              </del>{' '}
              →{' '}
              <ins className="will">
                <Names people={after} />
              </ins>
            </span>
          </li>
        ))}
      </Group>
      <Group title={t('rules.effects.which_items')} count={run.relevelled.count} shown={run.relevelled.examples.length}>
        {run.relevelled.examples.map(({ item, catalogueCode, before, after }) => (
          <li key={item} className="row">
            <span className="number">{item}</span>
            <span className="number soft">{catalogueCode}</span>
            <span>
              <del className="was">{levelName(before)}</del> → <ins className="will">{levelName(after)}</ins>
            </span>
          </li>
        ))}
      </Group>
    </div>
  );
};
