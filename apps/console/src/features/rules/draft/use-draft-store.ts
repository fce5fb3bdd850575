import type { RuleDraft } from '@miji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { isSignedOut, refusalOf } from '../../../lib/refusal.ts';
import { sessionHasEnded } from '../../../lib/session-end.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import type { DraftSnapshot } from '../model/draft-store.ts';
import { DraftStore } from '../model/draft-store.ts';

/** The draft that is edited on this page; it keeps itself, and whatever is left when the page goes. */
export const useDraftStore = (initial: RuleDraft): readonly [DraftStore, DraftSnapshot] => {
  const wire = useTRPCClient();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [store] = useState(
    () =>
      new DraftStore(initial, {
        isConflict: (error) => refusalOf(error)?.code === 'VERSION_CONFLICT',
        save: async ({ summary }, content) => {
          try {
            const { number: draft, revision } = summary;
            const kept = await wire.rules.saveDraft.mutate({ draft, revision, content });
            cache.setQueryData(trpc.rules.draft.queryKey({ draft }), kept);
            return kept;
          } catch (error) {
            if (isSignedOut(error)) sessionHasEnded();
            throw error;
          }
        },
      }),
  );
  useEffect(() => () => void store.flush(), [store]);
  return [store, useSyncExternalStore(store.subscribe, store.snapshot)];
};
