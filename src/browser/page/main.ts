/** The page: texts on one side, what is found in them on the other. */
import { Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { freezingPhrase } from '../../report/text/order.ts';
import { clean, count, tally } from '../../report/text/phrases.ts';
import type { ExampleSet, SandboxFile, ShownFinding } from '../protocol.ts';
import { CheckLoop, type Outcome } from './check-loop.ts';
import { Connection } from './connection.ts';
import { byId, make, put } from './dom.ts';
import { FilesBar } from './files-bar.ts';
import { copyText, download } from './hand-out.ts';
import { filesOf, holdsFiles } from './link.ts';
import { marked } from './marks.ts';
import { acceptDrops, dropped, type Opened, readFiles } from './opening.ts';
import { share } from './share.ts';
import { Side, type ViewName } from './side.ts';
import { Status } from './status.ts';
import { Texts } from './texts.ts';
import { mostUrgentFirst, saysFreeze } from './words.ts';

const connection = Connection.open();
const status = new Status();
let outcome: Outcome | undefined;
let open: readonly ShownFinding[] = [];
/** Somebody wrote here, and would lose it. */
let isWritten = false;
/** The file with the worst finding is shown, until somebody chooses another. */
let showsWorst = true;

const isNarrow = () => byId('tab-text', HTMLElement).offsetParent !== null;

const keys = keymap.of([{ key: 'Mod-.', run: () => side.here(texts.shown, lineHere(), true) }]);

const texts: Texts = new Texts(byId('editor', HTMLElement), { changed, moved }, Prec.high(keys));
const bar = new FilesBar(texts, (name) => {
  const before = texts.files;
  texts.remove();
  status.say(`${clean(name)} is removed.`, { title: 'Undo', take: () => texts.replaceAll(before) });
});

const side: Side = new Side(connection, {
  go(file, range) {
    if (isNarrow()) side.choose('text');
    texts.reveal(file, range, true);
  },
  goTo(file, offset) {
    if (isNarrow()) side.choose('text');
    texts.revealOffset(file, offset);
  },
  fix: applyFix,
  apply(files) {
    if (!files.every(({ name }) => isAsChecked(name))) return status.say('The text has changed since: try again.');
    const before = texts.files;
    texts.overwrite(files);
    side.choose('findings');
    byId('panel', HTMLElement).focus();
    status.say(`${count(files.length, 'file')} fixed.`, { title: 'Undo', take: () => texts.overwrite(before) });
  },
  try: (files, title) => replaceBy(files, title),
  copy: (text, what) => void copy(text, what),
  download(name, text) {
    download(name, text);
    status.say(`${clean(name)} is saved.`);
  },
  written: (name, text) => texts.written(name, text),
  shown: () => texts.shown,
  failed: (error) => status.state(error.message, true),
});

const loop = new CheckLoop(
  connection,
  () => texts.files,
  done,
  (error) => status.state(error.message, true),
);

const undoKey = /Mac|iP(?:hone|ad)/.test(navigator.platform) ? 'Cmd Z' : 'Ctrl Z';

function changed(): void {
  isWritten = true;
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
  return checked !== undefined && checked === texts.stateOf(name)?.doc.toString();
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
  const freezes = open.filter(({ why, level }) => saysFreeze(why, level)).length;
  const told = [tally(open), ...freezingPhrase(freezes)].join('; ');
  status.state(`${told}. Checked in ${Math.max(1, Math.round(now.took))} ms.`);
  status.saySoon(`${count(open.length, 'finding')}: ${told}`);
}

function applyFix({ fix, file: name }: ShownFinding): void {
  if (fix === undefined) return;
  if (!fix.edits.every(({ file }) => isAsChecked(file))) {
    status.say('The text has changed since: try again.');
    return;
  }
  texts.apply(fix.edits);
  texts.show(name);
  status.say(`Done: ${fix.title}. Undo it in the text with ${undoKey}.`);
}

/** What is known of a file, in a phrase. */
function kindOf(name: string): string {
  if (outcome === undefined || texts.stateOf(name)?.doc.length === 0) return '';
  const { ledger } = outcome.checked;
  const skipped = ledger.skipped.find(({ file }) => file === name);
  if (skipped !== undefined) return `not checked: ${clean(skipped.reason)}`;
  return tally(open.filter(({ file }) => file === name));
}

/** Other texts in the place of these, which can be brought back. */
function replaceBy(files: readonly SandboxFile[], title: string): void {
  const before = texts.files;
  const wasWritten = isWritten;
  showsWorst = true;
  texts.replaceAll(files);
  isWritten = false;
  side.choose(isNarrow() ? 'text' : 'findings');
  const undo = { title: 'Bring back the texts before', take: () => bringBack(before, wasWritten) };
  status.say(`This is ${title}.`, before.every(({ text }) => text.trim() === '') ? undefined : undo);
}

function bringBack(files: readonly SandboxFile[], wasWritten: boolean): void {
  texts.replaceAll(files);
  isWritten = wasWritten;
}

async function copy(text: string, what: string): Promise<boolean> {
  const isCopied = await copyText(text);
  status.say(
    isCopied ? `${what}: copied.` : 'The browser does not let this page copy: select the text, and copy it yourself.',
  );
  return isCopied;
}

async function take(reading: Promise<Opened>): Promise<void> {
  const { files, refused } = await reading;
  texts.add(files);
  if (files.length > 0) side.choose(isNarrow() ? 'text' : 'findings');
  const opened = files.length === 0 ? [] : [`${count(files.length, 'file')} opened.`];
  status.say([...opened, ...refused].join(' '));
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

/** The texts of the address, if it holds any. */
async function fromLink(): Promise<'none' | 'opened' | 'damaged'> {
  if (!holdsFiles(location.hash)) return 'none';
  try {
    replaceBy(await filesOf(location.hash), 'what the link holds');
    return 'opened';
  } catch (error) {
    status.say(`The link cannot be read: ${(error as Error).message}.`);
    return 'damaged';
  }
}

function offerExamples(examples: readonly ExampleSet[]): void {
  const select = byId('examples', HTMLSelectElement);
  put(
    select,
    examples.map(({ title }, i) => make('option', { value: i }, title)),
  );
  select.addEventListener('change', () => {
    const chosen = examples[Number(select.value)];
    select.value = '';
    if (chosen !== undefined) replaceBy(chosen.files, `an example: ${chosen.title}`);
  });
}

function listen(): void {
  const picked = byId('picked', HTMLInputElement);
  byId('open', HTMLButtonElement).addEventListener('click', () => picked.click());
  picked.addEventListener('change', () => {
    const files = [...(picked.files ?? [])].map((file) => ({ path: file.name, file }));
    picked.value = '';
    void take(readFiles(files));
  });
  byId('share', HTMLButtonElement).addEventListener('click', () => void shareLink());
  acceptDrops(byId('drop', HTMLElement), (transfer) => void dropped(transfer).then((files) => take(readFiles(files))));
  addEventListener('hashchange', () => void fromLink());
  addEventListener('beforeunload', (event) => {
    if (isWritten && !texts.isEmpty) event.preventDefault();
  });
}

async function begin(): Promise<void> {
  listen();
  side.choose(isNarrow() ? ('text' satisfies ViewName) : 'findings');
  const link = await fromLink();
  try {
    await connection.ready;
    const answer = await connection.ask('examples', {});
    offerExamples(answer?.examples ?? []);
    const first = answer?.examples[0];
    if (link === 'opened' || !texts.isEmpty || first === undefined) return;
    texts.replaceAll(first.files);
    isWritten = false;
    // What is wrong with the link stays where it is said.
    if (link === 'none') status.say(`This is an example: ${first.title}.`);
  } catch (error) {
    status.state((error as Error).message, true);
  }
}

void begin();
