import type { ItemDetail, RequestedChangeWire } from '@miji/contract';
import { compareLevels } from '@miji/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useIdempotencyKey } from '../../lib/idempotency.ts';
import { useGo } from '../../lib/location.ts';
import { useLaw } from '../../lib/rules.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { LeaveGuard, RefusalNote } from '../../ui/index.ts';
import { ChangeFields } from './change-fields.tsx';
import { ChangePreview } from './change-preview.tsx';
import type { ChangeDraft, ChangeKind } from './change-values.ts';
import { changesOf, draftChange } from './change-values.ts';

interface Props {
  readonly item: ItemDetail;
  readonly kind: ChangeKind;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

interface Typed {
  readonly reason: string;
  readonly necessity?: string;
}

/** Whether the rules want the necessity stated; the server looks again. */
const useNeedsNecessity = (item: ItemDetail, asked: RequestedChangeWire | null): boolean => {
  const law = useLaw(item.owner.code);
  const { capacities } = useSession();
  if (asked === null) return false;
  const { markedLevel } = item;
  const isUp = asked.kind === 'regrade' && compareLevels(asked.toLevel, markedLevel) > 0;
  const level = asked.kind === 'regrade' && isUp ? asked.toLevel : markedLevel;
  const operation = asked.kind === 'declassify_part' ? 'declassify' : asked.kind;
  const applicant = capacities.some(({ company }) => company.code === item.owner.code) ? 'insider' : 'group';
  return law.approval(operation, level, item.regimes, applicant).necessityRequired;
};

/** What is to change, what that would do, and why: what was looked at is what is filed. */
export const ChangeForm = ({ item, kind: first, from, to }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const queries = useQueryClient();
  const { key } = useIdempotencyKey();
  const [form] = Form.useForm<Typed>();
  const [kind, setKind] = useState(first);
  const [dirty, setDirty] = useState(false);
  const [tried, setTried] = useState(false);
  const [shown, setShown] = useState<RequestedChangeWire | null>(null);
  const [draft, setDraft] = useState<ChangeDraft>({
    toLevel: undefined,
    periodKind: 'term',
    termCount: null,
    termUnit: 'Y',
    untilDay: '',
    event: '',
    happened: '',
    fromLine: from ?? null,
    toLine: to ?? null,
  });
  const asked = draftChange(kind, draft);
  const needsNecessity = useNeedsNecessity(item, asked);
  const isShown = shown !== null && JSON.stringify(shown) === JSON.stringify(asked);
  const change = (part: Partial<ChangeDraft>): void => {
    setDirty(true);
    setDraft((old) => ({ ...old, ...part }));
    file.reset();
  };
  const file = useMutation(
    trpc.classification.file.mutationOptions({
      onSuccess: async ({ number }) => {
        setDirty(false);
        await queries.invalidateQueries();
        // After the page has learnt that nothing is unsaved.
        setTimeout(() => go(paths.request(number), { replace: true }));
      },
    }),
  );
  const submit = ({ reason, necessity }: Typed): void => {
    setTried(true);
    if (asked === null) return;
    file.mutate({ item: item.number, change: asked, reason, necessity, idempotencyKey: key });
  };
  return (
    <>
      <LeaveGuard unsaved={dirty} />
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        className="card change-form"
        disabled={file.isPending}
        onValuesChange={() => setDirty(true)}
        onFinish={submit}
      >
        <Form.Item label={t('items.change.kindLabel')}>
          <Radio.Group
            optionType="button"
            aria-label={t('items.change.kindLabel')}
            value={kind}
            options={changesOf(item).map((value) => ({ value, label: t(`items.change.kind.${value}`) }))}
            onChange={({ target }) => {
              const next = changesOf(item).find((one) => one === target.value);
              if (next === undefined) return;
              setKind(next);
              setTried(false);
              file.reset();
            }}
          />
        </Form.Item>
        <ChangeFields item={item} kind={kind} draft={draft} change={change} />
        <section className="change-preview" aria-label={t('items.change.preview')}>
          <h2>{t('items.change.preview')}</h2>
          {asked === null ? (
            <p className="soft">{t('items.change.previewEmpty')}</p>
          ) : isShown ? (
            <div aria-live="polite">
              <ChangePreview key={JSON.stringify(asked)} item={item.number} asked={asked} />
            </div>
          ) : (
            <>
              <p className="soft">{t('items.change.previewReady')}</p>
              <Button onClick={() => setShown(asked)}>{t('items.change.look')}</Button>
            </>
          )}
        </section>
        <Form.Item
          name="reason"
          label={t('items.change.reason')}
          extra={t('items.change.reasonHint')}
          rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
        >
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        {needsNecessity ? (
          <Form.Item
            name="necessity"
            label={t('requests.file.necessity')}
            extra={t('items.change.necessityHint')}
            rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
          >
            <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 8 }} />
          </Form.Item>
        ) : null}
        <div className="stack" aria-live="polite">
          {tried && asked === null ? <span className="copies-bad">{t(`items.change.missing.${kind}`)}</span> : null}
          <RefusalNote error={file.error} />
          <div>
            <Button type="primary" size="large" htmlType="submit" loading={file.isPending}>
              {t('items.change.send')}
            </Button>
          </div>
        </div>
      </Form>
    </>
  );
};
