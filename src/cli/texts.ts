/** Help and version: what the command says of itself. */
import packageJson from '../../package.json' with { type: 'json' };
import { nodePolicy } from '../host/policy.ts';
import { knownVersions } from '../lib/versions.ts';
import type { World } from './world.ts';

export const version = packageJson.version;

export const examples = `
Examples:
  bgplint                              check this folder
  bgplint manifests plan.json          check manifests and a plan together
  kustomize build prod | bgplint -     check what will be applied
  bgplint -o sarif=bgp.sarif           write a report for CI, and print it too
  bgplint explain calico/global-peer   say what a rule is about

Exit codes:
  0  nothing at or above --fail-on   1  findings   2  the job could not be done

A folder named like a command is given as a path: bgplint ./rules`;

/** Several lines: bgplint, the digest of its rules, and the newest version of each product that they know. */
export function versionText(world: World): string {
  // Reading the rules costs a moment that only this output needs.
  if (!world.arguments.some((argument) => argument === '-V' || argument === '--version')) return '';
  const { rules, digest } = nodePolicy();
  const products = Object.entries(knownVersions).map(([name, known]) => `${name} ${known}`);
  return `bgplint ${version}\nrules ${rules.length}, sha256:${digest}\nknows ${products.join(', ')}`;
}
