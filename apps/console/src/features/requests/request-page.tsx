import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { usePathNumber } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Loaded } from '../../ui/index.ts';
import { FormButton } from '../request-register/form-button.tsx';
import { RequestView } from './request-view.tsx';
import './requests.css';

/** A request: for whoever decides it, for whoever asked. It asks for the request alone, never for the item or its content. */
export const RequestPage = (): ReactNode => {
  const number = usePathNumber();
  const trpc = useTRPC();
  const query = useQuery(trpc.requests.get.queryOptions({ number }));
  return (
    <div className="page request-page">
      {/* another request starts anew, without what was said about the last one */}
      <Loaded key={number} query={query}>
        {(request) => (
          <>
            <RequestView request={request} />
            <div className="row">
              <FormButton number={request.number} />
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
};
