/** The workspaces of a client, and the texts that it has open: which of them is checked with what. */
import { FileChangeType, type FileEvent, type TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileKind } from '../discover/kinds.ts';
import type { Knowledge } from '../editor/index.ts';
import type { Example } from '../lib/example.ts';
import type { Host, Schemas } from '../lib/host.ts';
import { folderOf, nameOf } from '../lib/paths.ts';
import { neutralise } from '../lib/text.ts';
import type { Policy } from '../model/rule.ts';
import { LiveWorkspace } from '../project/live/index.ts';
import { type OpenText, OpenTexts } from './open-texts.ts';
import { Session, type Shared } from './session.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { pathOf, pathOfUntitled, schemeOf, uriOf } from './uris.ts';

/** What the server runs on. */
export interface World {
  readonly host: Host;
  readonly policy: Policy;
  readonly schemas: Schemas;
  /** Where the server was started, absolute, with forward slashes. */
  readonly cwd: string;
  readonly version: string;
  /** YYYY-MM-DD, in UTC. */
  today(): string;
  sha256(text: string): string;
  /** The example of a rule's page. */
  examples(id: string): Example | undefined;
  /** Milliseconds from some moment on. */
  clock(): number;
}

export class Workspaces {
  readonly #world: World;
  readonly #shared: Shared;
  /** By folder, for those that have their own; '' for all others. */
  #settings: ReadonlyMap<string, Settings>;
  readonly #open: OpenTexts;
  readonly #folders = new Map<string, Session>();
  /** Texts in no folder, by URI. */
  readonly #loose = new Map<string, Session>();

