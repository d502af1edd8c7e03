/** First looks at files, remembered: what each told is told again while its file is as it was. */
import type { Candidate } from '../../discover/types.ts';
import { folderOf } from '../../lib/paths.ts';
import type { Context, Look, Spent, Told } from '../../lint/kept.ts';
import { mostForeign } from '../../lint/scan.ts';

/** What a look told, and what that rested on beside the file. */
export interface Looked {
  readonly candidate: Candidate;
  readonly told: readonly ((to: Told) => void)[];
  readonly context: Context | undefined;
  /** What it added to the text that was spent, and whether that was within the bound then. */
  readonly text: number;
  readonly isCheap: boolean;
  /** Its folder was known to hold rules of Prometheus, so that they were not looked for in it. */
  readonly wasRuled: boolean;
}

/** What is remembered of a file. */
export interface Remembered {
  looked?: Looked | undefined;
}

/** A look that remembers; `of` gives what is remembered of the file at a path. */
export function remembering(look: Look, of: (path: string) => Remembered): Look {
  return (files, candidate, to, options) => {
    const { spent } = options;
    const remembered = of(candidate.path);
    const { looked } = remembered;
    if (looked !== undefined && isSame(looked.candidate, candidate) && stillHolds(looked, spent)) {
      for (const tell of looked.told) tell(to);
      spent.text += looked.text;
      if (looked.context?.rules) spent.rules.add(folderOf(candidate.file));
      return looked.context;
    }
    const before = spent.text;
    const wasRuled = spent.rules.has(folderOf(candidate.file));
    const recorder = new Recorder(to);
    const context = look(files, candidate, recorder, options);
    const text = spent.text - before;
    remembered.looked = recorder.mayPass
      ? undefined
      : { candidate, told: recorder.told, context, text, isCheap: spent.text <= mostForeign, wasRuled };
    return context;
  };
}

function isSame(one: Candidate, other: Candidate): boolean {
  return (
    one === other ||
    (one.file === other.file &&
      one.kind === other.kind &&
      one.explicit === other.explicit &&
      one.lenient === other.lenient)
  );
}

/** True where what other files have used up decides as it did. */
function stillHolds({ candidate, context, text, isCheap, wasRuled }: Looked, spent: Spent): boolean {
  if (text === 0) return true;
  if (spent.text + text <= mostForeign !== isCheap) return false;
  if (spent.rules.size === 0 && !wasRuled) return true;
  const isRuled = spent.rules.has(folderOf(candidate.file));
  return isRuled === wasRuled || (isRuled && context === undefined);
}

const nothing: Looked['told'] = [];

/** Passes on what is told, and keeps it. */
class Recorder implements Told {
  told = nothing;
  /** The file could not be read: the next time it may be. */
  mayPass = false;
  readonly #to: Told;

  constructor(to: Told) {
    this.#to = to;
  }

  problem: Told['problem'] = (problem, families) => {
    this.mayPass = true;
    this.#to.problem(problem, families);
  };

  skip: Told['skip'] = (file, reason) => {
    this.mayPass = true;
    this.#to.skip(file, reason);
  };

  foreign: Told['foreign'] = (file, reason) => this.#pass((to) => to.foreign(file, reason));

  unread: Told['unread'] = (file, form) => this.#pass((to) => to.unread(file, form));

  template: Told['template'] = (text, reason) => this.#pass((to) => to.template(text, reason));

  subject: Told['subject'] = (text, otherwise) => this.#pass((to) => to.subject(text, otherwise));

  #pass(tell: (to: Told) => void): void {
    this.told = [...this.told, tell];
    tell(this.#to);
  }
}
