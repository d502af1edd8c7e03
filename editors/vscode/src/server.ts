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
}

/**
 * The bgplint to run. A module (`.mjs`, `.cjs`, `.js`) is run by the editor's own Node, so that nobody has to install one; anything
 * else is a program.
 */
export function programOf(around: Surroundings): Program {
  const path = around.setting.trim() === '' ? around.bundled : expanded(around);
  if (/\.[cm]?js$/i.test(path)) {
    // Electron is Node only where this says so; Node itself ignores it.
    return { command: around.node, args: [path], env: { ELECTRON_RUN_AS_NODE: '1' }, shell: false };
  }
  // What npm installs on Windows is a batch file, which Node starts only through a shell; a shell splits at spaces.
  const shell = around.platform === 'win32' && !/\.exe$/i.test(path);
  return { command: shell ? `"${path}"` : path, args: [], env: {}, shell };
}

/** `~/` and what is relative to the workspace as paths; a bare name is left to PATH. */
function expanded({ setting, home, folder, platform }: Surroundings): string {
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const path = setting.trim();
  if (/^~[/\\]/.test(path)) return join(home, path.slice(2));
  if (isAbsolute(path) || !/[/\\]/.test(path) || folder === undefined) return path;
  return join(folder, path);
}

/** The arguments that draw the map of a folder as a page. `config` is the value of `bgplint.config`. */
export function mapArguments(config: unknown, { shell }: Program): string[] {
  const named = typeof config === 'string' && config !== '' ? ['--config', config] : [];
  // A shell would read what a workspace says, trusted or not: what is in there is left to the config file that is found.
  const chosen = config === false ? ['--no-config'] : shell ? [] : named;
  return ['map', '--format', 'html', ...chosen, '.'];
}
