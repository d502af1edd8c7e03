/**
 * The beginning of a JSON text as a JSON text: cut at `end`, behind the last value that is whole, with brackets that close those
 * that are open there. Undefined where none is open. The text is JSON as far as it goes.
 */
export function closed(text: string): { readonly text: string; readonly end: number } | undefined {
  const open: string[] = [];
  let kept = { end: 0, open: '' };
  const keep = (end: number) => {
    kept = { end, open: open.toReversed().join('') };
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') at = stringEnd(text, at);
    else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']');
      if (open.length > deepest) return undefined;
      keep(at + 1);
    } else if (character === '}' || character === ']') {
      open.pop();
      keep(at + 1);
    } else if (character === ',') keep(at);
  }
  return kept.open === '' ? undefined : { text: text.slice(0, kept.end) + kept.open, end: kept.end };
}

/** Objects of Kubernetes are not that deep. */
const deepest = 50;

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text.charAt(at) === '\\') at++;
    else if (text.charAt(at) === '"') return at;
  }
  return text.length;
}
