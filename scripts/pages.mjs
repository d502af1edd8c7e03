/** What is written about the rules, made from what they are: nothing in a page is typed by hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { mapOf, withMap } from './map.mjs';
import { pairOf, shownName } from './pairs.mjs';
import { picture } from './picture.mjs';
import { loadRun } from './run.mjs';

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
    [`${folder}/README.md`, index(rules, families)],
    ['schemas/bgplint.schema.json', await configSchema(root, rules)],
    ['docs/first-run.svg', picture(root)],
    ['README.md', withMap(readFileSync(join(root, 'README.md'), 'utf8'), mapOf(root))],
  ]);
  const run = await loadRun(root);
  /** @type {Record<string, Example>} */
  const pages = {};
  for (const rule of rules) {
    const example = await exampleOf(root, rule, run);
    files.set(`${folder}/${rule.id}.md`, rulePage(rule, example));
    if (example !== undefined) pages[rule.id] = example;
  }
  files.set('dist/pages.json', `${JSON.stringify(pages, null, 2)}\n`);
  return files;
}

/** Where the pages stand. */
const folder = 'docs/rules';

/**
 * Pages that no rule makes any more.
 * @param {string} root
 * @param {ReadonlyMap<string, string>} files what `generated` gave
 */
export function orphans(root, files) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.md') && !files.has(file));
}

/** @param {Rule} rule */
const family = (rule) => rule.id.slice(0, rule.id.indexOf('/'));

/** @param {Rule} rule */
function standing(rule) {
  const levels = rule.levels?.join(' or ') ?? rule.level;
  const words = [rule.off ? `off (${levels} where the config turns it on)` : levels, rule.class];
  if (rule.policy) words.push('policy');
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
  return `${notice}\n# Rules\n\n${rules.length} rules, one file each. \`bgplint explain <rule>\` prints the same page. A policy finds what works as written, and somebody could decide to live with: [profiles](../configuration.md#profiles) weigh it differently.\n\n${tables.join('\n')}`;
}

/**
 * @typedef {object} Example what `bgplint explain` cannot know by itself
 * @property {readonly import('./pairs.mjs').Shown[]} flagged
 * @property {readonly Said[]} findings what bgplint says of it
 * @property {readonly import('./pairs.mjs').Shown[]} fixed the files that differ
 * @property {readonly string[]} removed the files that are no more
 *
 * @typedef {{ file: string, range: import('../src/model/document.ts').Range | null, level: string, message: string }} Said
 */

/**
 * @param {string} root
 * @param {Rule} rule
 * @param {typeof import('../test/support/run.ts').run} run
 * @returns {Promise<Example | undefined>}
 */
async function exampleOf(root, rule, run) {
  const pair = pairOf(root, rule.id);
  if (pair === undefined) return undefined;
  const { report } = await run(pair.path.replaceAll('\\', '/'));
  const findings = report.findings
    .filter((finding) => finding.rule === rule.id)
    .map(({ file, range, level, message }) => ({ file: shownName(file), range, level, message }));
  const before = new Map(pair.flagged.map(({ file, text }) => [file, text]));
  const after = new Set(pair.fixed.map(({ file }) => file));
  return {
    flagged: pair.flagged,
    findings,
    fixed: pair.fixed.filter(({ file, text }) => before.get(file) !== text),
    removed: [...before.keys()].filter((file) => !after.has(file)),
  };
}

/** @param {readonly import('./pairs.mjs').Shown[]} files */
const lines = (files) => files.reduce((sum, { text }) => sum + text.split('\n').length, 0);

/** The documents of a file that are not there before. @param {string} before @param {string} after */
function differing(before, after) {
  const documents = (/** @type {string} */ text) => text.split(/^---\n/m).map((document) => document.trimEnd());
  const known = new Set(documents(before));
  return documents(after)
    .filter((document) => !known.has(document))
    .join('\n---\n');
}

/** @param {Rule} rule @param {Example | undefined} example */
function rulePage(rule, example) {
  const references = rule.references.map(({ ref, description }) => `- [${description ?? ref}](${ref})`);
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
    ...variantSections(rule),
    ...(options.length > 0 ? [`**Options**\n\n${options.join('\n')}`] : []),
    ...(example === undefined ? [] : pairSections(example)),
    `**More**\n\n- [all of its fixtures](../../../test/rules/${rule.id})\n${references.join('\n')}`,
  ];
  return `${notice}\n${parts.join('\n\n')}\n`;
}

/** A part for each variant, which a link can name. @param {Rule} rule */
function variantSections({ variants = {} }) {
  return Object.entries(variants).flatMap(([name, { description, remediation }]) => [
    `## ${name}`,
    ...(description === undefined ? [] : [description]),
    ...(remediation === undefined ? [] : [`**What to do.** ${remediation}`]),
  ]);
}

/** @param {Example} example */
function pairSections({ flagged, findings, fixed, removed }) {
  const place = (/** @type {Said} */ { file, range }) =>
    `${file}${range ? `:${range.startLine}:${range.startColumn}` : ''}`;
  const said = findings.map((one) => `${place(one)}  ${one.level}\n  ${one.message}`).join('\n');
  const before = new Map(flagged.map(({ file, text }) => [file, text]));
  const excerpts = fixed
    .map(({ file, text }) => ({ file, text: differing(before.get(file) ?? '', text) }))
    .filter(({ text }) => text !== '');
  const stays = flagged.filter(({ file }) => !removed.includes(file) && !fixed.some((one) => one.file === file));
  const isExcerpt = stays.length > 0 || lines(excerpts) < lines(fixed);
  const several = flagged.length > 1;
  const gone = removed.map((file) => `\`${file}\` is removed.`);
  return [
    ['**Flagged**', ...shown(flagged, several), fence(said, 'text')].join('\n\n'),
    [isExcerpt ? '**Fixed** (the rest stays as it is)' : '**Fixed**', ...shown(excerpts, several), ...gone].join(
      '\n\n',
    ),
  ];
}

/** @param {readonly import('./pairs.mjs').Shown[]} files @param {boolean} named */
function shown(files, named) {
  return files.map(
    ({ file, text }) => `${named ? `\`${file}\`\n\n` : ''}${fence(text, file.endsWith('.json') ? 'json' : 'yaml')}`,
  );
}

/** @param {string} text @param {string} language */
function fence(text, language) {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
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
