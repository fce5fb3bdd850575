import type { RuleDraft } from '@miji/contract';
import { startOfBusinessDay, Temporal } from '@miji/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { dayOf } from '../../../lib/format.ts';
import { useGo } from '../../../lib/location.ts';
import { useNow, useSession } from '../../../lib/session.tsx';
import { useTRPC } from '../../../lib/trpc.ts';
import { ConfirmAct } from '../../../ui/index.ts';
import { RefusedRules } from './refused-rules.tsx';

/** 00:00 in Shanghai of a day; undefined where there is no such day. */
const midnightOf = (day: string): string | undefined => {
  try {
    return startOfBusinessDay(Temporal.PlainDate.from(day)).toString({ fractionalSecondDigits: 3 });
  } catch {
    return undefined;
  }
};

const nextDay = (now: string): string => Temporal.PlainDate.from(dayOf(now)).add({ days: 1 }).toString();

const useActs = (draft: RuleDraft) => {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const renew = (): void => void cache.invalidateQueries({ queryKey: trpc.rules.pathKey() });
  const key = trpc.rules.draft.queryKey({ draft: draft.summary.number });
  return {
    publish: useMutation(trpc.rules.publishDraft.mutationOptions({ onSuccess: renew })),
    giveBack: useMutation(
      trpc.rules.returnDraft.mutationOptions({
        onSuccess: (changed) => {
          cache.setQueryData(key, changed);
          renew();
        },
      }),
    ),
  };
};

const PublishForm = ({ draft }: { readonly draft: RuleDraft }): ReactNode => {
  const { t } = useTranslation();
  const now = useNow();
  const go = useGo();
  const { message } = App.useApp();
  const id = useId();
  const { publish } = useActs(draft);
  const [when, setWhen] = useState<'now' | 'day'>('now');
  const [day, setDay] = useState(() => nextDay(now));
  const midnight = midnightOf(day);
  const { number, revision } = draft.summary;
  const isReady = when === 'now' || midnight !== undefined;
  return (
    <div className="stack">
      <div className="field">
        <span>{t('rules.publish.when')}</span>
        <div className="row">
          <Radio.Group
            aria-label={t('rules.publish.when')}
            value={when}
            options={[
              { value: 'now', label: t('rules.publish.now') },
              { value: 'day', label: t('rules.publish.on_day') },
            ]}
            onChange={({ target }) => setWhen(target.value === 'day' ? 'day' : 'now')}
          />
          {when === 'day' ? (
            <>
              <Input
                id={id}
                type="date"
                className="date-input"
                aria-label={t('rules.publish.day')}
                min={nextDay(now)}
                value={day}
                onChange={({ target }) => setDay(target.value)}
              />
              <span className="soft">{t('rules.publish.midnight')}</span>
            </>
          ) : null}
        </div>
      </div>
      <RefusedRules error={publish.error} />
      <div>
        <ConfirmAct
          label={t('rules.publish.button')}
          question={t('rules.publish.question')}
          explanation={t('rules.publish.explain')}
          pending={publish.isPending}
          button={{ type: 'primary', size: 'large', disabled: !isReady }}
          onConfirm={() =>
            publish.mutate(
              {
                draft: number,
                revision,
                onto: draft.newestVersion,
                ...(when === 'day' ? { effectiveFrom: midnight } : {}),
              },
              {
                onSuccess: ({ version }) => {
                  message.success(t('rules.publish.done', { version }));
                  go(paths.rules());
                },
              },
            )
          }
        />
      </div>
    </div>
  );
};

const ReturnForm = ({ draft }: { readonly draft: RuleDraft }): ReactNode => {
  const { t } = useTranslation();
  const id = useId();
  const { giveBack } = useActs(draft);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isEmpty = reason.trim() === '';
  const { number, revision } = draft.summary;
  return (
    <div className="field">
      <label htmlFor={id}>{t('rules.return.reason')}</label>
      <Input.TextArea
        id={id}
        value={reason}
        maxLength={2_000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        aria-required="true"
        aria-invalid={tried && isEmpty}
        aria-describedby={`${id}-help`}
        {...(tried && isEmpty ? { status: 'error' as const } : {})}
        onChange={({ target }) => setReason(target.value)}
      />
      <span id={`${id}-help`} role="alert" className="bad">
        {tried && isEmpty ? t('common.fieldRequired') : ''}
      </span>
      <RefusedRules error={giveBack.error} />
      <div>
        <Button
          danger
          loading={giveBack.isPending}
          onClick={() => {
            setTried(true);
            if (!isEmpty) giveBack.mutate({ draft: number, revision, reason: reason.trim() });
          }}
        >
          {t('rules.return.button')}
        </Button>
      </div>
    </div>
  );
};

/** Why somebody who looks at a proposal cannot publish it. */
const WhyNot = ({ draft }: { readonly draft: RuleDraft }): ReactNode => {
  const { t } = useTranslation();
  const { person } = useSession();
  const isAuthor = draft.summary.authors.some(({ id }) => id === person.id);
  return <Alert type="info" showIcon title={t(isAuthor ? 'rules.publish.not_author' : 'rules.publish.not_office')} />;
};

/** The decision about a proposal: published by a second person, at once or from a day on, or given back with a reason. */
export const PublishPanel = ({ draft }: { readonly draft: RuleDraft }): ReactNode => {
  const { t } = useTranslation();
  return (
    <section className="card publish-panel" aria-label={t('rules.publish.title')}>
      <h2>{t('rules.publish.title')}</h2>
      <div className="rules-pair">
        {draft.may.includes('publish') ? <PublishForm draft={draft} /> : <WhyNot draft={draft} />}
        {draft.may.includes('return') ? <ReturnForm draft={draft} /> : null}
      </div>
    </section>
  );
};
