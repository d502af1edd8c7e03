import { expect, test } from 'vitest';
import { hints } from '../../scripts/hints.mjs';

// What OPA 1.22 prints for the mistake, and a word of what helps.
test.each([
  ['policies/calico/x.rego:10: rego_type_error: undefined function sprintf', 'template string'],
  ['policies/calico/x.rego:10: rego_type_error: undefined function format_int', 'template string'],
  ['policies/calico/x.rego:10: rego_type_error: undefined function regex.match', 'fact'],
  ['policies/calico/x.rego:10: rego_type_error: undefined function http.send', 'capabilities.json'],
  ['policies/calico/x.rego:10: rego_type_error: undefined function data.bgplint.lib.finding.valu', 'findings.md'],
  ['policies/calico/x.rego:10: rego_type_error: undefined ref: input.calico.BGPPeers', 'input.json'],
  ['policies/calico/x.rego:10: rego_unsafe_var_error: var x is unsafe', 'some x in'],
  ['policies/calico/x.rego:2: rego_parse_error: yaml: mapping values are not allowed in this context', 'quotes'],
])('%s', (said, helps) => {
  expect(hints(`1 error occurred: ${said}`)).toEqual([expect.stringContaining(helps)]);
});

test('one mistake made twice has one hint, and what we do not know has none', () => {
  const line = 'policies/calico/x.rego:10: rego_type_error: undefined function sprintf';
  expect(hints(`2 errors occurred:\n${line}\n${line}\n`)).toHaveLength(1);
  expect(hints('policies/calico/x.rego:10: rego_compile_error: assigned var z unused')).toEqual([]);
});
