import type { RequestSummary } from '@miji/contract';
import { REQUEST_STATES } from '@miji/core';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { useGo } from '../../../lib/location.ts';
import type { Box, BoxOrder } from './use-box.ts';

interface OrderProps {
  readonly order: BoxOrder;
  readonly count: number;
  /** whether there is more than is loaded */
  readonly partial: boolean;
}

/** What waits: the most urgent first, or the newest. */
export const BoxOrderField = ({ order, count, partial }: OrderProps): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  if (count < 2) return null;
  return (
    <div className="row request-order">
      <Select
        value={order}
        aria-label={t('requests.box.sort')}
        className="request-filter"
        options={[
          { value: 'deadline', label: t('requests.box.by_deadline') },
          { value: 'filing', label: t('requests.box.by_filing') },
        ]}
        onChange={(sort: BoxOrder) => go(paths.requests({ box: 'to_decide', sort }), { replace: true })}
      />
      {partial && order === 'deadline' ? (
        <span className="soft">{t('requests.box.by_deadline_of', { count })}</span>
      ) : null}
    </div>
  );
};

/** Those in one state alone. */
export const StateFilter = ({
  box,
  state,
}: {
  readonly box: Box;
  readonly state: RequestSummary['state'] | undefined;
}): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  return (
    <Select
      allowClear
      value={state ?? null}
      placeholder={t('requests.box.all_states')}
      aria-label={t('requests.box.filter_state')}
      className="request-filter"
      options={REQUEST_STATES.map((value) => ({ value, label: t(`requests.state.${value}`) }))}
      onChange={(value: RequestSummary['state'] | null | undefined) =>
        go(paths.requests({ box, state: value ?? undefined }), { replace: true })
      }
    />
  );
};
