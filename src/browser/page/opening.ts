/** Files from a person's disk: picked or dropped, folders too. They are read here, and go nowhere. */
import { clean, count } from '../../report/text/phrases.ts';
import type { SandboxFile } from '../protocol.ts';
import { size } from './words.ts';

/** What is too much for a page: files, and bytes of all together. */
const mostFiles = 500;
const mostBytes = 20_000_000;

/** What was read, and why something was not, in sentences. */
export interface Opened {
  readonly files: readonly SandboxFile[];
  readonly refused: readonly string[];
}

/** A file with the path that its folders gave it; without `file` where the browser could not open it. */
export interface Given {
  readonly path: string;
  readonly file?: File;
}

/** Reads files; of too many, the first ones. */
export async function readFiles(given: readonly Given[]): Promise<Opened> {
  const files: SandboxFile[] = [];
  const refused: string[] = [];
  let bytes = 0;
  for (const { path, file } of given.slice(0, mostFiles)) {
    bytes += file?.size ?? 0;
    if (bytes > mostBytes) {
      refused.push(`${clean(path)} and what follows is left out: together it is more than ${size(mostBytes)}.`);
      break;
    }
    // It may be gone since, or be somebody else's.
    const content = await file?.arrayBuffer().catch(() => undefined);
    const text = content && textOf(content);
    if (content === undefined) refused.push(`${clean(path)} is left out: it cannot be read.`);
    else if (text === undefined) refused.push(`${clean(path)} is left out: it is not a text.`);
    else files.push({ name: path, text });
  }
  // Of a folder nobody counts the others.
  if (given.length > mostFiles) refused.push(`What comes after ${count(mostFiles, 'file')} is left out.`);
  return { files, refused };
}

/** The text of bytes; undefined for what is none. */
function textOf(bytes: ArrayBuffer): string | undefined {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** What was dropped: files, and those of folders. */
export async function dropped({ items }: DataTransfer): Promise<readonly Given[]> {
  // The list is empty after the first pause.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: Given[] = [];
  for (const entry of entries) await collect(entry, found);
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function collect(entry: FileSystemEntry, found: Given[]): Promise<void> {
  if (found.length > mostFiles || (entry.isDirectory && /^(?:\.git|node_modules)$/.test(entry.name))) return;
  const path = entry.fullPath.replace(/^\//, '');
  try {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
      found.push({ path, file });
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    const next = () =>
      new Promise<readonly FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    // A reader gives a part of the entries at a time, and none at the end.
    for (let entries = await next(); entries.length > 0; entries = await next())
      for (const one of entries) await collect(one, found);
  } catch {
    found.push({ path });
  }
}

/** Accepts drops anywhere in the window; `veil` is shown while files are over it. */
export function acceptDrops(veil: HTMLElement, take: (transfer: DataTransfer) => void): void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) veil.hidden = true;
  });
  // Before the editor, which would insert the file's text where it was dropped.
  addEventListener(
    'drop',
    (event) => {
      veil.hidden = true;
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      event.stopPropagation();
      take(event.dataTransfer);
    },
    true,
  );
}

/**
 * Accepts what is pasted where nobody writes: a text, or files. In the editor too where it takes the place of all, which `isAll` says,
 * and where there are files and no text.
 */
export function acceptPastes(
  isAll: () => boolean,
  take: (pasted: string | readonly { readonly path: string; readonly file: File }[]) => void,
): void {
  // Before the editor, which would insert it.
  const pasted = (event: ClipboardEvent) => {
    const { target, clipboardData } = event;
    if (clipboardData === null || !(target instanceof Element) || target.closest('input, dialog') !== null) return;
    const text = clipboardData.getData('text/plain');
    const files = [...clipboardData.files].map((file) => ({ path: file.name, file }));
    if (text.trim() === '' ? files.length === 0 : target.closest('#editor') !== null && !isAll()) return;
    event.preventDefault();
    event.stopPropagation();
    take(text.trim() === '' ? files : text);
  };
  addEventListener('paste', pasted, true);
}
