import type { RefusalWire } from '@miji/contract';
import { refusalWire } from '@miji/contract';

/** An answer of the REST face that refuses, in the shape in which every other refusal reaches the console. */
export class RefusedAnswer extends Error {
  override readonly name = 'RefusedAnswer';
  readonly data: { readonly refusal: RefusalWire };

  constructor(refusal: RefusalWire) {
    super(refusal.code);
    this.data = { refusal };
  }
}

/** What an answer that is no success says: its refusal, or that nobody understands it. */
export const failureIn = (body: string): Error => {
  try {
    const read = refusalWire.safeParse(JSON.parse(body));
    if (read.success) return new RefusedAnswer(read.data);
  } catch {
    // What is no JSON comes from somewhere on the way and says nothing about Miji.
  }
  return new Error('the server gave no answer that can be read');
};