  constructor(world: World, shared: Omit<Shared, 'uriOf' | 'rangeAt' | 'isOpen' | 'hasNearer'>, settings: Settings) {
    this.#world = world;
    this.#settings = new Map([['', settings]]);
    this.#open = new OpenTexts(world.host.files);
    this.#shared = {
      ...shared,
      uriOf: (path) => this.#open.uriOf(path),
      rangeAt: (path, offset) => this.#open.rangeAt(path, offset),
      isOpen: (path) => this.#open.at(path) !== undefined,
      hasNearer: (session, path) => this.#folderOf(path, session) !== undefined,
    };
  }

  get all(): readonly Session[] {
    return [...this.#folders.values(), ...this.#loose.values()];
  }

  /** Checks everything; what is checked already is checked anew. */
  checkAll(): void {
    for (const session of this.all) session.checks.want(0);
  }

  /** The version of the text that is open under a URI; undefined where none is. */
  versionOf(uri: string): number | undefined {
    return this.#open.get(uri)?.document.version;
  }

  /** An open text, and the workspace that speaks of it; undefined for what is not open, or is nothing to check. */
  find(uri: string): { readonly open: OpenText; readonly session: Session } | undefined {
    const open = this.#open.get(uri);
    const session = open && (this.#loose.get(uri) ?? this.#folderOf(open.path));
    return session && { open, session };
  }

  /** What the last check of a workspace found; undefined before the first has ended. */
  knowledgeOf(session: Session): Knowledge | undefined {
    const { checked } = session;
    if (checked === undefined) return undefined;
    const { policy, examples } = this.#world;
    const { configFile, refusal, result } = checked;
    const config = configFile && refusal === undefined ? session.nameOf(configFile.path) : undefined;
    return {
      ...{ result, examples, rules: policy.rules },
      text: (file) =>
        this.#open.at(session.pathOf(file))?.document.getText() ??
        (file === config ? configFile?.document.source.text : undefined),
      ...(config !== undefined && { configFile: config }),
    };
  }

  /** Adds a folder, which is checked from the next `checkAll` on. What is no folder of this machine is left alone. */
  addFolder(uri: string): void {
    const folder = this.#pathOf(uri);
    if (folder === undefined || this.#folders.has(folder)) return;
    if (folderOf(folder) === '') {
      this.#shared.log(`${neutralise(folder)} is a whole disk: it is not checked, only what is opened`);
      return;
    }
    this.#startFolder(folder);
  }

  removeFolder(uri: string): void {
    const folder = this.#pathOf(uri) ?? '';
    this.#folders.get(folder)?.end();
    this.#folders.delete(folder);
  }

  /** After folders came or went: each open text is with the folder that holds it now, or by itself. */
  settle(): void {
    for (const [uri, { path }] of this.#open.all) {
      const isLoose = this.#loose.has(uri);
      const isHeld = this.#folderOf(path) !== undefined;
      if (isLoose && isHeld) this.#dropLoose(uri);
      if (!isLoose && !isHeld) this.#addLoose(uri, path);
    }
    this.checkAll();
  }

  /** The folders that are checked, as URIs. */
  get folderUris(): readonly string[] {
    return [...this.#folders.keys()].map(uriOf);
  }

  /** Takes settings, in the order of `folderUris`, and those of what is in no folder. */
  configure(others: Settings, ofFolders: readonly Settings[] = []): void {
    const before = this.#settings;
    const folders = [...this.#folders.keys()];
    this.#settings = new Map([['', others], ...folders.map((folder, i) => [folder, ofFolders[i] ?? others] as const)]);
    const changed = ['', ...folders].filter(
      (folder) => (before.get(folder) ?? before.get(''))?.config !== this.#settingsOf(folder).config,
    );
    if (changed.length === 0) return;
    for (const folder of changed) {
      const session = this.#folders.get(folder);
      if (session === undefined) continue;
      session.end();
      this.#startFolder(folder);
    }
    if (changed.includes('')) for (const uri of [...this.#loose.keys()]) this.#dropLoose(uri);
    this.settle();
  }

  #settingsOf(folder: string): Settings {
    return this.#settings.get(folder) ?? this.#settings.get('') ?? defaultSettings;
  }

  opened(uri: string, language: string, version: number, text: string): void {
    const path = schemeOf(uri) === 'untitled' ? pathOfUntitled(uri) : this.#pathOf(uri);
    if (path === undefined) return;
    this.#shared.published.expire(uri);
    this.#open.open(uri, { document: TextDocument.create(uri, language, version, text), path });
    if (this.#folderOf(path) === undefined) this.#addLoose(uri, path);
    this.#take(uri, 0);
  }

  edited(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    if (this.#open.edit(uri, version, changes) !== undefined) this.#take(uri);
  }

  closed(uri: string): void {
    const open = this.#open.close(uri);
    if (open === undefined) return;
    this.#dropLoose(uri);
    for (const session of this.#readers(open.path)) {
      session.live.close(open.path);
      session.checks.want(0);
    }
  }

  /** An open text is that of the disk now: of one above all folders no watcher tells. */
  saved(uri: string): void {
    const path = this.#open.get(uri)?.path;
    if (path === undefined) return;
    for (const session of this.#readers(path)) session.live.changed([path]);
  }

  /** Anything may have changed on the disk. */
  reread(): void {
    for (const session of this.all) session.live.changed();
    this.checkAll();
  }

  filesChanged(changes: readonly FileEvent[]): void {
    const paths = changes.filter(({ uri, type }) => isRead(uri, type)).flatMap(({ uri }) => this.#pathOf(uri) ?? []);
    if (paths.length === 0) return;
    // All are told: a configuration above a folder counts for it, and so does what a link in it leads to.
    for (const session of this.all) {
      session.live.changed(paths);
      session.checks.want(this.#settingsOf(session.folder).delay);
    }
  }

  /** A text that is open is taken by those who check it. */
  #take(uri: string, delay?: number): void {
    const open = this.#open.get(uri);
    if (open === undefined) return;
    const { document, path } = open;
    const loose = this.#loose.get(uri);
    for (const session of [...this.#readers(path), ...(loose === undefined ? [] : [loose])]) {
      session.live.open(path, document.getText());
      session.checks.want(delay ?? this.#settingsOf(session === loose ? '' : session.folder).delay);
    }
  }

  /** The workspaces whose checks depend on a path; not the one of the text at it, where that is in no folder. */
  #readers(path: string): readonly Session[] {
    const own = this.#loose.get(this.#open.uriOf(path));
    return this.all.filter((session) => session !== own && session.reads(path));
  }

  /** The folder that is nearest to a path; with `than` only one that is nearer than that. */
  #folderOf(path: string, than?: Session): Session | undefined {
    let nearest = than;
    for (const folder of this.#folders.values()) {
      if (folder.holds(path) && folder.folder.length > (nearest?.folder.length ?? 0)) nearest = folder;
    }
    return nearest === than ? undefined : nearest;
  }

  #startFolder(folder: string): void {
    const session = this.#session(folder);
    this.#folders.set(folder, session);
    for (const [, { path, document }] of this.#open.all) {
      if (session.holds(path)) session.live.open(path, document.getText());
    }
  }

  #addLoose(uri: string, path: string): void {
    const session = this.#session(folderOf(path), [path]);
    this.#loose.set(uri, session);
    const text = this.#open.get(uri)?.document.getText();
    if (text !== undefined) session.live.open(path, text);
  }

  #dropLoose(uri: string): void {
    this.#loose.get(uri)?.end();
    this.#loose.delete(uri);
  }

  #session(folder: string, paths?: readonly string[]): Session {
    const { host, policy, schemas, today, sha256 } = this.#world;
    const { config } = this.#settingsOf(paths === undefined ? folder : '');
    const live = new LiveWorkspace({
      ...{ host, policy, schemas, cwd: folder, today, sha256 },
      ...(paths !== undefined && { paths }),
      ...(config !== undefined && { config }),
    });
    return new Session(folder, live, this.#shared);
  }

  #pathOf(uri: string): string | undefined {
    return pathOf(uri, !this.#world.cwd.startsWith('/'));
  }
}

/** False for a change that no check can see. What is gone may have been a folder, whatever its name is. */
function isRead(uri: string, type: FileChangeType): boolean {
  if (/\/(?:\.git|node_modules)\//.test(uri)) return false;
  const name = nameOf(uri);
  if (type === FileChangeType.Deleted || !name.includes('.', 1)) return true;
  return fileKind(uri) !== 'other' || /\.tf$/i.test(name) || name === '.gitignore' || name === '.helmignore';
}
