import type { ItemDetail } from '@miji/contract';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { useGo } from '../../../lib/location.ts';
import { GoLink } from '../../../ui/index.ts';
import type { AskedOperation } from './file-request-values.ts';
import { ASKED_OPERATIONS } from './file-request-values.ts';

/** What is asked for. A change of classification has a form of its own. */
export const OperationChoice = ({
  item,
  operation,
}: {
  readonly item: ItemDetail;
  readonly operation: AskedOperation;
}): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  return (
    <section className="card">
      <label className="ask-operation">
        <span className="ask-operation-label">{t('ask.operation')}</span>
        <Select<AskedOperation>
          aria-label={t('ask.operation')}
          value={operation}
          size="large"
          options={ASKED_OPERATIONS.map((value) => ({ value, label: t(`common.operation.${value}`) }))}
          onChange={(value) => go(paths.fileRequest(item.number, { operation: value }), { replace: true })}
        />
      </label>
      <p className="soft">{t(`ask.explain.${operation}`)}</p>
      <div className="ask-change">
        <GoLink href={paths.changeItem(item.number)}>{t('ask.change_instead')}</GoLink>
      </div>
    </section>
  );
};
