import type { ReactNode } from 'react';
import { requestsSearch } from '../../app/paths.ts';
import { useSearchParams } from '../../lib/location.ts';
import { RequestBox } from './inbox/request-box.tsx';
import { useFirstBox } from './inbox/use-box.ts';
import './requests.css';

/** The requests that concern the reader, in boxes. */
export const RequestsPage = (): ReactNode => {
  const firstBox = useFirstBox();
  const { box = firstBox, state, sort = 'deadline' } = useSearchParams(requestsSearch);
  return (
    <div className="page">
      {/* another box or filter begins anew: what was chosen there is not chosen here */}
      <RequestBox key={`${box} ${state ?? ''}`} box={box} state={state} order={sort} />
    </div>
  );
};
