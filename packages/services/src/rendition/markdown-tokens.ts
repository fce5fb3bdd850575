import { Lexer, type MarkedToken, type Token, type TokensList } from 'marked';
import { BoundedTokenizer } from './bounded-tokenizer.ts';

// The search for closing emphasis grows with the square of the number of signs in one paragraph.
const MOST_SIGNS = 200;
// Quotes and lists are read once per level; the column stops moving right at about this depth.
const MOST_NESTED = 20;
// The rest of a list or quote is looked through for every line of it.
const MOST_LINES_IN_A_ROW = 2000;
// The marks of a task list are looked for from its end for every item.
const MOST_TASKS = 2000;

const KNOWN: ReadonlySet<string> = new Set<MarkedToken['type']>([
  'blockquote',
  'br',
  'checkbox',
  'code',
  'codespan',
  'def',
  'del',
  'em',
  'escape',
  'heading',
  'hr',
  'html',
  'image',
  'link',
  'list',
  'list_item',
  'paragraph',
  'space',
  'strong',
  'table',
  'text',
]);

class TooIntricateError extends Error {}

class BoundedLexer extends Lexer {
  #depth = 0;

  override blockTokens(source: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(source: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(source: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[] {
    this.#depth += 1;
    if (this.#depth > MOST_NESTED) throw new TooIntricateError();
    const read = super.blockTokens(source, tokens, lastParagraphClipped);
    this.#depth -= 1;
    return read;
  }

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if ((source.match(/[*_~`[\]<!]/gu)?.length ?? 0) <= MOST_SIGNS) return super.inlineTokens(source, tokens);
    tokens.push({ type: 'text', raw: source, text: source, escaped: false });
    return tokens;
  }
}

/** Tokens of a Markdown text, or undefined when it is too intricate to be read as Markdown in bounded time. */
export function markdownTokens(text: string): readonly Token[] | undefined {
  if (isRunOn(text) || (text.match(/\[[ xX]\] /gu)?.length ?? 0) > MOST_TASKS) return undefined;
  try {
    return new BoundedLexer({ gfm: true, tokenizer: new BoundedTokenizer() }).lex(text);
  } catch (error) {
    if (error instanceof TooIntricateError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether very many lines follow each other without an empty one; the rows of a table do not count. */
function isRunOn(text: string): boolean {
  let inARow = 0;
  for (const line of text.split('\n')) {
    const start = line.trimStart();
    inARow = start === '' ? 0 : inARow + (start.startsWith('|') ? 0 : 1);
    if (inARow > MOST_LINES_IN_A_ROW) return true;
  }
  return false;
}

/** Tells the token kinds of plain Markdown from those an extension might add. */
export function isKnownToken(token: Token): token is MarkedToken {
  return KNOWN.has(token.type);
}
