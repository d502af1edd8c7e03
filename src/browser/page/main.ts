/** The page: texts on one side, what is found in them on the other. */
import { Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { freezingPhrase } from '../../report/text/order.ts';
import { clean, count, tally } from '../../report/text/phrases.ts';
import type { Answered, Asked, ExampleSet, Kind, ShownFinding } from '../protocol.ts';
import { unpacked } from '../worker/unpack.ts';
import { CheckLoop, type Outcome } from './check-loop.ts';
import { Connection, part } from './connection.ts';
import { dialog } from './dialog.ts';
import { byId } from './dom.ts';
import { FilesBar } from './files-bar.ts';
import { copyText, download } from './hand-out.ts';
import { knowing } from './knowing.ts';
import { marked } from './marks.ts';
import { share } from './share.ts';
import { Side } from './side.ts';
import { Sources } from './sources.ts';
import { Status } from './status.ts';
import { stepList } from './steps.ts';
import { Texts, textIn } from './texts.ts';
import { Visits } from './visits.ts';
import { mostUrgentFirst } from './words.ts';

const connection = Connection.open();
const visits = new Visits();
const status = new Status();
let outcome: Outcome | undefined;
let open: readonly ShownFinding[] = [];
/** The file with the worst finding is shown when it is known, unless somebody writes first. */
let showsWorst = true;

const isNarrow = () => byId('tab-text', HTMLElement).offsetParent !== null;

const keys = keymap.of([{ key: 'Mod-.', run: () => side.here(texts.shown, lineHere(), true) }]);

const known = knowing({
  async hover(position) {
    if (outcome === undefined || !isAsChecked(texts.shown)) return undefined;
    const answer = await asked('hover', { of: outcome.id, file: texts.shown, position });
    return answer?.hover;
  },
  async complete(text, position) {
    const answer = await asked('complete', { file: texts.shown, text, position });
    return answer?.completions ?? [];
  },
  tell: (text) => status.tell(text),
});

const texts: Texts = new Texts(byId('editor', HTMLElement), { changed, moved }, [Prec.high(keys), known]);
const bar = new FilesBar(texts, {
  add: () => sources.addEmpty(),
  remove(name) {
    const take = texts.remove();
    status.say(`${clean(name)} is removed.`, { title: 'Undo', take });
  },
});

const side: Side = new Side(connection, visits, {
  go(file, range) {
    if (isNarrow()) side.choose('text');
    texts.reveal(file, range, true);
  },
  goTo(file, offset) {
    if (isNarrow()) side.choose('text');
    texts.revealOffset(file, offset);
  },
  fix: applyFix,
  async suppressions({ fingerprint }) {
    const answer = outcome && (await asked('suppressions', { of: outcome.id, fingerprint }));
    return answer?.actions ?? [];
  },
  write({ edits }) {
    if (!areAsChecked(edits.map(({ file }) => file))) return;
    texts.write(edits);
    status.say(`The suppression is in the text. Undo it there with ${undoKey}.`);
  },
  say: (text) => status.say(text),
  apply(files) {
    if (!areAsChecked(files.map(({ name }) => name))) return;
    const before = texts.files;
    texts.overwrite(files);
    side.choose('findings');
    byId('panel', HTMLElement).focus();
    status.say(`${count(files.length, 'file')} fixed.`, { title: 'Undo', take: () => texts.overwrite(before) });
  },
  try: (files, title) => sources.replace(files, `This is ${title}.`),
  copy: (text, what) => void copy(text, what),
  download(name, text) {
    download(name, text);
    status.say(`${clean(name)} is saved.`);
  },
  written: (name, text) => texts.written(name, text),
  shown: () => texts.shown,
  failed: (error) => status.state(error.message, true),
});

const sources: Sources = new Sources(texts, status, visits, {
  arrived(all) {
    showsWorst = all;
    side.choose(isNarrow() ? 'text' : 'findings');
  },
});

const loop: CheckLoop = new CheckLoop(
  connection,
  () => texts.files,
  done,
  (error) => status.state(error.message, true),
);

const isMac = /Mac|iP(?:hone|ad)/.test(navigator.platform);
const undoKey = isMac ? 'Cmd Z' : 'Ctrl Z';

function changed(): void {
  sources.isWritten = true;
  showsWorst = false;
  bar.update();
  loop.changed();
}

function moved(): void {
  // The first state is shown before there is all else.
  queueMicrotask(() => {
    bar.update();
    bar.kind(kindOf(texts.shown));
    side.here(texts.shown, lineHere(), false);
  });
}

function lineHere(): number {
  const { state } = texts.view;
  return state.doc.lineAt(state.selection.main.head).number;
}

function isAsChecked(name: string): boolean {
  const checked = outcome?.files.find((file) => file.name === name)?.text;
  const state = texts.stateOf(name);
  return checked !== undefined && state !== undefined && checked === textIn(state);
}

/** The same of what edits are for; says so where it is not. */
function areAsChecked(names: readonly string[]): boolean {
  const are = names.every(isAsChecked);
  if (!are) status.say('The text has changed since: try again.');
  return are;
}

function done(now: Outcome): void {
  outcome = now;
  open = mostUrgentFirst(now.checked.findings.filter(({ suppressed }) => suppressed === null));
  side.update(now, open);
  for (const name of texts.names) {
    if (!isAsChecked(name)) continue;
    const own = open.filter(({ file }) => file === name);
    const faults = now.checked.refusal?.faults.filter(({ file }) => file === name) ?? [];
    texts.mark(name, (state) => marked(state, own, faults, { fix: applyFix, details: (one) => side.open(one) }));
  }
  if (showsWorst && open[0] !== undefined) {
    showsWorst = false;
    texts.reveal(open[0].file, null, false);
  }
  bar.update(open);
  bar.kind(kindOf(texts.shown));
  side.here(texts.shown, lineHere(), false);
  const freezes = open.filter((finding) => finding.freezes).length;
  const { more } = now.checked;
  const told = [tally(open), ...freezingPhrase(freezes), ...(more > 0 ? [`${more} more are not listed`] : [])].join(
    '; ',
  );
  status.state(`${told.replace(/^no/, 'No')}. Checked in ${Math.max(1, Math.round(now.took))} ms.`);
  status.saySoon(`${count(open.length, 'finding')}: ${told}`);
}

function applyFix({ fix, file: name }: ShownFinding): void {
  if (fix === undefined || !areAsChecked(fix.edits.map(({ file }) => file))) return;
  texts.apply(fix.edits);
  texts.lookAt(name, fix.edits);
  status.say(`Done: ${clean(fix.title)}. Undo it in the text with ${undoKey}.`);
  // The finding is gone, and with it what it said of these.
  if (fix.then !== undefined && fix.then.length > 0) void dialog('Still to do', [stepList(fix.then)], [['', 'Close']]);
}

/** An answer; undefined where there is none, which is said at the foot. */
async function asked<Name extends Kind>(kind: Name, question: Asked[Name]): Promise<Answered[Name] | undefined> {
  try {
    return await connection.ask(kind, question);
  } catch (error) {
    status.state((error as Error).message, true);
    return undefined;
  }
}

/** What is known of a file, in a phrase. */
function kindOf(name: string): string {
  if (outcome === undefined || texts.stateOf(name)?.doc.length === 0) return '';
  const { ledger, without } = outcome.checked;
  const skipped = ledger.skipped.find(({ file }) => file === name);
  if (skipped !== undefined) return `not checked: ${clean(skipped.reason)}`;
  const own = open.filter(({ file }) => file === name);
  if (own.length === 0 && without.includes(name)) return 'nothing to check in it, by its name and its text';
  return tally(own);
}

async function copy(text: string, what: string): Promise<boolean> {
  const isCopied = await copyText(text);
  status.say(
    isCopied ? `${what}: copied.` : 'The browser does not let this page copy: select the text, and copy it yourself.',
  );
  return isCopied;
}

async function shareLink(): Promise<void> {
  try {
    if (outcome === undefined || !texts.names.every(isAsChecked))
      return status.say('The texts are still being checked: try again.');
    const { id, files } = outcome;
    const masked = await connection.ask('masked', { of: id });
    if (masked !== undefined) await share(files, masked.files, copy);
  } catch (error) {
    status.state((error as Error).message, true);
  }
}

/** Keys have other names on a Mac. */
function nameKeys(): void {
  if (!isMac) return;
  for (const key of document.querySelectorAll('#keys kbd'))
    key.textContent = (key.textContent ?? '').replace('Ctrl', 'Cmd');
}

/** The skip link leads to the findings, and leaves the address alone. */
function skip(event: Event): void {
  event.preventDefault();
  side.choose('findings');
  byId('panel', HTMLElement).focus();
}

async function begin(): Promise<void> {
  nameKeys();
  byId('skip', HTMLAnchorElement).addEventListener('click', skip);
  byId('share', HTMLButtonElement).addEventListener('click', () => void shareLink());
  sources.listen();
  side.choose(isNarrow() ? 'text' : 'findings');
  const link = await sources.fromLink();
  // What is wrong with the link stays where it is said.
  sources.offer(await examples(), link !== 'opened' && texts.isEmpty, link === 'damaged');
  connection.ready.catch((error: Error) => status.state(error.message, true));
}

/** The examples are in the page itself: they are seen before the checker has its rules. */
async function examples(): Promise<readonly ExampleSet[]> {
  const bytes = await unpacked(part('example-texts'));
  return JSON.parse(new TextDecoder().decode(bytes)) as readonly ExampleSet[];
}

void begin();
