/** The README's map: what `npx bgplint map examples/broken` draws. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** @param {string} root */
export function mapOf(root) {
  const args = [join(root, 'dist', 'bgplint.mjs'), 'map', 'examples/broken'];
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
}

/**
 * A text with the map in the place of the Mermaid that it has.
 * @param {string} text @param {string} map
 */
export function withMap(text, map) {
  const block = /^```mermaid\n[\s\S]*?^```$/m;
  if (!block.test(text)) throw new Error('README.md has no block of Mermaid for the map');
  return text.replace(block, () => `\`\`\`mermaid\n${map.trimEnd()}\n\`\`\``);
}
