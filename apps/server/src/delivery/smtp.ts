import type { Letter } from '@miji/services';
import { createTransport } from 'nodemailer';
import { isThisMachine } from '../this-machine.ts';

/** Where mail is handed in, and in whose name. */
export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…` */
  readonly url: string;
  /** `Miji <miji@example.com>` */
  readonly from: string;
}

/** Sends letters until it is closed. */
export interface Mailer {
  send(letter: Letter): Promise<void>;
  close(): void;
}

const CONNECT_WITHIN_MS = 10_000;
const SILENT_FOR_MS = 20_000;

/**
 * Hands letters in over SMTP. A password crosses no wire in the clear: where there is one and the host is another machine, the
 * connection is encrypted or there is none.
 */
export const createMailer = ({ url, from }: MailSettings): Mailer => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const usual = secure ? 465 : 587;
  const signsIn = username !== '';
  const transport = createTransport({
    pool: true,
    maxConnections: 3,
    // What may have been taken already is tried again by the outbox alone, which counts.
    maxRequeues: 0,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? usual : Number(port),
    secure,
    requireTLS: signsIn && !secure && !isThisMachine(hostname),
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    dnsTimeout: CONNECT_WITHIN_MS,
    socketTimeout: SILENT_FOR_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(signsIn ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
  });
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'miji.invalid';
  return {
    send: async ({ id, to, subject, text }) => {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        // No out-of-office replies, and no loops between robots.
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
};
