/** The METADATA of the rules, as `opa inspect` reads it: checked, and as dist/rules.json lists it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';

/**
 * @typedef {object} Annotated a comment of METADATA, and what it stands before
 * @property {any} annotations
 * @property {{ readonly file: string }} location
 * @property {readonly { readonly value: string }[]} [path]
 */

/**
 * @param {string} root the repository, for schemas/rule.json
 * @param {readonly string[]} files below policies
 * @param {readonly Annotated[]} annotated
 * @returns {{ rules: { id: string }[], faults: string[] }} the rules in the order of their ids, as src/model/rule.ts's `Rule`,
 *   and a sentence about each fault
 */
export function rulesOf(root, files, annotated) {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(root, 'schemas', 'rule.json'), 'utf8')),
  );
  const found = new Map(
    annotated.filter(({ annotations }) => annotations.scope === 'package').map((one) => [one.location.file, one]),
  );
  const rules = [];
  const faults = [];
  for (const file of files.map((name) => name.replaceAll('\\', '/'))) {
    const [, id] = /^policies\/(?!lib\/)([^/]+\/[^/]+)(?<!_test)\.rego$/.exec(file) ?? [];
    if (id === undefined) continue;
    const one = found.get(file);
    if (one === undefined) {
      faults.push(`${file}: no METADATA before \`package\``);
      continue;
    }
    const { annotations, path = [] } = one;
    const names = path.map(({ value }) => value).slice(1);
    if (names.join('/') !== `bgplint/rules/${id}`) {
      faults.push(`${file}: \`package ${packageOf(id)}\` is expected, after its file, not \`${names.join('.')}\``);
    }
    if (!(/** @type {(value: unknown) => boolean} */ (validate)(annotations))) {
      faults.push(`${file}: its METADATA is not as schemas/rule.json says:`, ...(validate.errors ?? []).map(sentence));
    } else if (annotations.custom.id !== id) {
      faults.push(`${file}: the id ${id} is expected in its METADATA, after its file, not ${annotations.custom.id}`);
    }
    const { id: _, ...custom } = annotations.custom ?? {};
    rules.push({
      id,
      title: annotations.title?.trim(),
      description: paragraph(annotations.description),
      ...custom,
      remediation: paragraph(custom.remediation),
      ...(custom.variants === undefined ? {} : { variants: variantsOf(custom.variants) }),
      references: annotations.related_resources,
    });
  }
  return { rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)), faults };
}

/** @param {{ readonly [name: string]: { readonly [key: string]: string | boolean } }} variants */
function variantsOf(variants) {
  const flat = (/** @type {{ readonly [key: string]: string | boolean }} */ says) =>
    Object.fromEntries(
      Object.entries(says).map(([key, value]) => [key, typeof value === 'string' ? paragraph(value) : value]),
    );
  return Object.fromEntries(Object.entries(variants).map(([name, texts]) => [name, flat(texts)]));
}

/**
 * Variants that a rule names and its METADATA does not have, and those that nothing names. A name that is worked out must
 * stand as a text somewhere in the rule or in policies/lib; that each is chosen, the rule's fixtures show.
 * @param {readonly { id: string, variants?: object }[]} rules
 * @param {ReadonlyMap<string, string>} sources the texts of all policies by file
 * @returns {string[]} a sentence about each fault
 */
export function variantFaults(rules, sources) {
  const code = new Map([...sources].map(([file, text]) => [file, text.replace(/^\s*#.*$/gm, '')]));
  const shared = [...code].flatMap(([file, text]) => (file.startsWith('policies/lib/') ? [text] : [])).join('\n');
  return rules.flatMap(({ id, variants = {} }) => {
    const file = `policies/${id}.rego`;
    const own = code.get(file) ?? '';
    const known = Object.keys(variants);
    const unknown = chosenIn(own).filter((name) => !known.includes(name));
    const unused = known.filter((name) => !own.includes(`"${name}"`) && !shared.includes(`"${name}"`));
    return [
      ...unknown.map((name) => `${file}: the variant "${name}" is not under \`custom.variants\` of its METADATA`),
      ...unused.map((name) => `${file}: no finding chooses the variant "${name}": finding.variant(found, "${name}")`),
    ];
  });
}

/** The names that calls of `finding.variant` end with as texts. @param {string} code */
function chosenIn(code) {
  const names = [];
  for (const { index } of code.matchAll(/\bfinding\.variant\(/g)) {
    const call = callAt(code, code.indexOf('(', index));
    const [, name] = /,\s*"([^"]*)"\s*,?\s*$/.exec(call) ?? [];
    if (name !== undefined) names.push(name);
  }
  return [...new Set(names)];
}

/** What stands between a parenthesis and the one that closes it. @param {string} code @param {number} open */
function callAt(code, open) {
  let depth = 0;
  for (const { 0: found, index } of code.slice(open).matchAll(/"(?:[^"\\]|\\.)*"|[()]/g)) {
    if (found === '(') depth++;
    if (found === ')' && --depth === 0) return code.slice(open + 1, open + index);
  }
  return '';
}

/** `bgplint.rules.calico["peer-without-timer"]` @param {string} id */
export function packageOf(id) {
  const keys = id.split('/').map((name) => (name.includes('-') ? `["${name}"]` : `.${name}`));
  return `bgplint.rules${keys.join('')}`;
}

/** @param {import('ajv').ErrorObject} error */
function sentence({ instancePath, message, params }) {
  const values = params['allowedValues'] ?? params['allowedValue'] ?? params['additionalProperty'];
  return `  ${instancePath.slice(1) || 'it'} ${message}${values === undefined ? '' : `: ${[values].flat().join(', ')}`}`;
}

/** One line a paragraph: METADATA is wrapped for its readers. @param {string} [text] */
function paragraph(text = '') {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s*\n\s*/g, ' '))
    .join('\n\n');
}
