/** Where a run takes place, whoever asks for it: a command line, an editor. */
export interface Workspace {
  /** Absolute, with forward slashes. */
  readonly cwd: string;
  /** Of it git sees PATH and what it needs to be itself. */
  readonly env: { readonly [name: string]: string | undefined };
}
