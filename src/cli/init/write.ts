/** Writes into a repository, and nowhere else. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { clause, nodeFiles } from '../../host/files.ts';
import { folderOf, isWithin } from '../../lib/paths.ts';
import { Refusal } from '../../project/refusal.ts';
import { writeWhole } from '../../project/write.ts';

/** True if a path that is to be written leads, through links, out of the folder. */
export function leadsOutOf(root: string, path: string): boolean {
  let there = path;
  let real = nodeFiles.real(there);
  while (real === undefined && folderOf(there) !== '') {
    there = folderOf(there);
    real = nodeFiles.real(there);
  }
  return real === undefined || !isWithin(nodeFiles.real(root) ?? root, real);
}

/** Writes a file that is not there yet, with its folders. */
export function create(root: string, file: string, text: string): void {
  const path = `${root}/${file}`;
  refuseOutside(root, file);
  try {
    mkdirSync(folderOf(path), { recursive: true });
    // Not even a link that leads nowhere is written through.
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    const taken = (error as { code?: string }).code === 'EEXIST';
    throw new Refusal(
      `${JSON.stringify(file)} cannot be written: ${taken ? 'a link is in its place' : clause(error)}.`,
    );
  }
}

/** Writes a file that is there anew: whole or not at all. */
export function replace(root: string, file: string, text: string): void {
  refuseOutside(root, file);
  writeWhole(`${root}/${file}`, file, text, 'file');
}

function refuseOutside(root: string, file: string): void {
  if (leadsOutOf(root, `${root}/${file}`)) {
    throw new Refusal(`${JSON.stringify(file)} is not written: a link in its path points outside the repository.`);
  }
}
