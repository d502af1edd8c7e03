/** Version: what the command says of itself. */
import packageJson from '../../package.json' with { type: 'json' };
import { nodePolicy } from '../host/policy.ts';
import { knownVersions } from '../lib/versions.ts';
import type { Process } from './process.ts';

export const version = packageJson.version;

/** Several lines: bgplint, the digest of its rules, and the newest version of each product that they know. */
export function versionText(caller: Process): string {
  // Reading the rules costs a moment that only this output needs.
  if (!caller.arguments.some((argument) => argument === '-V' || argument === '--version')) return '';
  const { rules, digest } = nodePolicy();
  const products = Object.entries(knownVersions).map(([name, known]) => `${name} ${known}`);
  return `bgplint ${version}\nrules ${rules.length}, sha256:${digest}\nknows ${products.join(', ')}`;
}
