import type { RecordClassInForce } from '@miji/contract';
import { CUSTOMER_GRADES } from '@miji/core';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelTag } from '../../ui/index.ts';
import { shownOf } from './samples.ts';

interface Props {
  readonly entry: RecordClassInForce;
  readonly acts: ReactNode;
}

const Levels = ({ level }: Pick<RecordClassInForce['inForce'], 'level'>): ReactNode => {
  const { t } = useTranslation();
  if (level.kind === 'fixed') return <LevelTag level={level.level} />;
  return CUSTOMER_GRADES.map((grade) => (
    <span key={grade} className="record-grade">
      {t(`customers.grade.${grade}`)} <LevelTag level={level.byGrade[grade]} />
    </span>
  ));
};

const Fields = ({ inForce: { fields, combinations } }: RecordClassInForce): ReactNode => {
  const { t } = useTranslation();
  return (
    <>
      <section className="record-scroll" aria-label={t('records.fields')}>
        <table className="record-table">
          <thead>
            <tr>
              <th scope="col">{t('records.field')}</th>
              <th scope="col">{t('records.kind_label')}</th>
              <th scope="col">{t('records.pfi')}</th>
              <th scope="col">{t('records.shown')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.name}>
                <td>
                  <code>{field.name}</code>
                </td>
                <td>{t(`records.kind.${field.kind}`)}</td>
                <td>{field.pfi ?? t('records.class.none')}</td>
                <td lang="zh-CN">{shownOf(field)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {combinations.map(({ fields: together, becomes }) => (
        <div key={together.join()} className="soft">
          {t('records.combined', { fields: together.join(' + '), becomes })}
        </div>
      ))}
    </>
  );
};

/** A class as it binds a company: how secret, who may know it, and what is left of each field, shown on values that belong to nobody. */
export const ClassCard = ({ entry, acts }: Props): ReactNode => {
  const { t } = useTranslation();
  const heading = useId();
  const { inForce, groupVersion, ownVersion } = entry;
  return (
    <section className="card" aria-labelledby={heading}>
      <h2 id={heading}>
        <span lang="zh-CN">{inForce.name}</span> <code>{inForce.code}</code>
      </h2>
      <div className="soft">
        {groupVersion === null ? null : t('records.group_version', { version: groupVersion })}{' '}
        {ownVersion === null ? null : t('records.own_version', { version: ownVersion })}
      </div>
      <p>
        <Levels level={inForce.level} />
      </p>
      <p>
        {inForce.range.accountManager ? `${t('records.account_manager')} · ` : null}
        {t(`records.reach.${inForce.range.department}`)} · {t('records.at_most', { count: inForce.batchLimit })}
      </p>
      <Fields {...entry} />
      <div className="record-acts">{acts}</div>
    </section>
  );
};
