import type { DecidedRequest, GrantSummary, RequestDetail } from '@miji/contract';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSession } from '../../lib/session.tsx';
import { ChangeFacts } from './change-facts.tsx';
import { DecideBar } from './decide-bar.tsx';
import { DelegateBanner } from './delegate-banner.tsx';
import { DecisionDone } from './decision-done.tsx';
import { EarlierCopies } from './earlier-copies.tsx';
import { GrantPanel } from './grant-panel.tsx';
import { OwnRequest } from './own-request.tsx';
import { ReleasePanel } from './release-panel.tsx';
import { RequestFacts } from './request-facts.tsx';
import { RequestStory } from './request-story.tsx';
import { WhatTheRuleSays } from './what-the-rule-says.tsx';
import { WhoAgrees } from './who-agrees.tsx';
import { WhyNot } from './why-not.tsx';

const Grant = ({ request, grant }: { readonly request: RequestDetail; readonly grant: GrantSummary }): ReactNode =>
  grant.operation === 'declassify' ? (
    <ReleasePanel request={request} grant={grant} />
  ) : (
    <GrantPanel request={request} grant={grant} />
  );

/** Everything about a request on one screen; at the bottom what the reader can do about it. */
export const RequestView = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { person } = useSession();
  const [decided, setDecided] = useState<DecidedRequest | null>(null);
  const isAsker = request.requester.id === person.id || request.beneficiary.id === person.id;
  const mayDecide = request.mayNotDecide === null && request.state === 'pending';

  if (decided !== null) return <DecisionDone decided={decided} grant={request.grant} />;
  return (
    <>
      <article className="card stack request-view">
        <RequestFacts request={request} />
        <ChangeFacts request={request} />
        {mayDecide ? <DelegateBanner request={request} /> : null}
        {isAsker ? <OwnRequest request={request} /> : null}
        {isAsker && request.grant !== null ? <Grant request={request} grant={request.grant} /> : null}
        {request.change === null ? <EarlierCopies copies={request.earlierCopies} /> : null}
        <WhoAgrees request={request} />
        <WhatTheRuleSays request={request} />
        {isAsker || mayDecide ? null : <WhyNot request={request} />}
        {mayDecide ? null : <RequestStory request={request} />}
      </article>
      {mayDecide ? <DecideBar request={request} onDecided={setDecided} /> : null}
    </>
  );
};
