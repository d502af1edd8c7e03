/** What is written about the rules, made from what they are: nothing in a page is typed by hand. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { picture } from './picture.mjs';

/** @typedef {import('../src/model/rule.ts').Rule} Rule */

/**
 * All generated texts, by their path in the repository.
 * @param {string} root
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
export async function generated(root) {
  /** @type {{ rules: Rule[] }} */
  const { rules } = JSON.parse(readFileSync(join(root, 'dist', 'rules.json'), 'utf8'));
  const families = [...new Set(rules.map(family))];
  const files = new Map([
    ['policies/README.md', index(rules, families)],
    ['schemas/bgplint.schema.json', await configSchema(root, rules)],
    ['docs/first-run.svg', picture(root)],
  ]);
  /** @type {Record<string, ReturnType<typeof smallest>>} */
  const pages = {};
  for (const name of families) {
    const own = rules.filter((rule) => family(rule) === name);
    const examples = new Map(own.map((rule) => [rule.id, examplesOf(root, rule)]));
    for (const rule of own) {
      files.set(`policies/${rule.id}.md`, rulePage(rule, examples.get(rule.id) ?? []));
      pages[rule.id] = smallest(examples.get(rule.id) ?? []);
    }
  }
  files.set('dist/pages.json', `${JSON.stringify(pages, null, 2)}\n`);
  return files;
}

/**
 * Pages under policies/ that no rule makes any more.
 * @param {string} root
 * @param {ReadonlyMap<string, string>} files what `generated` gave
 */
export function orphans(root, files) {
  return readdirSync(join(root, 'policies'), { recursive: true, encoding: 'utf8' })
    .map((file) => `policies/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.md') && !files.has(file));
}

/** @param {Rule} rule */
const family = (rule) => rule.id.slice(0, rule.id.indexOf('/'));

/** @param {Rule} rule */
function standing(rule) {
  const levels = rule.levels?.join(' or ') ?? rule.level;
  const words = [rule.off ? `off (${levels} where the config turns it on)` : levels, rule.class];
  if (rule.enforced) words.push('enforced: nothing silences it');
  return words.join(' · ');
}

const notice = '<!-- Made by npm run build:pages from METADATA and fixtures. Do not edit. -->\n';

/** @param {readonly Rule[]} rules @param {readonly string[]} families */
function index(rules, families) {
  const tables = families.map((name) => {
    const rows = rules
      .filter((rule) => family(rule) === name)
      .map((rule) => `| [${rule.id}](${rule.id}.md) | ${standing(rule)} | ${rule.title} |`);
    return `## ${name}\n\n| rule | level and class | what is wrong |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `${notice}\n# Rules\n\n${rules.length} rules, one file each. \`bgplint explain <rule>\` prints the same pages.\n\n${tables.join('\n')}`;
}

/** @typedef {{ place: string, level: string, message: string }} Said */

/**
 * @typedef {object} Example
 * @property {string} rule
 * @property {string} name
 * @property {readonly { file: string, text: string }[]} files
 * @property {readonly Said[]} [findings] what bgplint says, for a bad one
 */

/** @param {Rule} rule @param {readonly Example[]} examples */
function rulePage(rule, examples) {
  const references = rule.references.map(({ ref, description }) => `- [${description ?? ref}](${ref})`).join('\n');
  const options = Object.entries(rule.options ?? {}).map(
    ([option, { type, default: value, description }]) =>
      `- \`${option}\` (${type}, default ${value === '' ? 'none' : value}): ${description}`,
  );
  const aliases = rule.aliases ? ` · also known as ${rule.aliases.join(', ')}` : '';
  const parts = [
    `# ${rule.title}`,
    `\`${rule.id}\` · ${standing(rule)}${aliases} · [all rules](../README.md)`,
    rule.description,
    `**What to do.** ${rule.remediation}`,
    ...(options.length > 0 ? [`**Options**\n\n${options.join('\n')}`] : []),
    ...examples.map(exampleSection),
    `**Sources**\n\n${references}`,
  ];
  return `${notice}\n${parts.join('\n\n')}\n`;
}

/** @param {Example} example */
function exampleSection({ name, files, findings, rule }) {
  const output = findings?.map(({ place, level, message }) => `${place}  ${level}  ${rule}\n  ${message}`).join('\n');
  const texts = files.map(
    ({ file, text }) => `\`${file}\`\n\n${fence(text, file.endsWith('.json') ? 'json' : 'yaml')}`,
  );
  const title = output === undefined ? `Silent: ${words(name)}` : `Flagged: ${words(name)}`;
  const body = [...texts, ...(output === undefined ? [] : [fence(output, 'text')])].join('\n\n');
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** @param {string} text @param {string} language */
function fence(text, language) {
  return `\`\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\``;
}

/** @param {string} name `bad-no-selector.yaml` → `no selector` */
function words(name) {
  return name
    .replace(/^(?:bad|ok)-/, '')
    .replace(/\.(?:ya?ml|json)$/, '')
    .replaceAll('-', ' ');
}

/**
 * What `bgplint explain` cannot know by itself: the smallest fixtures, and what is said of the bad one.
 * @param {readonly Example[]} examples
 */
function smallest(examples) {
  const size = (/** @type {Example} */ example) => example.files.reduce((sum, { text }) => sum + text.length, 0);
  const inOrder = [...examples].sort((a, b) => size(a) - size(b));
  const page = (/** @type {Example | undefined} */ example) =>
    example && { files: example.files, findings: example.findings ?? [] };
  return {
    flagged: page(inOrder.find((example) => example.findings !== undefined)),
    silent: page(inOrder.find((example) => example.findings === undefined)),
  };
}

/** The fixtures of a rule, bad ones first. @param {string} root @param {Rule} rule @returns {Example[]} */
function examplesOf(root, rule) {
  const folder = join(root, 'test', 'rules', rule.id);
  // A rule without fixtures fails the tests, which say so better.
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.expect'))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const isFolder = statSync(path).isDirectory();
      const names = isFolder ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : [name];
      const files = names
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => !file.endsWith('.expect') && statSync(join(isFolder ? path : folder, file)).isFile())
        .sort()
        .map((file) => ({ file, text: readable(join(isFolder ? path : folder, file)) }));
      return { rule: rule.id, name, files, ...(name.startsWith('bad-') ? { findings: saidOf(root, path, rule) } : {}) };
    });
}

