import type { NoticeKind, RobotWire } from '@miji/contract';
import { NOTICE_KINDS, ROBOT_KINDS } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '../../lib/refusal.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';

interface Typed {
  readonly name: string;
  readonly kind: RobotWire['kind'];
  readonly url: string | undefined;
  readonly secret: string | undefined;
  readonly kinds: NoticeKind[];
}

/** What a group usually wants to hear of. */
const USUAL: readonly NoticeKind[] = ['to_decide', 'last_reminder', 'escalated'];
const SPOKEN: readonly NoticeKind[] = NOTICE_KINDS.filter(
  (kind) => !['undelivered', 'second_factor_changed'].includes(kind),
);

interface Props {
  readonly company: string;
  /** null for a new one */
  readonly robot: RobotWire | null;
  readonly onClose: () => void;
}

/** A robot as a form. What is sealed already is not shown, and stays where nothing is typed. */
export const RobotDialog = ({ company, robot, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  const kind = Form.useWatch('kind', form) ?? robot?.kind ?? 'wecom';
  const isAnew = robot === null || robot.kind !== kind;
  const set = useMutation(
    trpc.notices.setRobot.mutationOptions({
      onSuccess: async ({ name }) => {
        onClose();
        await done(t('notices.robot.saved', { name }));
      },
    }),
  );
  const wrong = refusalOf(set.error)?.fields.map(({ field }) => field) ?? [];
  return (
    <ActDialog
      open
      title={robot === null ? t('notices.robot.add') : t('notices.robot.change_of', { name: robot.name })}
      lead={t('notices.robot.lead')}
      ok={t('notices.robot.save')}
      form={form}
      pending={set.isPending}
      error={set.error}
      initial={{ name: robot?.name ?? '', kind: robot?.kind ?? 'wecom', kinds: [...(robot?.kinds ?? USUAL)] }}
      onClose={onClose}
      onSubmit={({ url, secret, ...typed }) =>
        set.mutate({
          ...typed,
          company,
          ...(robot === null ? {} : { id: robot.id }),
          ...(url ? { url } : {}),
          ...(secret ? { secret } : isAnew ? { secret: '' } : {}),
        })
      }
    >
      <Form.Item
        name="name"
        label={t('notices.robot.name')}
        rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={t('notices.robot.kind')}>
        <Radio.Group options={ROBOT_KINDS.map((value) => ({ value, label: t(`notices.robot.kinds.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="url"
        label={t('notices.robot.url')}
        extra={t(isAnew ? 'notices.robot.url_hint' : 'notices.robot.url_kept')}
        rules={[{ required: isAnew, message: t('common.fieldRequired') }]}
        {...(wrong.includes('url') ? { validateStatus: 'error' as const, help: t('notices.robot.url_wrong') } : {})}
      >
        <Input.Password maxLength={2_000} autoComplete="off" visibilityToggle />
      </Form.Item>
      {kind === 'wecom' ? null : (
        <Form.Item
          name="secret"
          label={t('notices.robot.secret')}
          extra={isAnew ? t(`notices.robot.secret_hint.${kind}`) : t('notices.robot.secret_kept')}
          rules={[{ required: isAnew && kind === 'plain', message: t('common.fieldRequired') }]}
        >
          <Input.Password maxLength={500} autoComplete="new-password" />
        </Form.Item>
      )}
      <Form.Item name="kinds" label={t('notices.robot.about')}>
        <Select
          mode="multiple"
          options={SPOKEN.map((value) => ({ value, label: t(`notices.kind.${value}`) }))}
          maxTagCount="responsive"
        />
      </Form.Item>
    </ActDialog>
  );
};
