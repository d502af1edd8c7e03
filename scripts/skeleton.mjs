/** What `npm run new-rule` writes: a rule that asks its family's main bucket, and a neighbor's fixtures to be changed. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageOf } from './metadata.mjs';

/**
 * @typedef {object} Skeleton
 * @property {{ readonly [path: string]: string }} files by their paths from the root
 * @property {string | undefined} neighbor the rule or the file whose fixtures these were; undefined in a new family
 */

/** The families that have a bucket of the input, or look across all: what a rule may be called after. @param {string} root */
export function knownFamilies(root) {
  return [...Object.keys(buckets(root)), 'session'].filter((name) => !['cluster', 'schema'].includes(name)).sort();
}

/** @param {string} root @param {string} id @returns {Skeleton} */
export function skeleton(root, id) {
  const family = id.slice(0, id.indexOf('/'));
  const kinds = Object.keys(buckets(root)[family]?.properties ?? {});
  const bucket = mainBucket(root, family, kinds) ?? kinds[0] ?? 'Kind';
  const { files, neighbor } = fixturesOf(root, id, family, bucket);
  return { files: { [`policies/${id}.rego`]: rule(id, family, bucket), ...files }, neighbor };
}

/** @param {string} root @returns {{ readonly [family: string]: { readonly properties?: object } }} */
function buckets(root) {
  return JSON.parse(readFileSync(join(root, 'schemas', 'input.json'), 'utf8')).properties;
}

/** @param {string} family @param {string} bucket */
function rowsOf(family, bucket) {
  return family === 'session'
    ? 'sessions.numbers'
    : `input${family.includes('-') ? `["${family}"]` : `.${family}`}.${bucket}`;
}

/** The bucket that most rules of a family ask. @param {string} root @param {string} family @param {readonly string[]} kinds */
function mainBucket(root, family, kinds) {
  const texts = rules(root, family).map((id) => readFileSync(join(root, 'policies', `${id}.rego`), 'utf8'));
  const asked = (/** @type {string} */ kind) => texts.filter((text) => text.includes(rowsOf(family, kind))).length;
  return [...kinds].sort((a, b) => asked(b) - asked(a))[0];
}

/** @param {string} root @param {string} family */
function rules(root, family) {
  const folder = join(root, 'policies', family);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((file) => /(?<!_test)\.rego$/.test(file)).map((file) => `${family}/${file.slice(0, -5)}`);
}

/** @param {string} root @param {string} id @param {string} family @param {string} bucket */
function fixturesOf(root, id, family, bucket) {
  /** @param {string} name @param {string} text */
  const own = (name, text) => [`test/rules/${id}/${name}`, text];
  const pairs = rules(root, family)
    .map((other) => ({ other, files: examples(root, other) }))
    // What is wrong with an API version only is no object to begin with.
    .filter(({ files }) => files.length > 0 && !files.some(([, text]) => /^apiVersion:.*# expect/m.test(text)))
    .map(({ other, files }) => ({ other, files, size: files.map(([, text]) => text).join('').length }))
    .sort((a, b) => a.size - b.size);
  const asks = pairs.find(
    ({ other, files }) =>
      readFileSync(join(root, 'policies', `${other}.rego`), 'utf8').includes(rowsOf(family, bucket)) &&
      files.some(([, text]) => text.includes(`kind: ${bucket}\n`)),
  );
  const pair = asks ?? pairs[0];
  if (pair !== undefined) {
    const files = pair.files.map(([name, text]) => own(name, text.replaceAll(pair.other, id)));
    return { files: Object.fromEntries(files), neighbor: pair.other };
  }
  const [path, text] = anyOf(root, bucket) ?? [
    undefined,
    `apiVersion: example.org/v1\nkind: ${bucket}\nmetadata:\n  name: a\n`,
  ];
  const flagged = text.replace(/^( {2}name: [^\n#]*?) *$/m, `$1 # expect: ${id}`);
  const files = Object.fromEntries([own('bad-example.yaml', flagged), own('ok-example.yaml', text)]);
  return { files, neighbor: path };
}

/** The files of a rule's examples, as paths from its fixtures and texts. @param {string} root @param {string} rule */
function examples(root, rule) {
  const folder = join(root, 'test', 'rules', rule);
  return (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^(?:bad|ok)-example\b/.test(file) && statSync(join(folder, file)).isFile())
    .map((file) => /** @type {const} */ ([file, readFileSync(join(folder, file), 'utf8')]));
}

/** The smallest fixture of any rule that is legal and holds an object of the kind. @param {string} root @param {string} kind */
function anyOf(root, kind) {
  return readdirSync(join(root, 'test', 'rules'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /[\\/]ok-[^\\/]*\.yaml$/.test(file) && statSync(join(root, 'test', 'rules', file)).isFile())
    .map((file) => /** @type {const} */ ([file, readFileSync(join(root, 'test', 'rules', file), 'utf8')]))
    .filter(([, text]) => text.includes(`\nkind: ${kind}\n`))
    .sort(([, a], [, b]) => a.length - b.length)[0];
}

/** @param {string} id @param {string} family @param {string} bucket */
function rule(id, family, bucket) {
  const across = family === 'session';
  const finding = across
    ? 'value(row.resource, row.path, message(row))'
    : family === 'input'
      ? 'marked(row.id, message(row))'
      : 'value(row.id, ["spec"], message(row))';
  return `# METADATA
# title: What is wrong, in a few words
# description: |
#   Why it breaks, with the behaviour of BIRD, FRR or the controller behind it. A tired person reads this at three in
#   the morning.
# related_resources:
#   - ref: https://example.org/where-the-fact-comes-from
#     description: What is found there
# custom:
#   id: ${id}
#   level: error
#   class: correctness
#   remediation: What to do, in one or two sentences.
package ${packageOf(id)}

import data.bgplint.lib.finding
${across ? 'import data.bgplint.lib.sessions\n' : ''}
report contains finding.${finding} if {
	some row in ${rowsOf(family, bucket)}
	row.file == "say when this is wrong"
}

message(row) := $"{row.file} …: what is wrong here, with the value, in one sentence"
`;
}
