import type { RobotWire } from '@miji/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmAct, EmptyNote, Loaded, Minute, RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';
import { RobotDialog } from './robot-dialog.tsx';

/** The group robots of a company. */
export const Robots = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const query = useQuery(trpc.notices.listRobots.queryOptions({ company }));
  // Each opening is a dialog of its own, in which nothing of the last one stands.
  const [opened, setOpened] = useState<{ readonly robot: RobotWire | null; readonly times: number } | null>(null);
  const [times, setTimes] = useState(0);
  const open = (robot: RobotWire | null): void => {
    setTimes(times + 1);
    setOpened({ robot, times });
  };
  return (
    <div className="stack">
      <div className="soft">{t('notices.robot.lead')}</div>
      <div>
        <Button type="primary" onClick={() => open(null)}>
          {t('notices.robot.add')}
        </Button>
      </div>
      <Loaded query={query}>
        {({ robots }) =>
          robots.length === 0 ? (
            <EmptyNote>{t('notices.robot.none')}</EmptyNote>
          ) : (
            <ul className="robots stack">
              {robots.map((robot) => (
                <RobotCard key={robot.id} robot={robot} onChange={() => open(robot)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {opened === null ? null : (
        <RobotDialog key={opened.times} company={company} robot={opened.robot} onClose={() => setOpened(null)} />
      )}
    </div>
  );
};

const RobotCard = ({ robot, onChange }: { readonly robot: RobotWire; readonly onChange: () => void }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { message } = App.useApp();
  const { name } = robot;
  const trial = useMutation(
    trpc.notices.tryRobot.mutationOptions({
      onSuccess: async ({ delivered, answer }) => {
        if (delivered) await done(t('notices.robot.tried', { name }));
        else message.error(t('notices.robot.try_failed', { name, answer }));
      },
    }),
  );
  const remove = useMutation(
    trpc.notices.removeRobot.mutationOptions({ onSuccess: () => done(t('notices.robot.removed', { name })) }),
  );
  return (
    <li className="card stack">
      <h2>{name}</h2>
      <div className="soft">
        {t(`notices.robot.kinds.${robot.kind}`)} · {robot.host} ·{' '}
        {t(robot.signed ? 'notices.robot.signed_yes' : 'notices.robot.signed_no')}
      </div>
      <div>{robot.kinds.map((kind) => t(`notices.kind.${kind}`)).join(' · ')}</div>
      <div className="soft">
        {t('notices.robot.last')}{' '}
        {robot.lastDeliveredAt === null ? t('notices.robot.never') : <Minute at={robot.lastDeliveredAt} />}
      </div>
      <div className="row">
        <Button loading={trial.isPending} onClick={() => trial.mutate({ id: robot.id })}>
          {t('notices.robot.try')}
        </Button>
        <Button onClick={onChange}>{t('notices.robot.change')}</Button>
        <ConfirmAct
          label={t('notices.robot.remove')}
          question={t('notices.robot.remove_question', { name })}
          explanation={t('notices.robot.remove_explained')}
          pending={remove.isPending}
          button={{ danger: true }}
          onConfirm={() => remove.mutate({ id: robot.id })}
        />
      </div>
      <RefusalNote error={trial.error ?? remove.error} />
    </li>
  );
};
