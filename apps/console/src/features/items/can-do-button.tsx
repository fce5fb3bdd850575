import type { Capability, ItemDetail } from '@miji/contract';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoButton } from '../../ui/index.ts';
import { mayAsk } from './capability-words.ts';
import { ConfirmItem } from './confirm-item.tsx';
import { NameReader } from './name-reader.tsx';
import { ReviseItem } from './revise-item.tsx';

interface Props {
  readonly item: ItemDetail;
  readonly capability: Capability;
}

const NameButton = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('items.can.do.name')}</Button>
      <NameReader item={item} open={open} onClose={() => setOpen(false)} />
    </>
  );
};

const AskButton = ({ item, capability, operation }: Props & { readonly operation: Asked }): ReactNode => {
  const { t } = useTranslation();
  if (capability.code === 'ALLOWED_GRANT') return <GoButton href={paths.grants()}>{t('items.can.use')}</GoButton>;
  if (!mayAsk(capability)) return null;
  return (
    <GoButton href={paths.fileRequest(item.number, { operation })}>
      {t('items.can.do.ask', { operation: t(`common.operation.${operation}`) })}
    </GoButton>
  );
};

type Asked = Exclude<Capability['act'], 'view' | 'name' | 'confirm' | 'revise'>;

/** The button that starts an operation, or asks for it; none where nothing would come of it. */
export const CanDoButton = ({ item, capability }: Props): ReactNode => {
  const { t } = useTranslation();
  const { act, outcome } = capability;
  switch (act) {
    case 'view':
      return outcome !== 'allowed' ? null : (
        <GoButton type="primary" href={paths.readItem(item.number)}>
          {t('items.can.do.view')}
        </GoButton>
      );
    case 'name':
      return outcome === 'allowed' ? <NameButton item={item} /> : null;
    case 'confirm':
      return outcome === 'allowed' ? <ConfirmItem item={item} /> : null;
    case 'revise':
      return outcome === 'allowed' ? <ReviseItem item={item} /> : null;
    default:
      return <AskButton item={item} capability={capability} operation={act} />;
  }
};
