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
      if (hidden === run || isOfPlan(text, at, hidden)) return hidden;
      return filled(hidden, letters);
    });
}

/**
 * What makes a plan a plan, and none of its values: the names of members, in letters alone, and what says whose resource of which type it
 * is. Without these nothing of a masked plan would be checked.
 */
function isOfPlan(text: string, at: number, hidden: string): boolean {
  if (/^"[A-Za-z_]{1,60}"$/.test(hidden) && /^\s{0,9}:/.test(text.slice(at + hidden.length, at + hidden.length + 10)))
    return true;
  const names = /"(?:format_version|terraform_version|mode|type|provider_name)":\s{0,9}$/.test(
    text.slice(Math.max(0, at - 40), at),
  );
  return names && /^"(?:[a-z_]{1,60}|\d+(?:\.\d+){1,2}|[a-z.]{1,60}(?:\/[a-z-]{1,60}){1,2})"$/.test(hidden);
}

function filled(hidden: string, letters: (secret: string) => string): string {
  if (/^(?:true|false|null)$/.test(hidden)) return hidden;
  if (/^-?\d+(?:\.\d+)?$/.test(hidden)) return '1'.repeat(hidden.length);
  // A secret with blanks has its quotes in other runs. Base64 keeps its end.
  const [, before = '', secret = '', after = ''] = /^(["']?)([\s\S]*?)(={0,2}(?:(?<!\\)["'])?)$/.exec(hidden) ?? [];
  return before + (secret === '' ? '' : letters(secret)) + after;
}
