export { Refusal, sentenceFor } from '@miji/contract';
export { createMijiClient } from './create-miji-client.ts';
export type { MijiClient, MijiClientOptions } from './create-miji-client.ts';
export { Session } from './credentials.ts';
export type { Credentials } from './credentials.ts';
export { signIn } from './sign-in.ts';
export type { FileSource, FileToSend } from './uploads.ts';
