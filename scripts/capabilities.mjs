/**
 * Writes schemas/capabilities.json: the built-ins that a rule may use. `--check` compares instead.
 *
 * A rule runs in two engines, OPA and WebAssembly, and must answer alike. So the list holds the built-ins that OPA
 * compiles to WebAssembly (`wasm: true` in OPA's builtin_metadata.json), without those that differ or are deprecated.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runOpa } from './opa.mjs';

const native = `
  abs and array.concat array.flatten array.reverse array.slice assign base64.decode base64.encode base64.is_valid
  base64url.decode base64url.encode bits.and bits.lsh bits.negate bits.or bits.rsh bits.xor ceil concat contains count
  div endswith eq equal floor glob.match graph.reachable gt gte indexof internal.member_2 internal.member_3
  internal.template_string intersection is_array is_boolean is_null is_number is_object is_set is_string json.filter
  json.is_valid json.remove json.unmarshal lower lt lte max min minus mul neq net.cidr_contains net.cidr_intersects
  numbers.range object.filter object.get object.keys object.remove object.union or plus product
  rem replace round split startswith strings.replace_n
  strings.reverse substring sum to_number trim trim_left trim_prefix trim_right trim_space trim_suffix type_name union
  upper walk`;
// Left out on purpose: format_int (aborts from 2^31 on, where 4-byte AS numbers live), json.marshal and object.union_n
// (order of keys), sort (the square of the length in WebAssembly: 20,000 numbers took 14 s), all, any, re_match, set_diff, net.cidr_overlap (deprecated), regex (brings
// 195 kB of a library into the module, 5 ms of every run: a form that needs one is a fact, from TypeScript).

const names = new Set(native.split(/\s+/).filter(Boolean));
const current = JSON.parse(runOpa(['capabilities', '--current']));
const builtins = current.builtins
  .filter((/** @type {{ name: string }} */ builtin) => names.has(builtin.name))
  .map((/** @type {{ name: string, decl: object, infix?: string, relation?: boolean }} */ builtin) => ({
    name: builtin.name,
    decl: withoutProse(builtin.decl),
    ...(builtin.infix === undefined ? {} : { infix: builtin.infix }),
    ...(builtin.relation === undefined ? {} : { relation: builtin.relation }),
  }));
const missing = [...names].filter((name) => !builtins.some((/** @type {{ name: string }} */ b) => b.name === name));
if (missing.length > 0) throw new Error(`OPA does not know ${missing.join(', ')}`);

/** @param {unknown} value @returns {unknown} */
function withoutProse(value) {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, member]) => key !== 'description' || typeof member !== 'string');
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutProse(member)]));
}

const text = `${JSON.stringify({ features: ['rego_v1', 'template_strings', 'keywords_in_refs'], builtins }, null, 2)}\n`;
const file = join(root, 'schemas', 'capabilities.json');
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text)
    throw new Error('schemas/capabilities.json is stale: run scripts/capabilities.mjs');
} else {
  writeFileSync(file, text);
}
