import type { Passkey, SecondFactors } from '@miji/contract';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@tanstack/react-query';
import { formatMinute } from '../../lib/format.ts';
import { callSecondFactor } from '../../lib/second-factor.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';
import { HimselfDialog } from './himself-dialog.tsx';

interface Props {
  readonly passkey: Passkey;
  readonly factors: SecondFactors;
}

/** One passkey: its name, its use, and what can be done about it. */
export const PasskeyLine = ({ passkey, factors }: Props): ReactNode => {
  const { t } = useTranslation();
  const done = useDone();
  const [act, setAct] = useState<'rename' | 'remove' | null>(null);
  const name = passkey.name ?? t('factor.passkey.unnamed');
  const close = (): void => setAct(null);
  return (
    <li className="list-line">
      <div>
        <strong>{name}</strong>
        <div className="soft">
          {t('factor.passkey.added', { time: formatMinute(passkey.addedAt) })} ·{' '}
          {passkey.usedAt === null
            ? t('factor.passkey.never')
            : t('factor.passkey.used', { time: formatMinute(passkey.usedAt) })}
        </div>
      </div>
      <div className="row">
        <Button size="small" aria-label={`${t('factor.passkey.rename')} ${name}`} onClick={() => setAct('rename')}>
          {t('factor.passkey.rename')}
        </Button>
        <Button
          size="small"
          danger
          aria-label={`${t('factor.passkey.remove')} ${name}`}
          onClick={() => setAct('remove')}
        >
          {t('factor.passkey.remove')}
        </Button>
      </div>
      {act === 'rename' ? <Rename passkey={passkey} onClose={close} /> : null}
      {act === 'remove' ? (
        <HimselfDialog
          title={t('factor.passkey.remove_title', { name })}
          ok={t('factor.passkey.remove')}
          danger
          factors={factors}
          onAct={async ({ password }) => {
            await callSecondFactor('/passkeys/remove', { id: passkey.id, password });
            close();
            await done(t('factor.passkey.removed'));
          }}
          onClose={close}
        />
      ) : null}
    </li>
  );
};

const Rename = ({ passkey, onClose }: { readonly passkey: Passkey; readonly onClose: () => void }): ReactNode => {
  const { t } = useTranslation();
  const done = useDone();
  const [form] = Form.useForm<{ readonly name: string }>();
  const rename = useMutation({
    mutationFn: (name: string) => callSecondFactor('/passkeys/rename', { id: passkey.id, name }),
    onSuccess: async () => {
      onClose();
      await done(t('factor.passkey.renamed'));
    },
  });
  return (
    <ActDialog
      title={t('factor.passkey.rename_title')}
      ok={t('factor.passkey.rename')}
      form={form}
      open
      pending={rename.isPending}
      error={rename.error}
      initial={{ name: passkey.name ?? '' }}
      onSubmit={({ name }) => rename.mutate(name.trim())}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('factor.passkey.name')}
        rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
    </ActDialog>
  );
};
