import type { Token } from 'marked';
import { SOFT_INK, span } from './body-style.ts';
import { decodeEntities } from './html-entities.ts';
import { isKnownToken } from './markdown-tokens.ts';
import type { Span } from './text-lines.ts';

type Look = Partial<Omit<Span, 'text'>>;

/** Inline Markdown as spans. Nothing is hidden: addresses, titles and raw HTML are printed. */
export function inlineSpans(tokens: readonly Token[], look: Look = {}): Span[] {
  return tokens.flatMap((token) => tokenSpans(token, look));
}

function tokenSpans(token: Token, look: Look): Span[] {
  if (!isKnownToken(token)) return [span(token.raw, look)];
  switch (token.type) {
    case 'strong':
      return inlineSpans(token.tokens, { ...look, weight: 'bold' });
    case 'em':
      return inlineSpans(token.tokens, look);
    case 'del':
      return inlineSpans(token.tokens, { ...look, struck: true });
    case 'br':
      return [span('\n', look)];
    case 'codespan':
      return [span(token.text, { ...look, colour: SOFT_INK })];
    case 'link': {
      const address = token.text === token.href || `mailto:${token.text}` === token.href ? '' : token.href;
      return [...inlineSpans(token.tokens, look), ...reference(address, token.title, look)];
    }
    case 'image':
      return [span(`图片：${decodeEntities(token.text)}`, look), ...reference(token.href, token.title, look)];
    case 'checkbox':
      // Printed as the marker of its list item.
      return [];
    case 'escape':
      return [span(token.text, look)];
    case 'text':
      // Tight list items wrap their inline tokens in one more text token.
      if (token.tokens !== undefined) return inlineSpans(token.tokens, look);
      return [span(decodeEntities(joinSoftBreaks(token.text)), look)];
    default:
      return [span(token.raw, look)];
  }
}

function reference(address: string, title: string | null | undefined, look: Look): Span[] {
  const parts = [address, title ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? [] : [span(`（${parts.join('，')}）`, { ...look, colour: SOFT_INK })];
}

const CHINESE_END = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]$/u;
const CHINESE_START = /^[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/u;

/** A line end in the source is a blank between words and nothing between Chinese characters. */
function joinSoftBreaks(text: string): string {
  const [first = '', ...others] = text.split('\n');
  let before = first;
  let joined = '';
  for (const line of others) {
    const end = before.trimEnd();
    const start = line.trimStart();
    // Tested on a short piece: a search for an end walks through everything before it.
    const tight = CHINESE_END.test(end.slice(-1)) && CHINESE_START.test(start);
    joined += tight ? end : `${end} `;
    before = start;
  }
  return joined + before;
}
