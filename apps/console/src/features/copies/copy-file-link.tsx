import { FilePdfOutlined } from '@ant-design/icons';
import type { CopySummary } from '@miji/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useSession } from '../../lib/session.tsx';

/** Opens the file of a copy for its own holder; nobody else has a button that would be refused. */
export const CopyFileLink = ({ copy }: { readonly copy: CopySummary }): ReactNode => {
  const { t } = useTranslation();
  const { person } = useSession();
  if (copy.holder.id !== person.id || copy.state === 'destroyed') return null;
  return (
    <Button
      size="small"
      icon={<FilePdfOutlined aria-hidden="true" />}
      href={paths.copyFile(copy.id)}
      target="_blank"
      rel="noopener"
      aria-label={`${t('copies.open_pdf')} ${copy.id}`}
    >
      {t('copies.open_pdf')}
    </Button>
  );
};
