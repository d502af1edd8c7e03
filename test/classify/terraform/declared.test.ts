import { describe, expect, test } from 'vitest';
import { declaredAs, declaredAtRoot, isOfOpenTofu } from '../../../src/classify/terraform/declared.ts';

test.each([
  ['aws_x.a', [], 'aws_x.a'],
  ['aws_x.a["b.c[0]"]', [], 'aws_x.a'],
  ['data.aws_x.a[0]', [], 'data.aws_x.a'],
  ['module.m["x.y"].module.n[0].aws_x.a', ['m', 'n'], 'aws_x.a'],
  ['module.m.data.aws_x.a', ['m'], 'data.aws_x.a'],
])('%s is an instance of a block', (address, modules, block) => {
  expect(declaredAs(address)).toEqual({ modules, block });
});

test.each(['', 'aws_x', 'module.m', 'aws_x.a.id', 'aws_x.a["b]', 'a b.c'])('%j is none of a resource', (address) => {
  expect(declaredAs(address)).toBeUndefined();
});

describe('the blocks of the root module', () => {
  test('are those of the configuration', () => {
    const root_module = {
      resources: [
        { mode: 'managed', type: 'aws_x', name: 'a' },
        { mode: 'data', type: 'aws_y', name: 'b' },
      ],
      module_calls: { m: {} },
    };
    expect([...declaredAtRoot({ configuration: { root_module } })]).toEqual(['aws_x.a', 'data.aws_y.b', 'module.m']);
  });

  test('of a state are those that its addresses tell', () => {
    const state = {
      values: {
        root_module: {
          resources: [{ address: 'aws_x.a[0]' }],
          child_modules: [{ resources: [{ address: 'module.m.aws_x.b' }] }],
        },
      },
    };
    expect([...declaredAtRoot(state)]).toEqual(['aws_x.a', 'module.m']);
    const file = { version: 4, resources: [{ module: 'module.m[0]', mode: 'managed', type: 'aws_x', name: 'b' }] };
    expect([...declaredAtRoot(file)]).toEqual(['module.m']);
  });
});

test.each([
  ['registry.opentofu.org/hashicorp/aws', true],
  ['registry.terraform.io/hashicorp/aws', false],
])('the registry %s tells OpenTofu from Terraform', (provider_name, expected) => {
  expect(isOfOpenTofu({ resource_changes: [{ provider_name }] })).toBe(expected);
});
