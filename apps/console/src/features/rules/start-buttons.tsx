import { EditOutlined } from '@ant-design/icons';
import type { CompanyRef, RuleDraftSummary } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useGo } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { GoButton, RefusalNote } from '../../ui/index.ts';
import { scopesOf } from './rule-offices.ts';

const isOpen = ({ state }: RuleDraftSummary): boolean => state === 'draft' || state === 'proposed';

const useWords = (): ((scope: CompanyRef | null, of: number) => string) => {
  const { t } = useTranslation();
  return (scope, of) => {
    if (scope === null) return t('rules.start.group');
    return of === 1 ? t('rules.start.own') : t('rules.start.own_of', { company: scope.name });
  };
};

/** Begins to change rules, or goes on with the draft that is open already: two at once would get into each other's way. */
export const StartButtons = ({ drafts }: { readonly drafts: readonly RuleDraftSummary[] }): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const trpc = useTRPC();
  const client = useQueryClient();
  const words = useWords();
  const scopes = scopesOf(useSession());
  const companies = scopes.filter((scope) => scope !== null).length;
  const start = useMutation(
    trpc.rules.startDraft.mutationOptions({
      onSuccess: (draft) => {
        client.setQueryData(trpc.rules.draft.queryKey({ draft: draft.summary.number }), draft);
        void client.invalidateQueries({ queryKey: trpc.rules.drafts.pathKey() });
        go(paths.ruleDraft(draft.summary.number));
      },
    }),
  );
  return (
    <>
      {scopes.map((scope) => {
        const code = scope?.code ?? null;
        const known = drafts.find((draft) => draft.scope === code && isOpen(draft));
        const type = scope === scopes[0] ? 'primary' : 'default';
        const name = words(scope, companies);
        return known === undefined ? (
          <Button
            key={code ?? 'group'}
            type={type}
            icon={<EditOutlined aria-hidden="true" />}
            loading={start.isPending && start.variables.scope === code}
            disabled={start.isPending}
            onClick={() => start.mutate({ scope: code })}
          >
            {name}
          </Button>
        ) : (
          <GoButton
            key={code ?? 'group'}
            type={type}
            icon={<EditOutlined aria-hidden="true" />}
            href={paths.ruleDraft(known.number)}
          >
            {t('rules.start.continue', { what: name })}
          </GoButton>
        );
      })}
      <RefusalNote error={start.error} />
    </>
  );
};
