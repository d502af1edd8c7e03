/** Finds the pinned OPA, or builds it. Everything that needs Go or OPA goes through here. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hints } from './hints.mjs';

/** The release that compiles and tests the rules. Another one may make other bytes. */
export const version = '1.22.0';
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Where it is built, if PATH has none. */
export const built = join(root, '.tools', process.platform === 'win32' ? 'opa.exe' : 'opa');

/** @param {string} command */
export const isPinned = (command) => {
  try {
    return execFileSync(command, ['version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).startsWith(
      `Version: ${version}\n`,
    );
  } catch {
    return false;
  }
};

/** @type {string | undefined} */
let found;

/**
 * The command that runs OPA at the pinned version: the one on PATH, or one built from scripts/opa into .tools.
 * @returns {string}
 */
export function opa() {
  found ??= ['opa', built].find(isPinned) ?? build();
  return found;
}

function build() {
  console.error(`building OPA ${version} with Go into .tools (about a minute)`);
  mkdirSync(join(root, '.tools'), { recursive: true });
  try {
    execFileSync('go', ['build', '-o', built, 'github.com/open-policy-agent/opa'], {
      cwd: join(root, 'scripts', 'opa'),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  } catch {
    console.error(
      `OPA ${version} is needed to compile the rules, and was neither found nor built. Install Go (see scripts/opa/go.mod for the version), or put opa ${version} on PATH, and run this again.`,
    );
    process.exit(1);
  }
  if (!existsSync(built) || !isPinned(built)) throw new Error(`scripts/opa did not build OPA ${version}`);
  return built;
}

/**
 * Runs OPA in the repository's root, where the module's bytes depend on the paths, and returns what it prints. Where it
 * finds a fault the process ends with OPA's own words, and a hint where one is known: a stack of Node would hide them.
 * @param {readonly string[]} args
 * @returns {string}
 */
export function runOpa(args) {
  const { status, stdout, stderr, error } = spawnSync(opa(), args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (error !== undefined) throw error;
  if (status === 0) return stdout;
  const said = `${stderr}${stdout}`.trimEnd();
  console.error([said, ...hints(said)].join('\n'));
  process.exit(1);
}
