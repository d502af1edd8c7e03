/** What is known of an open text once nothing that concerns it is checked any more. */
import {
  type CancellationToken,
  LSPErrorCodes,
  type Range as LspRange,
  ResponseError,
} from 'vscode-languageserver/node';
import type { Knowledge, Place } from '../editor/index.ts';
import type { OpenText } from './open-texts.ts';
import { rangeOf } from './ranges.ts';
import type { Session } from './session.ts';
import type { Workspaces } from './workspaces.ts';

/** A text of the client, in the workspace that speaks of it. */
export interface Known {
  readonly session: Session;
  readonly open: OpenText;
  /** What results call it. */
  readonly file: string;
  /** Undefined before the first check has ended. */
  readonly knowledge: Knowledge | undefined;
}

/** One of which something is known. */
export type Answerable = Known & { readonly knowledge: Knowledge };

/** What is known now, without waiting; undefined for a text that is not open, or that no workspace speaks of. */
export function knownNow(workspaces: Workspaces, uri: string): Known | undefined {
  const found = workspaces.find(uri);
  if (found === undefined) return undefined;
  const { session, open } = found;
  const knowledge = workspaces.knowledgeOf(session);
  return { session, open, file: session.nameOf(open.path), knowledge };
}

/** The same once all checks that are wanted have ended. Throws a ResponseError where the client cancels the request. */
export async function known(
  workspaces: Workspaces,
  uri: string,
  token: CancellationToken,
): Promise<Answerable | undefined> {
  const session = workspaces.find(uri)?.session;
  if (session === undefined) return undefined;
  await settled([session], token);
  const found = knownNow(workspaces, uri);
  return found?.knowledge === undefined ? undefined : { ...found, knowledge: found.knowledge };
}

/** Until nothing of these workspaces is checked any more. Throws a ResponseError where the client cancels the request. */
export async function settled(sessions: readonly Session[], token: CancellationToken): Promise<void> {
  await Promise.race([Promise.all(sessions.map(({ checks }) => checks.settled())), cancelled(token)]);
  if (token.isCancellationRequested)
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
}

function cancelled(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) resolve();
    else token.onCancellationRequested(() => resolve());
  });
}

/** A place as the protocol has it. */
export function locationOf({ file, range }: Place, session: Session): { uri: string; range: LspRange } {
  return { uri: session.uriOf(file), range: rangeOf(range) };
}
