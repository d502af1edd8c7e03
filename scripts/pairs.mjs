/**
 * The example that a rule's page shows: of a rule's fixtures `bad-example` is flagged, and `ok-example` is the same with
 * the fault fixed. test/pairs.test.ts holds that.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Shown
 * @property {string} file its name, without what only says that it is a fixture
 * @property {string} text
 */

/**
 * @typedef {object} Pair
 * @property {string} path of the flagged fixture, a file or a folder
 * @property {readonly Shown[]} flagged
 * @property {readonly Shown[]} fixed all files, also those that are alike
 */

/**
 * @param {string} root the repository
 * @param {string} rule
 * @returns {Pair | undefined} undefined where one of the two is missing: a test says so
 */
export function pairOf(root, rule) {
  const folder = join(root, 'test', 'rules', rule);
  if (!existsSync(folder)) return undefined;
  const [bad, ok] = ['bad', 'ok'].map((kind) => {
    const name = readdirSync(folder).find(
      (file) => /^(?:bad|ok)-example(?:\.(?:ya?ml|json))?$/.test(file) && file.startsWith(kind),
    );
    return name === undefined ? undefined : join(folder, name);
  });
  return bad === undefined || ok === undefined ? undefined : { path: bad, flagged: filesOf(bad), fixed: filesOf(ok) };
}

/**
 * What a rule's fixtures lack before any test can run, as a sentence; undefined for nothing.
 * @param {string} root
 * @param {string} rule
 * @returns {string | undefined}
 */
export function lacking(root, rule) {
  const folder = `test/rules/${rule}`;
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  const missing = [
    ['bad', `a legible one that is flagged, with \`# expect: ${rule}\` at the end of the line`],
    ['ok', 'the same, fixed'],
  ].filter(([kind]) => !names.some((name) => new RegExp(`^${kind}-example(?:\\.(?:ya?ml|json))?$`).test(name)));
  return missing.length === 0
    ? undefined
    : missing.map(([kind, what]) => `${folder}/${kind}-example.yaml is not there: make it, ${what}.`).join('\n');
}

/** @param {string} path @returns {Shown[]} */
function filesOf(path) {
  if (!statSync(path).isDirectory())
    return [{ file: shownName(path.slice(path.lastIndexOf('-') + 1)), text: readable(path) }];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('.expect') && statSync(join(path, file)).isFile())
    .sort()
    .map((file) => ({ file, text: readable(join(path, file)) }));
}

/** A fixture's name as a page shows it. @param {string} name `bad-example.yaml` → `example.yaml` */
export function shownName(name) {
  return name.replace(/^bad-example(?=\.)/, 'example');
}

/** What the marker says to the tests is no part of the example; long lines are cut. @param {string} path */
function readable(path) {
  return readFileSync(path, 'utf8')
    .replace(/ *# expect: \S+$/gm, '')
    .trimEnd()
    .split('\n')
    .map((line) => (line.length > 160 ? `${line.slice(0, 159)}…` : line))
    .join('\n');
}
