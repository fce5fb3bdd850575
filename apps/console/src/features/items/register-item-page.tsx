import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useIdempotencyKey } from '../../lib/idempotency.ts';
import { useGo } from '../../lib/location.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useLaw } from '../../lib/rules.ts';
import { useNow, useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { LeaveGuard, PageHead, RefusalNote } from '../../ui/index.ts';
import { controlId } from './form-field.tsx';
import { MarkPreview } from './mark-preview.tsx';
import type { Draft } from './register-draft.ts';
import { draftInput, emptyDraft } from './register-draft.ts';
import type { Problems } from './register-findings.ts';
import { draftProblems, FIELDS, leavesSelfOut, refusalProblems } from './register-findings.ts';
import { RegisterKind } from './register-kind.tsx';
import { RegisterMore } from './register-more.tsx';
import { RegisterPeriod } from './register-period.tsx';
import { RegisterRange } from './register-range.tsx';
import { RegisterSubstance } from './register-substance.tsx';
import './item.css';
import './register.css';

const NONE: Problems = new Map();

const focusFirst = (problems: Problems): void => {
  const first = FIELDS.find((field) => problems.has(field));
  if (first === undefined) return;
  const control = document.querySelector<HTMLElement>(`#${controlId(first)}`);
  // A group of controls is reached by its first one.
  (control?.querySelector<HTMLElement>('input, button') ?? control)?.focus();
};

/** Proposes an item: what kind, which level, how long, who may know it, and the text itself. @see GS-03 @see GS-13 */
export const RegisterItemPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const session = useSession();
  const now = useNow();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const { key } = useIdempotencyKey();
  const [draft, setDraft] = useState(() => emptyDraft(now));
  const [dirty, setDirty] = useState(false);
  const [tried, setTried] = useState(false);
  const register = useMutation(trpc.items.register.mutationOptions());

  const law = useLaw(session.home.code);
  const own = draftProblems(law, draft, session, now);
  const refused = refusalProblems(refusalOf(register.error));
  const problems: Problems = tried ? new Map([...refused, ...own]) : NONE;
  const change = (to: Partial<Draft>): void => {
    setDirty(true);
    setDraft((old) => ({ ...old, ...to }));
    if (register.isError) register.reset();
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    const input = own.size === 0 ? draftInput(draft, session, key) : null;
    if (input === null) {
      focusFirst(own);
      return;
    }
    try {
      const { number, state } = await register.mutateAsync(input);
      setDirty(false);
      message.success(t(state === 'proposed' ? 'items.form.doneProposed' : 'items.form.done', { number }));
      await queryClient.invalidateQueries();
      // Whoever drafts an item need not be in its range.
      const seen = await queryClient.fetchQuery(trpc.items.get.queryOptions({ number })).then(
        () => true,
        () => false,
      );
      // After the page has learnt that nothing is unsaved.
      setTimeout(() => go(seen ? paths.item(number) : paths.items(), { replace: true }));
    } catch (error) {
      focusFirst(refusalProblems(refusalOf(error)));
    }
  };
  const parts = { draft, problems, change };
  return (
    <div className="page">
      <PageHead title={t('items.form.title')} lead={t('items.form.lead')} />
      <LeaveGuard unsaved={dirty} />
      <Form layout="vertical" onFinish={() => void submit()} disabled={register.isPending}>
        <div className="register-grid">
          <div className="card">
            <RegisterKind {...parts} />
            <RegisterPeriod {...parts} />
            <RegisterRange {...parts} />
            <RegisterMore {...parts} />
            <RegisterSubstance {...parts} />
          </div>
          <aside className="register-side stack">
            <MarkPreview draft={draft} />
            {leavesSelfOut(draft, session, now) ? <Alert type="info" showIcon title={t('items.form.selfOut')} /> : null}
            <RefusalNote error={register.error} />
            <div aria-live="polite">{tried && own.size > 0 ? t('items.form.fix', { count: own.size }) : null}</div>
            <Button type="primary" size="large" htmlType="submit" block loading={register.isPending}>
              {t('items.form.submit')}
            </Button>
          </aside>
        </div>
      </Form>
    </div>
  );
};
