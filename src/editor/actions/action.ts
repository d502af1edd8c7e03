/** What an editor may do about findings. */
import type { Finding, LeftToDo } from '../../model/finding.ts';
import type { Range } from '../positions.ts';

/** A piece of a file's text that is replaced; where `range` is empty it only inserts. */
export interface TextEdit {
  readonly file: string;
  readonly range: Range;
  readonly text: string;
}

/**
 * `fix`: one that a machine may make; `fix-review`: one that a person must look at; `fix-all`: all of the first kind in a file;
 * `suppress`: an answer with a reason in place of a fix.
 */
export type ActionKind = 'fix' | 'fix-review' | 'fix-all' | 'suppress';

export interface Action {
  readonly kind: ActionKind;
  /** In the imperative, one harmless line. */
  readonly title: string;
  /** They do not overlap, and only all of them together mean something. */
  readonly edits: readonly TextEdit[];
  /** What it answers. */
  readonly findings: readonly Finding[];
  /** What a person still has to do. */
  readonly then?: readonly LeftToDo[];
  /** The edits hold `reasonMark` where a person must say why: see `withReason`. */
  readonly needsReason?: true;
}

/**
 * What stands in a suppression in the place of its reason until a person has written one. It holds no letter and no digit, so
 * that it counts as none (src/suppress/directive.ts): whoever leaves it there is told.
 */
export const reasonMark = '...';

/** The action with a reason in the place of the mark, as one harmless line; undefined for one that no person could read. */
export function withReason(action: Action, reason: string): Action | undefined {
  const line = reason.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\s]+/gu, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(line)) return undefined;
  const { needsReason: _, ...rest } = action;
  const edits = action.edits.map((edit) => ({ ...edit, text: putInto(edit.text, line) }));
  return { ...rest, edits };
}

/** The mark ends a comment, or is a scalar in quotes: there the reason is one too. */
function putInto(text: string, reason: string): string {
  const quoted = JSON.stringify(reasonMark);
  const at = text.lastIndexOf(quoted);
  if (at >= 0) return text.slice(0, at) + JSON.stringify(reason) + text.slice(at + quoted.length);
  const bare = text.lastIndexOf(reasonMark);
  return bare < 0 ? text : text.slice(0, bare) + reason + text.slice(bare + reasonMark.length);
}

/** Where the mark is in an edit's text, for an editor that puts a cursor there; undefined where it holds none. */
export function markIn(text: string): { readonly start: number; readonly end: number } | undefined {
  const start = text.lastIndexOf(reasonMark);
  return start < 0 ? undefined : { start, end: start + reasonMark.length };
}
