/** The map of the network beside the files: the page that `bgplint map` makes, which loads nothing. */
import { execFile } from 'node:child_process';
import { ProgressLocation, ViewColumn, window } from 'vscode';
import { type Program, plain } from './server.ts';

/** More than the map of the largest networks that were drawn. */
const longest = 64 * 1024 * 1024;

/** Draws a folder as it is on the disk, and shows it; says why if it cannot be drawn. */
export async function showMap(name: string, folder: string, program: Program, args: readonly string[]): Promise<void> {
  const title = 'bgplint draws the map';
  const drawn = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    run(folder, program, args),
  );
  if (drawn.page === '') {
    void window.showErrorMessage(plain(drawn.said) || 'bgplint could not draw the map.');
    return;
  }
  const panel = window.createWebviewPanel('bgplint.map', `Map of ${name}`, ViewColumn.Beside, {
    // The page's policy names the digest of its one script, and allows no connection.
    enableScripts: true,
    localResourceRoots: [],
    retainContextWhenHidden: true,
  });
  panel.webview.html = drawn.page;
}

interface Drawn {
  /** Empty where there is none. */
  readonly page: string;
  readonly said: string;
}

function run(cwd: string, { command, args, env, shell }: Program, own: readonly string[]): Promise<Drawn> {
  const options = { cwd, env: { ...process.env, ...env }, shell, maxBuffer: longest };
  return new Promise((resolve) => {
    const child = execFile(command, [...args, ...own], options, (error, page, said) =>
      resolve({ page: error === null ? page : '', said: said.trim() || (error?.message ?? '') }),
    );
    // It reads nothing from there.
    child.stdin?.end();
  });
}
