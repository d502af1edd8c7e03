/** What the command sees of the process that runs it. */
export interface Process {
  readonly arguments: readonly string[];
  /** Absolute, with forward slashes. */
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly now: Date;
  /** Milliseconds from some moment on, for what is only shown while it lasts. */
  clock(): number;
  /** Standard input to its end; of more than `most` bytes, asked with its first ones, at least one byte more than that. */
  readStdin(most: (head: Uint8Array) => number): Uint8Array;
  /** Standard input and output for a conversation, with which bgplint ends. */
  streams(): { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };
  out(text: string): void;
  err(text: string): void;
  /** Standard output is a terminal. */
  readonly terminal: boolean;
  /** Standard error is a terminal. */
  readonly stderrTerminal: boolean;
  /** Asks a person for a line; undefined where standard input is no terminal. */
  ask(question: string): string | undefined;
  readonly columns: number | undefined;
  /** Opens an address of bgplint's own in the browser; where there is none, nothing happens. */
  browse(url: string): Promise<void>;
}

/** The exit codes, the same in every format. */
export const exit = { clean: 0, findings: 1, failed: 2 } as const;
