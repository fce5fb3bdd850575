import type { ExclusionWire, ItemDetail } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { Minute, PersonName, PersonSelect } from '../../ui/index.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';
import { useRangeRights } from './range-acts.ts';
import { ReasonField } from './revoke-reader.tsx';
import { Section } from './section.tsx';

const Readmit = ({ number, exclusion }: { readonly number: string; readonly exclusion: ExclusionWire }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ readonly reason: string }>();
  const { person } = exclusion;
  const readmit = useMutation(
    trpc.items.readmit.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await done(t('items.exclusion.readmitted', { name: person.name }));
      },
    }),
  );
  return (
    <>
      <Button
        size="small"
        aria-label={t('items.exclusion.readmitWhom', { name: person.name })}
        onClick={() => setOpen(true)}
      >
        {t('items.exclusion.readmit')}
      </Button>
      <ActDialog<{ readonly reason: string }>
        title={t('items.exclusion.readmitWhom', { name: person.name })}
        lead={t('items.exclusion.readmitLead')}
        ok={t('items.exclusion.readmit')}
        form={form}
        open={open}
        pending={readmit.isPending}
        error={readmit.error}
        initial={{}}
        onSubmit={({ reason }) => readmit.mutate({ number, personId: person.id, reason })}
        onClose={() => setOpen(false)}
      >
        <ReasonField />
      </ActDialog>
    </>
  );
};

interface Excluding {
  readonly personId: string;
  readonly reason: string;
}

const Exclude = ({ number }: { readonly number: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Excluding>();
  const exclude = useMutation(
    trpc.items.exclude.mutationOptions({
      onSuccess: async ({ exclusion }) => {
        setOpen(false);
        form.resetFields();
        await done(t('items.exclusion.done', { name: exclusion.person.name }));
      },
    }),
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('items.exclusion.exclude')}</Button>
      <ActDialog<Excluding>
        title={t('items.exclusion.exclude')}
        lead={t('items.exclusion.lead')}
        ok={t('items.exclusion.submit')}
        form={form}
        open={open}
        pending={exclude.isPending}
        error={exclude.error}
        initial={{}}
        onSubmit={({ personId, reason }) => exclude.mutate({ number, personId, reason })}
        onClose={() => setOpen(false)}
      >
        <Form.Item
          name="personId"
          label={t('items.exclusion.who')}
          rules={[{ required: true, message: t('common.fieldRequired') }]}
        >
          <PersonSelect />
        </Form.Item>
        <ReasonField />
      </ActDialog>
    </>
  );
};

const Line = ({ number, exclusion }: { readonly number: string; readonly exclusion: ExclusionWire }): ReactNode => {
  const { t } = useTranslation();
  const { person, excluded, readmitted } = exclusion;
  return (
    <li>
      <div className="range-head">
        <strong>
          <PersonName person={person} />
        </strong>
        {readmitted === null ? <Readmit number={number} exclusion={exclusion} /> : null}
      </div>
      <div>{excluded.reason}</div>
      <div className="soft">
        {t('items.exclusion.by', { name: excluded.by.name })} · <Minute at={excluded.at} />
      </div>
      {readmitted === null ? null : (
        <div className="soft">
          {t('items.exclusion.readmittedBy', { name: readmitted.by.name, reason: readmitted.reason })} ·{' '}
          <Minute at={readmitted.at} />
        </div>
      )}
    </li>
  );
};

/** Who is shut out whatever names him, for whoever may shut somebody out. */
export const ItemExclusions = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const { shutsOut } = useRangeRights(item);
  const { exclusions, number } = item;
  if (!shutsOut && exclusions.length === 0) return null;
  return (
    <Section title={t('items.exclusion.title')} extra={shutsOut ? <Exclude number={number} /> : null}>
      {exclusions.length === 0 ? (
        <p className="soft">{t('items.exclusion.empty')}</p>
      ) : (
        <ul className="plain-list">
          {exclusions.map((exclusion) => (
            <Line key={exclusion.id} number={number} exclusion={exclusion} />
          ))}
        </ul>
      )}
    </Section>
  );
};
