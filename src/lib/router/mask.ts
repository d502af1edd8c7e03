/** A router's configuration as it may be shown. */
import { stars } from '../mask.ts';
import { routerLines } from './lines.ts';

/** The text on the same lines and columns, with stars for secrets. */
export function maskRouterText(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { words } of routerLines(text)) {
    for (const { start, end, secret } of words) {
      if (!secret) continue;
      parts.push(text.slice(at, start), stars(text.slice(start, end)));
      at = end;
    }
  }
  parts.push(text.slice(at));
  return parts.join('');
}
