/** A path that is not there: what was meant. */
import type { MissingPath } from '../discover/index.ts';
import { nodeFiles } from '../host/files.ts';
import { kindAt } from '../lib/files.ts';
import { HostError } from '../lib/host.ts';
import { nearest } from '../lib/nearest.ts';
import { child, folderOf, nameOf, relative } from '../lib/paths.ts';
import { commandNames } from './command-names.ts';

/** The sentence of the error, with the nearest thing that is there, or the command that was misspelt. */
export function sayMissing({ message, path }: MissingPath, cwd: string): string {
  if (path === undefined) return message;
  const said = message.replace(/\.$/, '');
  const near = nearestPath(path);
  if (near !== undefined) return `${said}: did you mean ${JSON.stringify(relative(cwd, near))}?`;
  const command = folderOf(path) === cwd ? nearest(nameOf(path), commandNames) : undefined;
  return command === undefined ? message : `${said}: did you mean the command bgplint ${command}?`;
}

/** The first part of the path that is not there, as its folder has it. */
function nearestPath(path: string): string | undefined {
  let lost = path;
  while (folderOf(lost) !== '' && kindAt(nodeFiles, folderOf(lost)) === 'missing') lost = folderOf(lost);
  const folder = folderOf(lost);
  try {
    const names = nodeFiles.list(folder).map(({ name }) => name);
    const near = nearest(nameOf(lost), names);
    return near === undefined ? undefined : child(folder, near);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
