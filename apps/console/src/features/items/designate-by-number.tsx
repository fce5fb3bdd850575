import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.tsx';
import { NameReader } from './name-reader.tsx';

/**
 * For a head-office executive on the page of a number that he does not know: where only he designates, he does so without knowing the
 * item. Whether there is such an item he learns by designating, and not before.
 *
 * @see GS-17
 * @see K-07
 */
export const DesignateByNumber = ({ number }: { readonly number: string }): ReactNode => {
  const { t } = useTranslation();
  const { capacities, companies } = useSession();
  const [open, setOpen] = useState(false);
  const owner = companies.find(({ code }) => number.startsWith(`${code}-`));
  const designates = capacities.some(
    ({ company, post }) =>
      company.kind === 'headquarters' && (post === 'general_manager' || post === 'deputy_general_manager'),
  );
  if (!designates || owner === undefined) return null;
  return (
    <section className="card stack">
      <p className="soft">{t('items.designate.lead')}</p>
      <div>
        <Button onClick={() => setOpen(true)}>{t('items.designate.open')}</Button>
      </div>
      <NameReader
        item={{ number, owner, markedLevel: 'top_secret', regimes: [] }}
        open={open}
        onClose={() => setOpen(false)}
      />
    </section>
  );
};
