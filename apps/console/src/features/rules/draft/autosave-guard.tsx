import { useBlocker } from '@tanstack/react-router';
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftStore } from '../model/draft-store.ts';

/** Keeps what was typed before the page is left, and asks only where that did not succeed. Going from tab to tab is not leaving. */
export const AutosaveGuard = ({ store, saved }: { readonly store: DraftStore; readonly saved: boolean }): ReactNode => {
  const { t } = useTranslation();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && !(await store.flush()),
    enableBeforeUnload: !saved,
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
