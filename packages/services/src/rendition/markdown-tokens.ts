import { Lexer, type MarkedToken, type Token } from 'marked';

// The search for closing emphasis grows with the square of the number of signs in one paragraph.
const MOST_SIGNS = 600;

const KNOWN: ReadonlySet<string> = new Set<MarkedToken['type']>([
  'blockquote', 'br', 'checkbox', 'code', 'codespan', 'def', 'del', 'em', 'escape', 'heading', 'hr', 'html', 'image',
  'link', 'list', 'list_item', 'paragraph', 'space', 'strong', 'table', 'text',
]);

class BoundedLexer extends Lexer {
  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if ((source.match(/[*_~`[\]<!]/gu)?.length ?? 0) <= MOST_SIGNS) return super.inlineTokens(source, tokens);
    tokens.push({ type: 'text', raw: source, text: source, escaped: false });
    return tokens;
  }
}

/** Tokens of a Markdown text, or undefined when its nesting is too deep to be read as Markdown. */
export function markdownTokens(text: string): readonly Token[] | undefined {
  try {
    return new BoundedLexer({ gfm: true }).lex(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Tells the token kinds of plain Markdown from those an extension might add. */
export function isKnownToken(token: Token): token is MarkedToken {
  return KNOWN.has(token.type);
}