/** What the marker says to the tests is no part of the example; long files are cut. @param {string} path */
function readable(path) {
  const text = readFileSync(path, 'utf8').replace(/ *# expect: \S+$/gm, '');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => (line.length > 160 ? `${line.slice(0, 159)}…` : line));
  return lines.length > 60 ? [...lines.slice(0, 59), `… ${lines.length - 59} more lines`].join('\n') : lines.join('\n');
}

/** The rule's own findings. @param {string} root @param {string} path @param {Rule} rule @returns {Said[]} */
function saidOf(root, path, rule) {
  const isFolder = statSync(path).isDirectory();
  const cwd = isFolder ? path : join(path, '..');
  const target = isFolder ? '.' : path.slice(cwd.length + 1);
  const config = isFolder && existsSync(join(path, 'bgplint.yaml')) ? [] : ['--no-config'];
  const args = [join(root, 'dist', 'bgplint.mjs'), '--format', 'json', '--fail-on', 'never', ...config, target];
  const report = JSON.parse(execFileSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 }));
  return report.findings
    .filter((/** @type {{ rule: string }} */ finding) => finding.rule === rule.id)
    .map(
      (
        /** @type {{ file: string, range: { startLine: number, startColumn: number } | null, level: string, message: string }} */ finding,
      ) => ({
        place: `${finding.file}${finding.range ? `:${finding.range.startLine}:${finding.range.startColumn}` : ''}`,
        level: finding.level,
        message: finding.message,
      }),
    );
}

/** The published schema: the base with the ids and options of the rules. @param {string} root @param {Rule[]} rules */
async function configSchema(root, rules) {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src', 'config', 'schema.ts')],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const code = outputFiles[0]?.text ?? '';
  const { configSchema: make } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const base = JSON.parse(readFileSync(join(root, 'schemas', 'config.json'), 'utf8'));
  return `${JSON.stringify(make(base, rules), null, 2)}\n`;
}
