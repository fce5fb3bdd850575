import type { PersonRef } from '@miji/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIdempotencyKey } from '../../lib/idempotency.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { BottomSheet } from '../../ui/bottom-sheet.tsx';
import { Loaded, PersonSelect, RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';
import type { OnName } from './standing.tsx';
import { Standing } from './standing.tsx';

interface Typed {
  readonly takerId: string;
  readonly reason: string;
}

interface Props {
  readonly giver: PersonRef;
  /** undefined for one’s own name */
  readonly giverId: string | undefined;
}

/** What would go to somebody, once he is chosen. */
const useWhatGoes = (giverId: string | undefined, takerId: string | undefined) => {
  const trpc = useTRPC();
  const asked = trpc.handovers.holdings.queryOptions({ personId: giverId, takerId });
  return useQuery({ ...asked, enabled: takerId !== undefined });
};

const obstaclesOf = ({ lines }: OnName): number => lines.filter(({ obstacle }) => obstacle !== null).length;

/** It, and what stands in the way. */
const WhatGoes = ({ query }: { readonly query: ReturnType<typeof useWhatGoes> }): ReactNode => {
  const { t } = useTranslation();
  return (
    <Loaded query={query}>
      {(standing) => {
        const count = obstaclesOf(standing);
        return (
          <>
            {count === 0 ? null : <p className="handover-obstacle">{t('handovers.obstacles', { count })}</p>}
            <Standing standing={standing} />
          </>
        );
      }}
    </Loaded>
  );
};

const ProposeForm = ({ giver, giverId, onDone }: Props & { readonly onDone: () => void }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { key, renew } = useIdempotencyKey();
  const [form] = Form.useForm<Typed>();
  const takerId = Form.useWatch<string | undefined>('takerId', form);
  const goes = useWhatGoes(giverId, takerId);
  const isStuck = takerId !== undefined && goes.data !== undefined && obstaclesOf(goes.data) > 0;
  const propose = useMutation(
    trpc.handovers.propose.mutationOptions({
      onSuccess: async ({ number }) => {
        renew();
        onDone();
        await done(t('handovers.proposed', { number }));
      },
    }),
  );
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={propose.isPending}
      onFinish={(typed) => propose.mutate({ giverId, ...typed, idempotencyKey: key })}
    >
      <p className="soft">
        {t('handovers.giver')} {giver.name} · {t('handovers.propose_lead')}
      </p>
      <Form.Item
        name="takerId"
        label={t('handovers.taker')}
        rules={[{ required: true, message: t('handovers.taker_required') }]}
      >
        <PersonSelect />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('handovers.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
      >
        <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      {takerId === undefined ? null : <WhatGoes query={goes} />}
      <RefusalNote error={propose.error} />
      <Button type="primary" htmlType="submit" block size="large" loading={propose.isPending} disabled={isStuck}>
        {t('handovers.confirm')}
      </Button>
    </Form>
  );
};

/** Proposes that everything on a name goes to somebody else, with both signatures, at once. @see AR-06 */
export const ProposeHandover = ({ giver, giverId }: Props): ReactNode => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('handovers.propose')}
      </Button>
      <BottomSheet open={open} title={t('handovers.propose')} onClose={() => setOpen(false)}>
        <ProposeForm giver={giver} giverId={giverId} onDone={() => setOpen(false)} />
      </BottomSheet>
    </>
  );
};
