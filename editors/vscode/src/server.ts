/** Which bgplint is run, and how. Knows nothing of VS Code, so that it can be tested without it. */
import { posix, win32 } from 'node:path';

/** How bgplint is run: its own arguments follow those that are here. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Set beside the environment of the editor. */
  readonly env: { readonly [name: string]: string };
  /** Whether a shell has to start it. */
  readonly shell: boolean;
}

/** What decides which bgplint is run. */
export interface Surroundings {
  /** The value of `bgplint.path`; empty for the one that comes with the extension. */
  readonly setting: string;
  /** The path of the `bgplint.mjs` that comes with the extension. */
  readonly bundled: string;
  /** The program that runs the editor's extensions: Node, or Electron that can be Node. */
  readonly node: string;
  readonly platform: string;
  readonly home: string;
  /** The first folder of the workspace. */
  readonly folder: string | undefined;
  /** Whether the person trusts the workspace: what is in another one is not run. */
  readonly isTrusted: boolean;
}

/**
 * The bgplint to run. A program of a workspace that is not trusted is none of them, whoever has set its path. A module (`.mjs`, `.cjs`, `.js`) is run by the editor's own Node, so that nobody has to install one; anything
 * else is a program.
 */
export function programOf(around: Surroundings): Program {
  const isForeign = isOfWorkspace(around) && !around.isTrusted;
  const path = around.setting.trim() === '' || isForeign ? around.bundled : expanded(around);
  if (/\.[cm]?js$/i.test(path)) {
    // Electron is Node only where this says so; Node itself ignores it.
    return { command: around.node, args: [path], env: { ELECTRON_RUN_AS_NODE: '1' }, shell: false };
  }
  // What npm installs on Windows is a batch file, which Node starts only through a shell; a shell splits at spaces.
  const isBare = !/[/\\]/.test(path);
  const shell = around.platform === 'win32' && (isBare || !/\.exe$/i.test(path));
  // Windows would look for a bare name in the folder that is open, before PATH (NeedCurrentDirectoryForExePathW).
  const env: Program['env'] = shell && isBare ? { NoDefaultCurrentDirectoryInExePath: '1' } : {};
  return { command: shell ? `"${path}"` : path, args: [], env, shell };
}

/** True for a path that starts at the workspace. */
export function isOfWorkspace({ setting, platform }: Pick<Surroundings, 'setting' | 'platform'>): boolean {
  const path = setting.trim();
  const { isAbsolute } = platform === 'win32' ? win32 : posix;
  return /[/\\]/.test(path) && !/^~[/\\]/.test(path) && !isAbsolute(path);
}

/** `~/` and what is relative to the workspace as paths; a bare name is left to PATH. */
function expanded({ setting, home, folder, platform }: Surroundings): string {
  const { join } = platform === 'win32' ? win32 : posix;
  const path = setting.trim();
  if (/^~[/\\]/.test(path)) return join(home, path.slice(2));
  return isOfWorkspace({ setting, platform }) && folder !== undefined ? join(folder, path) : path;
}

/** The arguments that draw the map of a folder as a page. `config` is the value of `bgplint.config`. */
export function mapArguments(config: unknown, { shell }: Program): string[] {
  const named = typeof config === 'string' && config !== '' ? ['--config', config] : [];
  // A shell would read what a workspace says, trusted or not: what is in there is left to the config file that is found.
  const chosen = config === false ? ['--no-config'] : shell ? [] : named;
  return ['map', '--format', 'html', ...chosen, '.'];
}

/** A message that is text and nothing else: VS Code makes links of `[…](command:…)`, and a stranger's text may hold one. */
export function plain(message: string): string {
  return message.replaceAll('](', '] (');
}
