/** Opens an address of bgplint's own in a browser: no shell is asked, and no text of a stranger is in the address. */
import { spawn } from 'node:child_process';

/** A program, and what it takes before the address. */
export interface Browser {
  readonly program: string;
  readonly arguments: readonly string[];
}

/**
 * What opens addresses on a platform, by Node's name of it; undefined where nobody would see it: without a display, on a
 * machine that is reached over the network, in a pipeline.
 */
export function browserFor(
  platform: string,
  env: { readonly [name: string]: string | undefined },
): Browser | undefined {
  const says = (name: string) => (env[name] ?? '') !== '';
  if (says('CI') || says('SSH_CONNECTION')) return undefined;
  if (platform === 'darwin') return { program: '/usr/bin/open', arguments: [] };
  if (platform === 'win32') {
    // By its whole path: Windows looks for a name in the working directory first.
    const system = `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32`;
    return { program: `${system}\\rundll32.exe`, arguments: ['url.dll,FileProtocolHandler'] };
  }
  return says('DISPLAY') || says('WAYLAND_DISPLAY') ? { program: 'xdg-open', arguments: [] } : undefined;
}

/** Starts it and does not wait for its end. A program that is not there is no fault: the address has been printed. */
export function start({ program, arguments: before }: Browser, url: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(program, [...before, url], { stdio: 'ignore', detached: true, shell: false });
    child.once('error', () => resolve());
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
