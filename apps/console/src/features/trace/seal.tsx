import { SafetyCertificateOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Where in the sealed chain an entry stands, or that the sealer has not come by yet. */
export const Seal = ({ position }: { readonly position: number | null }): ReactNode => {
  const { t } = useTranslation();
  const words = position === null ? t('trace.unsealed') : t('trace.sealed', { position });
  return (
    <span className={position === null ? 'trace-seal soft' : 'trace-seal trace-sealed'} title={words}>
      <SafetyCertificateOutlined aria-hidden="true" />
      <span aria-hidden="true" className="number">
        {position === null ? '…' : position}
      </span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
};
