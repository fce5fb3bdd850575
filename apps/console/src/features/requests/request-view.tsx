import type { GrantSummary, RequestDetail, TermsShown } from '@miji/contract';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSession } from '../../lib/session.tsx';
import { RefusalNote } from '../../ui/index.ts';
import { ChangeFacts } from './change-facts.tsx';
import { DecideBar } from './decide/decide-bar.tsx';
import { DecisionDone } from './decide/decision-done.tsx';
import { DelegateBanner } from './decide/delegate-banner.tsx';
import type { Decided } from './decide/use-decision.ts';
import { useDecision } from './decide/use-decision.ts';
import { EarlierCopies } from './earlier-copies.tsx';
import { GrantPanel } from './grant-panel.tsx';
import { OwnRequest } from './own-request.tsx';
import { ReleasePanel } from './release-panel.tsx';
import { RepeatedNote } from './repeated-note.tsx';
import { RequestFacts } from './request-facts.tsx';
import { RequestStory } from './request-story.tsx';
import { WhatHappensNext } from './what-happens-next.tsx';
import { WhatTheRuleSays } from './what-the-rule-says.tsx';
import { WhyNot } from './why-not.tsx';

const Grant = ({ request, grant }: { readonly request: RequestDetail; readonly grant: GrantSummary }): ReactNode =>
  grant.operation === 'declassify' ? (
    <ReleasePanel request={request} grant={grant} />
  ) : (
    <GrantPanel request={request} grant={grant} />
  );

/** Everything about a request on one screen, in the order in which one decides; at the bottom what the reader can do about it. */
export const RequestView = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { person } = useSession();
  const [done, setDone] = useState<{ readonly decided: Decided; readonly asked: TermsShown } | null>(null);
  const decision = useDecision(request, (decided) => setDone({ decided, asked: request.terms }));
  const isAsker =
    request.requester.id === person.id ||
    request.beneficiary.id === person.id ||
    request.terms.recipients.some((one) => one.person.id === person.id);
  const mayDecide = request.mayNotDecide === null && request.state === 'pending';

  if (done !== null) return <DecisionDone {...done} grant={request.grant} />;
  return (
    <>
      <article className="card stack request-view">
        {/* somebody else was faster, say: the bar is gone, and this says why */}
        {mayDecide ? null : <RefusalNote error={decision.error} />}
        {mayDecide ? <DelegateBanner request={request} /> : null}
        <RequestFacts request={request} />
        <ChangeFacts request={request} />
        {isAsker ? <OwnRequest request={request} /> : null}
        {isAsker && request.grant !== null ? <Grant request={request} grant={request.grant} /> : null}
        <RepeatedNote request={request} />
        {request.change === null ? <EarlierCopies copies={request.earlierCopies} /> : null}
        <RequestStory request={request} />
        <WhatTheRuleSays request={request} />
        {mayDecide ? <WhatHappensNext request={request} /> : null}
        {isAsker || mayDecide ? null : <WhyNot request={request} />}
      </article>
      {mayDecide ? <DecideBar request={request} decision={decision} /> : null}
    </>
  );
};
