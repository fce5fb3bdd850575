import { useBlocker } from '@tanstack/react-router';
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks before a page is left that holds something unsaved, by a link, the back button or closing the window. */
export const LeaveGuard = ({ unsaved }: { readonly unsaved: boolean }): ReactNode => {
  const { t } = useTranslation();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => unsaved,
    enableBeforeUnload: unsaved,
    withResolver: true,
  });
  return (
    <Modal
      open={status === 'blocked'}
      title={t('common.leaveTitle')}
      okText={t('common.leaveYes')}
      cancelText={t('common.leaveNo')}
      okButtonProps={{ danger: true }}
      onOk={() => proceed?.()}
      onCancel={() => reset?.()}
    >
      {t('common.leave')}
    </Modal>
  );
};
