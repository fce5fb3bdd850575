import { Form, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonSelect } from '../../../ui/index.ts';
import { StoreSelect } from './store-select.tsx';

export interface TypedDestination {
  readonly kind?: 'person' | 'store';
  readonly personId?: string;
  readonly storeId?: string;
}

/** Where something goes, as the wire has it. */
export const destinationOf = ({ kind, personId, storeId }: TypedDestination) => {
  if (kind === 'store') return storeId === undefined ? undefined : { storeId };
  return personId === undefined ? undefined : { personId };
};

interface Props {
  /** whether it may go into a store as well as to a person */
  readonly stores: boolean;
  /** the company in whose stores it may be kept */
  readonly company?: string | undefined;
}

/** To a person or into a store. */
export const DestinationFields = ({ stores, company }: Props): ReactNode => {
  const { t } = useTranslation();
  const kind = Form.useWatch<TypedDestination['kind']>('kind') ?? 'person';
  return (
    <>
      {stores ? (
        <Form.Item name="kind" label={t('movements.to.label')}>
          <Radio.Group
            options={[
              { value: 'person', label: t('movements.to.person') },
              { value: 'store', label: t('movements.to.store') },
            ]}
          />
        </Form.Item>
      ) : null}
      {kind === 'store' && stores ? (
        <Form.Item
          name="storeId"
          label={t('movements.to.store')}
          rules={[{ required: true, message: t('movements.to.store_required') }]}
        >
          <StoreSelect company={company} label={t('movements.to.store')} />
        </Form.Item>
      ) : (
        <Form.Item
          name="personId"
          label={t('movements.to.person')}
          rules={[{ required: true, message: t('movements.to.person_required') }]}
        >
          <PersonSelect label={t('movements.to.person')} />
        </Form.Item>
      )}
    </>
  );
};
