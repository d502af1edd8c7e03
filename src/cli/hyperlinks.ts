/** Links (OSC 8) for the terminals that are known to open them. */

import { nodeFiles } from '../host/files.ts';
import { absolute } from '../host/paths.ts';
import { kindAt } from '../lib/files.ts';
import type { ReportContext } from '../model/report.ts';
import { uriOf } from '../report/text/uri.ts';
import type { CheckOptions } from './options.ts';
import type { Process } from './process.ts';

const programs = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty']);

/**
 * True where standard output opens links. FORCE_HYPERLINK decides, as in other tools: `0` is no. A line that cannot be
 * looked at as one, in CI or a dumb terminal, has none; nor has one without colour that was asked for.
 */
export function opensLinks({ env, terminal }: Process, color: CheckOptions['color']): boolean {
  const forced = env['FORCE_HYPERLINK'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (!terminal || color === 'never' || (env['CI'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  // GNU screen does not pass them on; the variables of the terminal around it are still there.
  if ((env['STY'] ?? '') !== '') return false;
  if (programs.has(env['TERM_PROGRAM'] ?? '') || env['TERM'] === 'xterm-kitty') return true;
  if (Number(env['VTE_VERSION'] ?? 0) >= 5000) return true;
  return ['WT_SESSION', 'KITTY_WINDOW_ID', 'DOMTERM'].some((name) => (env[name] ?? '') !== '');
}

/** What a reporter needs to make links. */
export async function hyperlinks(
  caller: Process,
  color: CheckOptions['color'],
): Promise<Pick<ReportContext, 'hyperlinks' | 'link'>> {
  if (!opensLinks(caller, color)) return { hyperlinks: false };
  // It makes a link of `file:line:column` by itself, and opens the line, which it does not do for a file's URI.
  if (caller.env['TERM_PROGRAM'] === 'vscode') return { hyperlinks: true };
  const { hostname } = await import('node:os');
  const kitty = (caller.env['KITTY_WINDOW_ID'] ?? '') !== '' || caller.env['TERM'] === 'xterm-kitty';
  return {
    hyperlinks: true,
    link(file, range) {
      const path = absolute(caller.cwd, file);
      if (kindAt(nodeFiles, path) !== 'file') return undefined;
      return `${fileUri(path, hostname())}${kitty && range !== null ? `#${range.startLine}` : ''}`;
    },
  };
}

/** With the host, so that a terminal does not open a file of that name on another machine (RFC 8089); not for drives. */
function fileUri(path: string, host: string): string {
  const uri = uriOf(path);
  return path.startsWith('/') && /^[a-z0-9.-]+$/i.test(host) ? uri.replace('file:///', `file://${host}/`) : uri;
}
