import type { RequestDetail } from '@miji/contract';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.tsx';
import { lentTo } from './route-words.ts';

/** Before he decides, a delegate sees in whose name it will stand. */
export const DelegateBanner = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const { person } = useSession();
  const lent = lentTo(request.route, person.id);
  if (lent === null) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t('requests.decide.in_name', { principal: lent.principal })}
      description={t('requests.decide.in_name_effect', lent)}
    />
  );
};
