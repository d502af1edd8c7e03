/** One workspace of the client: a folder, or a text that is in none. It is checked as a whole. */
import { type Diagnostic, MessageType, type Range } from 'vscode-languageserver/node';
import { MissingPath } from '../discover/index.ts';
import { checkedLines, rangeOfReport } from '../editor/index.ts';
import { isWithin, nameOf, relative, resolve } from '../lib/paths.ts';
import { rulesById } from '../lib/rules.ts';
import type { Rule } from '../model/rule.ts';
import type { Checked, Live } from '../project/live/index.ts';
import { clean } from '../report/text/phrases.ts';
import { Checks, Superseded, type Turns } from './checks.ts';
import type { Client } from './client.ts';
import { diagnosticsByUri, type Places, source } from './diagnostics.ts';
import type { Faults } from './faults.ts';
import type { Teller } from './progress.ts';
import type { Published } from './published.ts';
import { rangeOf } from './ranges.ts';

/** What all workspaces of a client share. */
export interface Shared {
  readonly client: Client;
  readonly rules: readonly Rule[];
  readonly turns: Turns;
  readonly faults: Faults;
  readonly published: Published;
  /** Milliseconds from some moment on. */
  clock(): number;
  /** Tells of a check that begins; `cancel` is called if the person cancels it. */
  progress(title: string, cancel: () => void): Teller;
  show(type: MessageType, message: string): void;
  log(line: string): void;
  /** The URI of an absolute path, as the client writes it. */
  uriOf(path: string): string;
  /** What begins at an offset of a file, as it is open, or on the disk: a word, or what there is up to the next blank. */
  rangeAt(path: string, offset: number): Range;
  /** True for a file of which the client has the text open: a person sees what is said of it. */
  isOpen(path: string): boolean;
  /** True if another workspace of the client is nearer to a path: that one speaks of it. */
  hasNearer(session: Session, path: string): boolean;
}

export class Session {
  /** The folder of the workspace: files are shown from it. */
  readonly folder: string;
  readonly live: Live;
  readonly checks: Checks;
  readonly #shared: Shared;
  readonly #rules: ReadonlyMap<string, Rule>;
  #told: { readonly refusal: string; readonly warnings: string } = { refusal: '', warnings: '' };
  /** The last answer; undefined before the first. */
  checked: Checked | undefined;

  constructor(folder: string, live: Live, shared: Shared) {
    this.folder = folder;
    this.live = live;
    this.#shared = shared;
    this.#rules = rulesById(shared.rules);
    const { turns, faults, clock } = shared;
    this.checks = new Checks({ run: (pause) => this.#check(pause), turns, faults, clock });
  }

  holds(path: string): boolean {
    return isWithin(this.folder, path);
  }

  /** True for a path that its checks depend on: also of a configuration above the folder. */
  reads(path: string): boolean {
    const { configFile, faults = [] } = this.checked ?? {};
    return this.holds(path) || configFile?.path === path || faults.some((fault) => fault.path === path);
  }

  /** What results call a path. */
  nameOf(path: string): string {
    return relative(this.folder, path);
  }

  /** The path of what results call so. */
  pathOf(file: string): string {
    return resolve(this.folder, file);
  }

  /** The URI of what results call so. */
  uriOf(file: string): string {
    return this.#shared.uriOf(this.pathOf(file));
  }

  /** Where things are, in the protocol's terms. */
  places({ result }: Checked): Places {
    const texts = (file: string) => result.scan.texts.get(file)?.text;
    return {
      uri: (file) => this.uriOf(file),
      range: (file, range) =>
        rangeOf(checkedLines({ result, text: texts }, file)?.ofReport(range) ?? rangeOfReport(range)),
    };
  }

  /** Says nothing more, and takes back what it said. */
  end(): void {
    this.checks.stop();
    this.#shared.published.silence(this);
  }

  async #check(pause: () => Promise<void>): Promise<void> {
    const { published, progress } = this.#shared;
    let cancelled = false;
    const teller = progress(`bgplint: ${clean(nameOf(this.folder))}`, () => {
      cancelled = true;
    });
    const paused = async () => {
      await pause();
      if (cancelled) throw new Superseded();
    };
    try {
      const checked = await this.live.check({ pause: paused, progress: teller.update });
      await paused();
      this.checked = checked;
      published.say(this, this.#diagnostics(checked));
      this.#tell(checked);
    } catch (error) {
      if (!(error instanceof MissingPath)) throw error;
      // The folder was removed, with all that is in it.
      this.checked = undefined;
      published.silence(this);
    } finally {
      teller.end();
    }
  }

  #diagnostics(checked: Checked): ReadonlyMap<string, readonly Diagnostic[]> {
    const { client, uriOf, rangeAt, hasNearer } = this.#shared;
    const findings = checked.result.report.findings.filter(({ file }) => !hasNearer(this, this.pathOf(file)));
    const found = new Map(diagnosticsByUri(findings, this.#rules, client, this.places(checked)));
    for (const { path, offset, message } of checked.faults) {
      const uri = uriOf(path);
      const range = rangeAt(path, offset);
      const fault: Diagnostic = { range, severity: 1, source, message: clean(message) };
      found.set(uri, [fault, ...(found.get(uri) ?? [])]);
    }
    return found;
  }

  /**
   * That a configuration cannot be used is told once: whoever corrects it sees what is left in it. Whoever types in it is not
   * told at all, since it cannot be read between one key and the next; its diagnostics say so.
   */
  #tell({ refusal = '', warnings, faults }: Checked): void {
    const { show, log, isOpen } = this.#shared;
    const said = warnings.map(clean).join('; ');
    const isSeen = faults.length > 0 && faults.every(({ path }) => isOpen(path));
    if (refusal !== '' && this.#told.refusal === '' && !isSeen) {
      show(MessageType.Error, refusal.split('\n').map(clean).join('\n'));
    }
    if (said !== '' && said !== this.#told.warnings) log(`warning: ${said}`);
    this.#told = { refusal, warnings: said };
  }
}
