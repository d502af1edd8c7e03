/** The link with the texts: what is in it, and a warning before something that looks like a secret gets into it. */
import { clean, count } from '../../report/text/phrases.ts';
import type { MaskedFile, SandboxFile } from '../protocol.ts';
import { dialog } from './dialog.ts';
import { make } from './dom.ts';
import { fragmentOf } from './link.ts';
import { size } from './words.ts';

/** Longer links are cut by chats and mail programs: characters. */
const long = 8000;

/** Asks what to share, makes the link and copies it. `masked` has the files in the same order. */
export async function share(
  files: readonly SandboxFile[],
  masked: readonly MaskedFile[],
  copy: (text: string, what: string) => Promise<boolean>,
): Promise<void> {
  const secret = masked.filter((file) => file.secret);
  const without = masked.map(({ name, text }) => ({ name, text: text ?? '' }));
  if (secret.length === 0) return offer(files, copy);
  const answer = await ask(
    secret.map(({ name }) => name),
    secret.some(({ text }) => text === undefined),
  );
  if (answer === 'masked') await offer(without, copy);
  else if (answer === 'whole') await offer(files, copy);
}

function ask(names: readonly string[], isLeftOut: boolean): Promise<string> {
  const list = make(
    'ul',
    {},
    names.map((name) => make('li', {}, clean(name))),
  );
  const left = isLeftOut && make('p', {}, 'A text of which it is not known where its secrets are is left empty.');
  return dialog(
    'Something looks like a secret',
    [
      make(
        'p',
        {},
        `A link holds the texts: whoever has it can read them, and chats and browsers keep it. ${count(names.length, 'file')} with what looks like a secret:`,
      ),
      list,
      make('p', {}, 'In a masked link letters x take the place of secrets: what is found about them may change.'),
      ...(left ? [left] : []),
    ],
    [
      ['', 'Cancel'],
      ['whole', 'Share with secrets'],
      ['masked', 'Share masked'],
    ],
  );
}

async function offer(
  files: readonly SandboxFile[],
  copy: (text: string, what: string) => Promise<boolean>,
): Promise<void> {
  const link = `${location.href.replace(/#.*/, '')}${await fragmentOf(files)}`;
  const isCopied = await copy(link, 'The link');
  const field = make('input', {
    type: 'text',
    readonly: true,
    'aria-label': 'Link',
    value: link,
    onfocus: () => field.select(),
  });
  const notes = [
    `The texts of ${count(files.length, 'file')} are in the part behind #, which browsers send to no server: ${size(link.length)}.`,
    ...(link.length > long ? ['Chats and mail programs may cut a link of this length: send the files instead.'] : []),
    ...(location.protocol === 'file:'
      ? ['This page was opened from a disk: the link works only where the same file is.']
      : []),
  ];
  await dialog(
    isCopied ? 'The link is copied' : 'The link',
    [field, ...notes.map((note) => make('p', {}, note))],
    [['', 'Close']],
  );
}
