import type { SecondFactors } from '@miji/contract';
import { ACCOUNT_SUBJECT } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '../../lib/refusal.ts';
import { ConfirmBySecondFactor } from './confirm-by-second-factor.tsx';
import { FactorFailure } from './factor-failure.tsx';

/** What is typed there: a password where there is one, and a name where something new gets one. */
export interface Shown {
  readonly password?: string;
  readonly name?: string;
}

interface Props {
  readonly title: string;
  readonly ok: string;
  readonly factors: SecondFactors;
  readonly danger?: boolean;
  /** does what was asked for; called again once a second factor has confirmed it, where the server wants that */
  readonly onAct: (shown: Shown) => Promise<void>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

const wantsFactor = (error: unknown): boolean => refusalOf(error)?.code === 'SECOND_FACTOR_REQUIRED';

/** A change of one's own second factors: first it is shown that it is oneself who makes it. */
export const HimselfDialog = ({ title, ok, factors, danger, onAct, onClose, children }: Props): ReactNode => {
  const { t } = useTranslation();
  const [form] = Form.useForm<Shown>();
  const name = useId();
  const [confirming, setConfirming] = useState<Shown | null>(null);
  const act = useMutation({
    mutationFn: onAct,
    onError: (error, shown) => {
      if (wantsFactor(error)) setConfirming(shown);
    },
  });
  const hasFactor = factors.totp !== null || factors.passkeys.length > 0;
  return (
    <Modal
      open
      title={title}
      okText={ok}
      okButtonProps={{ danger: danger === true }}
      cancelText={t('common.cancel')}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Shown>
        form={form}
        name={name}
        layout="vertical"
        requiredMark={false}
        disabled={act.isPending}
        onFinish={(shown) => act.mutate(shown)}
      >
        {children}
        {factors.changeBy === 'password' ? (
          <Form.Item
            name="password"
            label={t('factor.himself.password')}
            extra={t('factor.himself.password_hint')}
            rules={[{ required: true, message: t('session.passwordRequired') }]}
          >
            <Input.Password autoComplete="current-password" maxLength={128} />
          </Form.Item>
        ) : (
          <p className="soft">{t('factor.himself.fresh_hint')}</p>
        )}
      </Form>
      {hasFactor ? <p className="soft">{t('factor.himself.factor_hint')}</p> : null}
      <div aria-live="assertive">{wantsFactor(act.error) ? null : <FactorFailure error={act.error} />}</div>
      {confirming === null ? null : (
        <ConfirmBySecondFactor
          subject={ACCOUNT_SUBJECT}
          onConfirmed={() => {
            setConfirming(null);
            act.mutate(confirming);
          }}
          onCancel={() => setConfirming(null)}
        />
      )}
    </Modal>
  );
};
