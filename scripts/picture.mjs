/** The README's picture: a run with one finding as a terminal shows it, from the tool's own output. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Colours of a dark terminal, by SGR parameters (src/report/pretty/style.ts). */
const colors = { '1;31': '#ff7b72', 1: '#f0f6fc', 2: '#8b949e', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff' };
const [cell, line, margin] = [8.43, 20, 24];
const columns = 100;

/** What is checked: the example of the rule about the fault that stops most clusters. */
export const pictured = { name: 'tor-1.yaml', example: 'test/rules/calico/peer-without-as-number/bad-example.yaml' };

/**
 * The example's text without what the tests want of it.
 * @param {string} root
 */
export function picturedText(root) {
  return readFileSync(join(root, pictured.example), 'utf8').replace(/ # expect: .*/, '');
}

/**
 * An SVG of what `npx bgplint tor-1.yaml` prints.
 * @param {string} root
 */
export function picture(root) {
  const lines = [`$ npx bgplint ${pictured.name}`, '', ...run(root).trimEnd().split('\n')];
  const height = lines.length * line + 2 * margin;
  const width = Math.ceil(columns * cell + 2 * margin);
  const rows = lines.map((text, i) => row(text, margin + (i + 0.75) * line)).filter(Boolean);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A run of bgplint with one finding: the rule, that it freezes BGP, file, line and column, the source with what is wrong, why it breaks, what to do, and the count">
<rect width="100%" height="100%" rx="10" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#c9d1d9" xml:space="preserve">
${rows.join('\n')}
</g>
</svg>
`;
}

/** @param {string} root */
function run(root) {
  const cwd = mkdtempSync(join(tmpdir(), 'bgplint-picture-'));
  writeFileSync(join(cwd, pictured.name), picturedText(root));
  const args = [join(root, 'dist', 'bgplint.mjs'), pictured.name, '--color', 'always'];
  try {
    return execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    // It has findings, so it does not exit with 0.
    return /** @type {{ stdout: string }} */ (error).stdout;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** @param {string} text a line with SGR sequences @param {number} y */
function row(text, y) {
  let [column, color] = [0, ''];
  const spans = [];
  for (const part of text.split(/(\x1b\[[\d;]*m)/)) {
    const code = /^\x1b\[([\d;]*)m$/.exec(part)?.[1];
    if (code !== undefined) {
      color = colors[/** @type {keyof typeof colors} */ (code)] ?? '';
      continue;
    }
    const shown = part.trim();
    const start = column + part.length - part.trimStart().length;
    column += part.length;
    if (shown === '') continue;
    const fill = color === '' ? '' : ` fill="${color}"`;
    const x = (margin + start * cell).toFixed(1);
    spans.push(`<tspan x="${x}" textLength="${(shown.length * cell).toFixed(1)}"${fill}>${escaped(shown)}</tspan>`);
  }
  return spans.length === 0 ? '' : `<text y="${y}">${spans.join('')}</text>`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
