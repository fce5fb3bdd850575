import type { AppointmentWire } from '@miji/contract';
import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../lib/session.tsx';
import { ResetFactorDialog } from '../second-factor/reset-factor-dialog.tsx';
import { EndAppointmentDialog } from './end-appointment-dialog.tsx';
import { OpenAccountDialog } from './open-account-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

const ACTS = ['end', 'transfer', 'account', 'factor'] as const;
type Act = (typeof ACTS)[number];

interface Props {
  readonly appointment: AppointmentWire;
  readonly company: string;
}

/** What an administrator can do about an appointment. */
export const AppointmentActs = ({ appointment, company }: Props): ReactNode => {
  const { t } = useTranslation();
  const now = useNow();
  const [act, setAct] = useState<Act | null>(null);
  const over = appointment.to !== null && appointment.to <= now;
  const close = (): void => setAct(null);
  if (over) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: ACTS.map((key) => ({ key, label: t(`organisation.act.${key}`) })),
          onClick: ({ key }) => setAct(ACTS.find((candidate) => candidate === key) ?? null),
        }}
      >
        <Button
          type="text"
          icon={<MoreOutlined aria-hidden="true" />}
          aria-label={t('organisation.acts_on', { name: appointment.person.name })}
        />
      </Dropdown>
      <EndAppointmentDialog appointment={appointment} company={company} open={act === 'end'} onClose={close} />
      <TransferDialog appointment={appointment} company={company} open={act === 'transfer'} onClose={close} />
      <OpenAccountDialog appointment={appointment} company={company} open={act === 'account'} onClose={close} />
      <ResetFactorDialog appointment={appointment} company={company} open={act === 'factor'} onClose={close} />
    </>
  );
};
