import { Tokenizer, type Tokens } from 'marked';

// Up to the next sign that may open something; a line end keeps the blanks before it, they may force a new line.
const PLAIN_STRETCH = /^(?:`+|~+|[^`~])(?:(?= {2,}\n)|[^]*?(?:(?=[\\<![`*~_])|$|[^ ](?= {2,}\n)))/u;

/** A reader of Markdown without the searches that grow with the square of the text. */
export class BoundedTokenizer extends Tokenizer {
  /** Refuses a table whose rows leave out most of their cells: each of them would be made up, without bound. */
  override table(source: string): Tokens.Table | undefined {
    const [whole = '', header = '', , rows = ''] = this.rules.block.table.exec(source) ?? [];
    const cells = (header.split('|').length - 2) * rows.split('\n').length;
    return cells > whole.length ? undefined : super.table(source);
  }

  /** A bare address is printed as it stands, so it need not be found. */
  override url(): undefined {
    return undefined;
  }

  override inlineText(source: string): Tokens.Text | undefined {
    const text = PLAIN_STRETCH.exec(source)?.[0];
    return text === undefined ? undefined : { type: 'text', raw: text, text, escaped: false };
  }
}
