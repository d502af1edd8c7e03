/** The contenders: bgplint as it is shipped, the floors under it, and other tools where they are installed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @param {string} relative */
const here = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** @param {string} path @returns {import('./measure.mjs').Command} */
export const bgplint = (path) => ({
  name: 'bgplint',
  argv: [process.execPath, here('../../dist/bgplint.mjs'), '--no-config', path],
  exits: [0],
});

/** Another build of it. @param {string | undefined} dist @param {string} path @returns {import('./measure.mjs').Command | undefined} */
export const further = (dist, path) =>
  dist === undefined
    ? undefined
    : {
        name: 'with 100 further rules',
        argv: [process.execPath, join(dist, 'bgplint.mjs'), '--no-config', path],
        exits: [0],
      };

/** @returns {import('./measure.mjs').Command} */
export const node = () => ({ name: 'node -e 0', argv: [process.execPath, '-e', '0'], exits: [0] });

/** @param {string} path @returns {import('./measure.mjs').Command} */
export const walk = (path) => ({
  name: 'walk and read',
  argv: [process.execPath, here('floors/walk.mjs'), path],
  exits: [0],
});

/** @param {string} path @returns {import('./measure.mjs').Command} */
export const parseJson = (path) => ({
  name: 'JSON.parse',
  argv: [process.execPath, here('floors/parse-json.mjs'), path],
  exits: [0],
});

/** Undefined where it is not installed. @param {string} path @returns {import('./measure.mjs').Command | undefined} */
export function conftest(path) {
  return installed('conftest', ['--version'])
    ? {
        name: 'conftest',
        argv: ['conftest', 'test', '--policy', here('peer.rego'), '--namespace', 'calico.bgppeer', path],
        exits: [0],
      }
    : undefined;
}

/**
 * Undefined where it is not installed. No schema is downloaded: what it has none for is passed over.
 * @param {string} path @returns {import('./measure.mjs').Command | undefined}
 */
export function kubeconform(path) {
  return installed('kubeconform', ['-v'])
    ? {
        name: 'kubeconform',
        argv: [
          'kubeconform',
          '-ignore-missing-schemas',
          '-schema-location',
          here('schemas/{{.ResourceKind}}.json'),
          path,
        ],
        exits: [0],
      }
    : undefined;
}

/** @param {string} command @param {readonly string[]} rest */
function installed(command, rest) {
  return spawnSync(command, rest, { stdio: 'ignore' }).status === 0;
}
