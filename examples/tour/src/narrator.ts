import { Refusal, sentenceFor } from '@miji/client';

const bold = (text: string): string => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text);

/** An answer that is not what the law says. */
export class Deviation extends Error {
  override readonly name = 'Deviation';
}

/** As much was told as was wanted. */
export class Enough extends Error {
  override readonly name = 'Enough';
}

/** Tells what is asked and what is answered, and compares it with what the law says. */
export class Narrator {
  readonly #last: number;
  #chapters = 0;
  #deviations = 0;

  /** @param last how many chapters are told */
  constructor(last: number) {
    this.#last = last;
  }

  get deviations(): number {
    return this.#deviations;
  }

  chapter(title: string): void {
    this.#chapters += 1;
    if (this.#chapters > this.#last) throw new Enough(title);
    this.section(`${this.#chapters}  ${title}`);
  }

  /** Something told in one piece that is no chapter of its own. */
  section(title: string): void {
    console.log(`\n${bold(title)}`);
  }

  /** Something that is neither asked nor answered. */
  remark(text: string): void {
    console.log(`  · ${text}`);
  }

  /** One question and its answer; `why` is the article or the reason. */
  exchange(asked: string, answered: string, why: string): void {
    console.log(`  ? ${asked}\n    → ${answered}   (${why})`);
  }

  /** Holds an answer against the law. */
  expect(condition: boolean, law: string): void {
    if (condition) return;
    this.#deviations += 1;
    console.error(`  ✗ DIFFERS FROM THE LAW: ${law}`);
  }

  /** Asks for something that the law grants. */
  async granted<T>(asked: string, call: Promise<T>, describe: (answer: T) => readonly [string, string]): Promise<T> {
    try {
      const answer = await call;
      this.exchange(asked, ...describe(answer));
      return answer;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.exchange(asked, error.code, sentenceFor(error.code, 'zh-CN'));
      this.expect(false, `this is to be granted, not refused with ${error.code}`);
      throw new Deviation(asked, { cause: error });
    }
  }

  /** Asks for something that the law refuses, with this code. */
  async refused(asked: string, call: Promise<unknown>, code: Refusal['code']): Promise<Refusal | null> {
    try {
      await call;
      this.exchange(asked, 'granted', '?');
      this.expect(false, `this is to be refused with ${code}`);
      return null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const article = error.article === null ? '' : `${error.article} `;
      this.exchange(asked, error.code, `${article}${sentenceFor(error.code, 'zh-CN')}`);
      this.expect(error.code === code, `refused with ${error.code} instead of ${code}`);
      return error;
    }
  }

  /** Asks twice, for what may not be known and for what never was: both answers have to be one and the same. */
  async indistinguishable(asked: string, secret: Promise<unknown>, neverIssued: Promise<unknown>): Promise<void> {
    const [one, other] = await Promise.all([answerOf(secret), answerOf(neverIssued)]);
    this.exchange(asked, one, 'the same as for a number that was never issued');
    this.expect(one === other, `“${one}” can be told from “${other}”`);
  }
}

/** An answer or a refusal, with everything that the caller can see of it. */
const answerOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    return JSON.stringify(await call);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, rule, article, missing, fields } = error;
    return [
      code,
      rule,
      article,
      ...missing.map((entry) => JSON.stringify(entry)),
      ...fields.map((entry) => JSON.stringify(entry)),
    ]
      .filter(Boolean)
      .join(' ');
  }
};
