/**
 * Compiles schemas/crds into dist/schemas, a file a kind: its checks as code, made by ajv ahead of time, and the schema
 * itself, of which messages tell the nearest real name. Loaded only where an object of the kind is there.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _, Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { bundling } from './bundling.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'schemas', 'crds');
const target = join(root, 'dist', 'schemas');
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

/**
 * Items of a list must differ in these fields: `x-kubernetes-list-type: map`. One error for each item that an earlier one
 * is like, with its index. An item without one of the fields is like none: `required` speaks of it.
 * @type {import('ajv').CodeKeywordDefinition}
 */
const uniqueKeys = {
  keyword: 'uniqueKeys',
  type: 'array',
  schemaType: 'array',
  code(cxt) {
    const { gen, data, schema } = cxt;
    const seen = gen.const('seen', _`new Set()`);
    gen.forRange('i', 0, _`${data}.length`, (i) => {
      const values = schema.map((/** @type {string} */ name) => _`${data}[${i}]?.[${name}]`);
      const key = gen.const(
        'key',
        _`[${values.reduce((/** @type {any} */ all, /** @type {any} */ value) => _`${all}, ${value}`)}]`,
      );
      gen.if(_`${key}.every((one) => one !== undefined)`, () => {
        cxt.setParams({ i });
        gen.if(_`${seen}.has(JSON.stringify(${key}))`, () => cxt.error());
        gen.code(_`${seen}.add(JSON.stringify(${key}))`);
      });
    });
  },
  error: {
    message: 'an item has the key of an earlier one',
    params: ({ params, schema }) => _`{item: ${params.i}, keys: ${schema.join(', ')}}`,
  },
};

const formats = addressFormats();
for (const family of readdirSync(source)) {
  for (const file of readdirSync(join(source, family))) {
    const schema = JSON.parse(readFileSync(join(source, family, file), 'utf8'));
    await compile(schema, join(target, `${family}-${file.replace(/\.json$/, '.cjs')}`));
  }
}

/**
 * The addresses that the API server takes: what Go's ParseIP and ParseCIDR read, and leading zeros, which Kubernetes still
 * reads (k8s.io/kube-openapi pkg/validation/strfmt/default.go, k8s.io/utils/net ParseIPSloppy).
 */
function addressFormats() {
  const byte = '0*(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
  const ipv4 = `(?:${byte}\\.){3}${byte}`;
  const word = '0*[0-9a-fA-F]{1,4}';
  const words = (/** @type {number} */ most) => (most === 0 ? '' : `(?:${word}(?::${word}){0,${most - 1}})?`);
  // `::` stands for at least one word; an IPv4 address at the end for two.
  const shortened = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((left) => {
    const before = left === 0 ? '' : `${word}(?::${word}){${left - 1}}`;
    const right = 7 - left;
    return [`${before}::${words(right)}`, ...(right < 2 ? [] : [`${before}::(?:${word}:){0,${right - 2}}${ipv4}`])];
  });
  const ipv6 = `(?:(?:${word}:){7}${word}|(?:${word}:){6}${ipv4}|${shortened.join('|')})`;
  const bits = (/** @type {string} */ most) => `/0*(?:${most})`;
  const cidr = `${ipv4}${bits('3[0-2]|[12]?\\d')}|${ipv6}${bits('12[0-8]|1[01]\\d|[1-9]?\\d')}`;
  const whole = (/** @type {string} */ text) => new RegExp(`^(?:${text})$`);
  return { ipv4: whole(ipv4), ipv6: whole(ipv6), ip: whole(`${ipv4}|${ipv6}`), cidr: whole(cidr) };
}

/** @param {object} schema @param {string} outfile */
async function compile(schema, outfile) {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    allowUnionTypes: true,
    strictTypes: false,
    code: { source: true },
  });
  ajv.addVocabulary(['elsewhere']);
  ajv.addKeyword(uniqueKeys);
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  const code = /** @type {any} */ (standalone).default(ajv, ajv.compile(schema));
  const tail = `
    exports.errors = (object) => (module.exports(object) ? [] : module.exports.errors);
    exports.schema = () => JSON.parse(${JSON.stringify(JSON.stringify(schema))});`;
  await build({
    ...bundling,
    stdin: {
      contents: `${code.replace('module.exports = ', 'const check = ').replace(/module\.exports\.default = \w+;/, '')}
        ${tail.replaceAll('module.exports', 'check')}`,
      resolveDir: root,
      loader: 'js',
    },
    outfile,
  });
}
