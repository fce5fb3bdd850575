import { LogoutOutlined, SafetyOutlined, UserOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from '../lib/location.ts';
import { useSession } from '../lib/session.tsx';
import { signOut } from '../lib/sign-in.ts';
import { paths } from './paths.ts';

/** Who is signed in, and the way out. */
export const AccountMenu = (): ReactNode => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { person } = useSession();
  const go = useGo();
  const leave = async (): Promise<void> => {
    // A new document, so that nothing of this session stays in memory.
    if (await signOut()) window.location.assign(paths.signIn());
    else message.error(t('session.signOutFailed'));
  };
  const items = [
    { key: 'person', label: person.name, icon: <UserOutlined aria-hidden="true" />, disabled: true },
    {
      key: 'security',
      label: t('factor.title'),
      icon: <SafetyOutlined aria-hidden="true" />,
      onClick: () => go(paths.account()),
    },
    {
      key: 'leave',
      label: t('session.signOut'),
      icon: <LogoutOutlined aria-hidden="true" />,
      onClick: () => void leave(),
    },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button
        type="text"
        icon={<UserOutlined aria-hidden="true" />}
        aria-label={`${t('session.account')}: ${person.name}`}
      >
        <span className="account-name">{person.name}</span>
      </Button>
    </Dropdown>
  );
};
