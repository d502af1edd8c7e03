/**
 * Masked texts that others read again: a link is checked by whoever opens it. Stars are an alias to YAML and nothing to JSON, so
 * letters take their place, and quotes, numbers and constants stay what they are to a parser.
 */

/**
 * Makes a function of a text and the same text masked (of equal length), which returns the masked one with letters for stars. Equal
 * secrets of all texts get equal letters: whether both ends have the same password is known without it.
 */
export function filler(): (text: string, masked: string) => string {
  const numbers = new Map<string, number>();
  const letters = (secret: string): string => {
    const number = numbers.get(secret) ?? numbers.size + 1;
    numbers.set(secret, number);
    const sign = String(number);
    return sign.length < secret.length ? 'x'.repeat(secret.length - sign.length) + sign : 'x'.repeat(secret.length);
  };
  return (text, masked) =>
    masked.replace(/\*+/g, (run, at: number) => {
      const hidden = text.slice(at, at + run.length);
      if (hidden === run) return run;
      return filled(hidden, letters);
    });
}

function filled(hidden: string, letters: (secret: string) => string): string {
  if (/^(?:true|false|null)$/.test(hidden)) return hidden;
  if (/^-?\d+(?:\.\d+)?$/.test(hidden)) return '1'.repeat(hidden.length);
  // A secret with blanks has its quotes in other runs. Base64 keeps its end.
  const [, before = '', secret = '', after = ''] = /^(["']?)([\s\S]*?)(={0,2}(?:(?<!\\)["'])?)$/.exec(hidden) ?? [];
  return before + (secret === '' ? '' : letters(secret)) + after;
}
