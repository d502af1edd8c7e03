/** What leaves the page because a person asked: copies and downloads. */
import { make } from './dom.ts';

/** Copies a text; false where the browser does not let it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/** The older way, for pages from a disk. */
function copySelected(text: string): boolean {
  const focused = document.activeElement;
  const field = make('textarea', { class: 'hidden', 'aria-hidden': 'true', tabindex: -1 });
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}

/** Saves a text as a file, under the last part of its name. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  make('a', { href: address, download: name.split('/').at(-1) ?? name }).click();
  // The browser has to begin before the address is let go of.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
