import type { ProjectGroupWire } from '@miji/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmAct, EmptyNote, Loaded, PersonName, PersonSelect, RefusalNote } from '../../ui/index.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { DayField, endOf, lastDayOf, startOf } from '../../ui/day-field.tsx';
import { useDone } from '../../ui/use-done.ts';

/** Project groups: they may stand in the range of 秘密 items. @see GS-19 */
export const GroupsTab = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<{ readonly name: string }>();
  const [opening, setOpening] = useState(false);
  const query = useQuery(trpc.projectGroups.list.queryOptions({ company }));
  const open = useMutation(
    trpc.projectGroups.open.mutationOptions({
      onSuccess: async ({ name }) => {
        form.resetFields();
        setOpening(false);
        await done(t('organisation.groups.opened', { name }));
      },
    }),
  );
  return (
    <div className="stack">
      <div className="row">
        <Button type="primary" onClick={() => setOpening(true)}>
          {t('organisation.groups.open')}
        </Button>
      </div>
      <Loaded query={query}>
        {({ entries }) =>
          entries.length === 0 ? (
            <EmptyNote>{t('organisation.groups.none')}</EmptyNote>
          ) : (
            entries.map((group) => <GroupCard key={group.id} group={group} company={company} />)
          )
        }
      </Loaded>
      <ActDialog
        title={t('organisation.groups.open')}
        lead={t('organisation.groups.lead')}
        ok={t('organisation.groups.open')}
        form={form}
        open={opening}
        pending={open.isPending}
        error={open.error}
        initial={{}}
        onClose={() => setOpening(false)}
        onSubmit={({ name }) => open.mutate({ company, name })}
      >
        <Form.Item
          name="name"
          label={t('organisation.groups.name')}
          rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
      </ActDialog>
    </div>
  );
};

interface Joining {
  readonly personId: string;
  readonly reason: string;
  readonly from?: string;
  readonly to?: string;
}

const GroupCard = ({ group, company }: { readonly group: ProjectGroupWire; readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Joining>();
  const [joining, setJoining] = useState(false);
  const join = useMutation(
    trpc.projectGroups.join.mutationOptions({
      onSuccess: async () => {
        form.resetFields();
        setJoining(false);
        await done(t('organisation.groups.joined'));
      },
    }),
  );
  const leave = useMutation(
    trpc.projectGroups.leave.mutationOptions({ onSuccess: () => done(t('organisation.groups.left')) }),
  );
  return (
    <section className="card stack">
      <header className="list-line">
        <div>
          <h2>{group.name}</h2>
          <div className="soft">{t('organisation.groups.leader', { name: group.leader.name })}</div>
        </div>
        <Button onClick={() => setJoining(true)}>{t('organisation.groups.join')}</Button>
      </header>
      {group.members.length === 0 ? <EmptyNote>{t('organisation.groups.empty')}</EmptyNote> : null}
      <ul className="plain-list">
        {group.members.map(({ membershipId, person, reason, from, to }) => (
          <li key={membershipId} className="list-line">
            <div>
              <PersonName person={person} />{' '}
              <span className="soft">
                {to === null
                  ? t('organisation.since', { from: dayOf(from) })
                  : t('organisation.between', { from: dayOf(from), to: lastDayOf(to) })}
                {' · '}
                {reason}
              </span>
            </div>
            <ConfirmAct
              label={t('organisation.groups.leave')}
              question={t('organisation.groups.question', { name: person.name })}
              explanation={t('organisation.groups.at_once')}
              pending={leave.isPending && leave.variables.membershipId === membershipId}
              button={{ size: 'small' }}
              onConfirm={() => leave.mutate({ company, membershipId })}
            />
          </li>
        ))}
      </ul>
      <RefusalNote error={leave.error} />
      <ActDialog
        title={t('organisation.groups.join')}
        ok={t('organisation.groups.join')}
        form={form}
        open={joining}
        pending={join.isPending}
        error={join.error}
        initial={{}}
        onClose={() => setJoining(false)}
        onSubmit={({ from, to, ...typed }) =>
          join.mutate({ company, groupId: group.id, ...typed, from: startOf(from), to: endOf(to) })
        }
      >
        <Form.Item
          name="personId"
          label={t('organisation.field.name')}
          rules={[{ required: true, message: t('common.fieldRequired') }]}
        >
          <PersonSelect label={t('organisation.field.name')} />
        </Form.Item>
        <Form.Item name="from" label={t('organisation.field.from')} extra={t('organisation.from_hint')}>
          <DayField />
        </Form.Item>
        <Form.Item name="to" label={t('organisation.field.to')} extra={t('organisation.to_hint')}>
          <DayField />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('organisation.field.reason')}
          rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </ActDialog>
    </section>
  );
};
