import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SignOnElsewhere } from '../features/session/sign-on-elsewhere.tsx';
import { sessionIsBack, useSessionEnded } from '../lib/session-end.ts';
import { useSession } from '../lib/session.tsx';
import { useTRPC, useTRPCClient } from '../lib/trpc.ts';
import { SignInForm } from '../ui/sign-in-form.tsx';
import { paths } from './paths.ts';

const Door = ({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }): ReactNode => {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="session-end"
      aria-labelledby="session-ended"
      onCancel={(event) => event.preventDefault()}
    >
      <SignInForm
        title={t('session.ended')}
        titleId="session-ended"
        hint={t('session.endedHint')}
        onSignedIn={onSignedIn}
        renderOtherWays={(form) => <SignOnElsewhere form={form} onSignedIn={onSignedIn} />}
      />
    </dialog>
  );
};

/**
 * The sign-in form over a page whose session has ended. It covers the page whole, so that nothing can be read, and leaves it
 * standing, so that nothing typed is lost. Whoever else signs in gets a page of his own.
 */
export const SessionEnd = (): ReactNode => {
  const ended = useSessionEnded();
  const { person } = useSession();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const trpc = useTRPC();
  const goOn = async (): Promise<void> => {
    const session = await client.session.get.query();
    if (session.person.id !== person.id) {
      window.location.assign(paths.desk());
      return;
    }
    queryClient.setQueryData(trpc.session.get.queryKey(), session);
    sessionIsBack();
    await queryClient.invalidateQueries();
  };
  return ended ? <Door onSignedIn={goOn} /> : null;
};
