import type { RuleDraft } from '@miji/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { usePathNumber } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Loaded } from '../../ui/index.ts';
import { DraftEditor } from './draft/draft-editor.tsx';
import { DraftReview } from './draft/draft-review.tsx';
import './rules.css';

const Waiting = (): ReactNode => (
  <div className="page">
    <Skeleton active paragraph={{ rows: 10 }} />
  </div>
);

/** A published draft is read against what it was begun from, every other against what stands now. */
const comparedWith = ({ summary, newestVersion }: RuleDraft): number =>
  summary.publishedVersion === null ? newestVersion : Math.max(1, summary.publishedVersion - 1);

const Draft = ({ draft }: { readonly draft: RuleDraft }): ReactNode => {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.rules.version.queryOptions({ version: comparedWith(draft) }),
    // Another version may be published while one writes: the page stays, and what was typed with it.
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded query={query} skeleton={<Waiting />}>
      {({ document }) =>
        draft.may.includes('save') ? (
          <DraftEditor key={draft.summary.number} initial={draft} published={document} />
        ) : (
          <DraftReview draft={draft} published={document} />
        )
      }
    </Loaded>
  );
};

/** A draft of rules: to be written, to be decided, or to be read. */
export const RuleDraftPage = (): ReactNode => {
  const trpc = useTRPC();
  const query = useQuery(trpc.rules.draft.queryOptions({ draft: usePathNumber() }));
  return (
    <Loaded query={query} skeleton={<Waiting />}>
      {(draft) => <Draft draft={draft} />}
    </Loaded>
  );
};
