import { BUSINESS_ZONE, Temporal } from '@miji/core';
import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../../lib/format.ts';
import { useNow } from '../../../lib/session.tsx';
import { useTRPC } from '../../../lib/trpc.ts';
import { ActDialog } from '../../../ui/act-dialog.tsx';
import { useDone } from '../../../ui/use-done.ts';
import { WordsField } from '../../movements/count-fields.tsx';
import type { CopyActProps } from './act-props.ts';

interface Typed {
  readonly noticed: string;
  readonly circumstances: string;
}

/** The minute that a field of the browser has, in Shanghai, as the wire has it. */
const instantOf = (minute: string): string =>
  Temporal.PlainDateTime.from(minute)
    .toZonedDateTime(BUSINESS_ZONE)
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });

/** Says that a copy is gone: it is lost at once, and somebody begins to look into it. @see AR-37 */
export const LoseCopy = ({ copy, open, onClose }: CopyActProps): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  const now = formatMinute(useNow()).replace(' ', 'T');
  const lose = useMutation(
    trpc.copies.lose.mutationOptions({
      onSuccess: async ({ incident }) => {
        onClose();
        await done(t('movements.lose.done', { incident }));
      },
    }),
  );
  return (
    <ActDialog<Typed>
      title={t('movements.lose.title', { copy: copy.id })}
      lead={t('movements.lose.lead')}
      ok={t('movements.lose.ok')}
      form={form}
      open={open}
      pending={lose.isPending}
      error={lose.error}
      initial={{ noticed: now }}
      onSubmit={({ noticed, circumstances }) =>
        lose.mutate({ copy: copy.id, noticedAt: instantOf(noticed), circumstances })
      }
      onClose={onClose}
    >
      <Form.Item
        name="noticed"
        label={t('movements.lose.noticed')}
        rules={[{ required: true, message: t('common.fieldRequired') }]}
      >
        <Input type="datetime-local" max={now} />
      </Form.Item>
      <WordsField
        name="circumstances"
        label={t('movements.lose.circumstances')}
        placeholder={t('movements.lose.circumstances_hint')}
      />
    </ActDialog>
  );
};
