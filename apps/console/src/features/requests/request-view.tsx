import type { RequestDetail, RequestSummary } from '@miji/contract';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSession } from '../../lib/session.tsx';
import { DecideBar } from './decide-bar.tsx';
import { DecisionDone } from './decision-done.tsx';
import { EarlierCopies } from './earlier-copies.tsx';
import { GrantPanel } from './grant-panel.tsx';
import { OwnRequest } from './own-request.tsx';
import { RequestFacts } from './request-facts.tsx';
import { RequestStory } from './request-story.tsx';
import { WhatTheRuleSays } from './what-the-rule-says.tsx';
import { WhyNot } from './why-not.tsx';

/** Everything about a request on one screen; at the bottom what the reader can do about it. */
export const RequestView = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { person } = useSession();
  const [decided, setDecided] = useState<RequestSummary | null>(null);
  const isAsker = request.requester.id === person.id || request.beneficiary.id === person.id;
  const mayDecide = request.mayNotDecide === null && request.state === 'pending';

  if (decided !== null) return <DecisionDone decided={decided} grant={request.grant} />;
  return (
    <>
      <article className="card stack request-view">
        <RequestFacts request={request} />
        {isAsker ? <OwnRequest request={request} /> : null}
        {isAsker && request.grant !== null ? <GrantPanel request={request} grant={request.grant} /> : null}
        <EarlierCopies copies={request.earlierCopies} />
        <WhatTheRuleSays request={request} />
        {isAsker || mayDecide ? null : <WhyNot request={request} />}
        {mayDecide ? null : <RequestStory request={request} />}
      </article>
      {mayDecide ? <DecideBar request={request} onDecided={setDecided} /> : null}
    </>
  );
};
