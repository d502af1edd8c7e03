/** The types of editors/vscode, where its own packages are installed (`npm ci --prefix editors/vscode`): the rest needs none of them. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'editors', 'vscode');
if (existsSync(join(folder, 'node_modules', 'vscode-languageclient'))) {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', folder], { stdio: 'inherit' });
  process.exit(status ?? 1);
}
console.log('editors/vscode is not installed: its types are not checked (npm ci --prefix editors/vscode).');
