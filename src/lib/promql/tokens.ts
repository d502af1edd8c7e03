/** The words and signs of PromQL. */

export type TokenKind = 'word' | 'number' | 'text' | 'sign' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Blanks and comments, then a text in one of three quotes, a number or a duration, a word, or a sign. */
const token =
  /(?:\s|#[^\n]*(?:\n|$))*(?:("(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`[^`]*`)|((?:\d+(?:ms|[smhdwy]))+|0[xX][\da-fA-F]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([A-Za-z_:][\w:]*)|(=~|!~|==|!=|<=|>=|[-+*/%^<>=(){}[\],:@]))/y;

const rest = /(?:\s|#[^\n]*(?:\n|$))*$/y;

/** The tokens of an expression, with one at its end; undefined where something else stands in it. */
export function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) break;
    const [, quoted, number, word, sign] = found;
    const own = quoted ?? number ?? word ?? sign ?? '';
    at = token.lastIndex;
    const kind = quoted !== undefined ? 'text' : number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign';
    tokens.push({ kind, text: own, from: at - own.length, to: at });
  }
  rest.lastIndex = at;
  if (!rest.test(text)) return undefined;
  return [...tokens, { kind: 'end', text: '', from: text.length, to: text.length }];
}
