import type { CustodyDeskWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoButton, Minute } from '../../ui/index.ts';

interface Props {
  readonly line: CustodyDeskWire['stockToTake'][number];
  readonly company: string | undefined;
}

/** A store whose things have come to another name without anybody’s having counted them. @see AR-36 */
export const StockToTakeLine = ({ line, company }: Props): ReactNode => {
  const { t } = useTranslation();
  const { store, since } = line;
  return (
    <li className="row custody-line">
      <div className="grow">
        <div>{t('custody.stock_to_take.sentence', { code: store.code, name: store.name })}</div>
        <div className="soft">
          <Minute at={since} relative />
        </div>
      </div>
      <GoButton href={paths.stocktakings({ company, store: store.id })}>{t('custody.stores.stocktake')}</GoButton>
    </li>
  );
};
