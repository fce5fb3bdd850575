import type { Outgoing } from '@miji/services';
import { createGuardedFetch } from '../auth/single-sign-on/guarded-fetch.ts';
import type { MailSettings } from './smtp.ts';
import { createMailer } from './smtp.ts';

export interface OutgoingSettings {
  readonly baseUrl: string;
  /** undefined: no mail */
  readonly mail: MailSettings | undefined;
  /** whether robots on this machine are spoken to, for trying out */
  readonly localRobots: boolean;
}

/** What goes out of the house: mail over SMTP, robots over HTTPS, to addresses that may be spoken to alone. */
export const createOutgoing = ({
  baseUrl,
  mail,
  localRobots,
}: OutgoingSettings): { readonly outgoing: Outgoing; readonly close: () => void } => {
  const mailer = mail === undefined ? null : createMailer(mail);
  const fetch = createGuardedFetch({ production: !localRobots });
  return {
    outgoing: {
      baseUrl,
      mail: mailer === null ? null : (letter) => mailer.send(letter),
      post: async ({ url, headers, body }) => {
        const answer = await fetch(url, { method: 'POST', headers, body });
        return { status: answer.status, body: await answer.text() };
      },
      allowsLocalRobots: localRobots,
    },
    close: () => mailer?.close(),
  };
};
