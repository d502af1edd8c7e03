/**
 * What the client has been told of each file. Several workspaces may speak of one file; the client gets the union of what they
 * say, and only what differs from what it has.
 */
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node';

type ByUri = ReadonlyMap<string, readonly Diagnostic[]>;

export class Published {
  readonly #send: (params: PublishDiagnosticsParams) => void;
  /** The version of the text that is open under a URI; undefined where none is. */
  readonly #versionOf: (uri: string) => number | undefined;
  readonly #said = new Map<object, ByUri>();
  readonly #sent = new Map<string, string>();

  constructor(send: (params: PublishDiagnosticsParams) => void, versionOf: (uri: string) => number | undefined) {
    this.#send = send;
    this.#versionOf = versionOf;
  }

  /** Takes all that a workspace says now, in the place of what it said before. */
  say(speaker: object, diagnostics: ByUri): void {
    const before = this.#said.get(speaker) ?? new Map();
    this.#said.set(speaker, diagnostics);
    this.#update(new Set([...before.keys(), ...diagnostics.keys()]));
  }

  /** A workspace that is gone says nothing any more. */
  silence(speaker: object): void {
    const before = this.#said.get(speaker) ?? new Map();
    this.#said.delete(speaker);
    this.#update(before.keys());
  }

  /** What was sent of a file counts no more: an editor that reads a text anew drops the marks that it had, and tells nobody. */
  expire(uri: string): void {
    if (this.#sent.has(uri)) this.#sent.set(uri, '');
  }

  /** Everything that is known of a file. */
  of(uri: string): readonly Diagnostic[] {
    const all = [...this.#said.values()].flatMap((said) => said.get(uri) ?? []);
    const seen = new Set<string>();
    return all.filter((one) => {
      const text = JSON.stringify(one);
      return !seen.has(text) && seen.add(text);
    });
  }

  /** The files of which something is known. */
  uris(): readonly string[] {
    return [...new Set([...this.#said.values()].flatMap((said) => [...said.keys()]))];
  }

  #update(uris: Iterable<string>): void {
    for (const uri of uris) {
      const diagnostics = this.of(uri);
      const version = this.#versionOf(uri);
      const text = `${version ?? ''} ${JSON.stringify(diagnostics)}`;
      if (diagnostics.length === 0 ? !this.#sent.has(uri) : this.#sent.get(uri) === text) continue;
      if (diagnostics.length === 0) this.#sent.delete(uri);
      else this.#sent.set(uri, text);
      this.#send({ uri, ...(version !== undefined && { version }), diagnostics: [...diagnostics] });
    }
  }
}
