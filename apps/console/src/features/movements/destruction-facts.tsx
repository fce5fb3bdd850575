import type { MovementWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Destruction = NonNullable<MovementWire['destruction']>;

/** How something is destroyed, under which grant, and by whose agreement. @see K-12 @see PM-16 */
export const DestructionFacts = ({ destruction }: { readonly destruction: Destruction }): ReactNode => {
  const { t } = useTranslation();
  const { grant, method, approvedBy } = destruction;
  return (
    <div className="soft">
      {t('movements.destroy.facts', {
        method: t(`ask.method.${method}`),
        grant,
        approvers: approvedBy.map(({ name }) => name).join(t('movements.destroy.and')),
      })}
    </div>
  );
};
