/**
 * Compiles policies/ into dist/policy.wasm and lists the rules' METADATA in dist/rules.json.
 *
 * The house rules of the policies are enforced here: format, strictness, types (schemas/input.json), the built-ins that
 * both engines share (schemas/capabilities.json), and the METADATA that every rule must have (schemas/rule.json).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { optimised } from './binaryen.mjs';
import { capabilities, compile } from './compile.mjs';
import { policiesDigest } from './digest.mjs';
import { root, runOpa } from './opa.mjs';

const dist = join(root, 'dist');
mkdirSync(dist, { recursive: true });

const unformatted = runOpa(['fmt', '--list', 'policies']).trim();
if (unformatted !== '') fail(`not formatted, run npm run fix:\n${unformatted}`);
runOpa(['check', '--strict', '--schema', 'schemas', ...capabilities, 'policies']);
writeFileSync(join(dist, 'policy.wasm'), optimised(compile()));
writeFileSync(
  join(dist, 'rules.json'),
  `${JSON.stringify({ digest: policiesDigest(root), rules: readRules() }, null, 2)}\n`,
);

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/** The rules in the order of their ids, as src/model/document.ts's `Rule`. */
function readRules() {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(root, 'schemas', 'rule.json'), 'utf8')),
  );
  const inspected = JSON.parse(runOpa(['inspect', '-a', '-f', 'json', 'policies']));
  const rules = [];
  for (const { annotations, path, location } of inspected.annotations) {
    const names = path?.map((/** @type {{ value: string }} */ part) => part.value) ?? [];
    if (names[1] !== 'bgplint' || names[2] !== 'rules' || annotations.scope !== 'package') continue;
    if (!(/** @type {(value: unknown) => boolean} */ (validate)(annotations))) {
      const faults = validate.errors?.map(
        ({ instancePath, message }) => `  ${instancePath.slice(1) || 'it'} ${message}`,
      );
      fail(`${location.file}: its METADATA is not as schemas/rule.json says:\n${faults?.join('\n')}`);
    }
    const { id, ...custom } = annotations.custom;
    if (id !== names.slice(3).join('/') || location.file !== `policies/${id}.rego`) {
      fail(`${location.file}: the id ${id}, the package ${names.slice(3).join('/')} and the file must agree`);
    }
    rules.push({
      id,
      title: annotations.title.trim(),
      description: paragraph(annotations.description),
      ...custom,
      remediation: paragraph(custom.remediation),
      references: annotations.related_resources,
    });
  }
  return rules.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** One line a paragraph: METADATA is wrapped for its readers. @param {string} text */
function paragraph(text) {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s*\n\s*/g, ' '))
    .join('\n\n');
}
