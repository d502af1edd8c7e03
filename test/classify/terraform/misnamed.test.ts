import { describe, expect, test } from 'vitest';
import { misnamed, takenAway } from '../../../src/classify/terraform/misnamed.ts';
import type { Json } from '../../../src/model/document.ts';

const change = (address: string, more: { readonly [key: string]: Json } = {}, after: Json = {}) => {
  const bare = address.replace(/\[.*?\]/g, '');
  const [name = '', type = ''] = bare.split('.').reverse();
  const module = address.slice(0, Math.max(0, address.indexOf(`.${type}.`)));
  return {
    address,
    ...(module.startsWith('module') && { module_address: module }),
    mode: 'managed',
    type,
    name,
    change: { actions: after === null ? ['delete'] : ['no-op'], after },
    ...more,
  };
};
const plan = (...changes: Json[]): Json => ({ format_version: '1.2', resource_changes: changes });

describe('an entry that names nothing', () => {
  test.each<[string, Json, string, RegExp | undefined]>([
    [
      'names the new address of what moved',
      plan(change('aws_security_group.k8s', { previous_address: 'aws_security_group.nodes' })),
      'aws_security_group.nodes',
      /^which moved to aws_security_group\.k8s: name that instead$/,
    ],
    [
      'names the block that several instances moved to',
      plan(
        change('module.net.aws_security_group.k8s["a"]', { previous_address: 'aws_security_group.nodes[0]' }),
        change('module.net.aws_security_group.k8s["b"]', { previous_address: 'aws_security_group.nodes[1]' }),
      ),
      'aws_security_group.nodes',
      /^which moved to module\.net\.aws_security_group\.k8s: name that instead$/,
    ],
    [
      'is followed through a module that was renamed',
      plan(
        change('module.b.aws_security_group.k8s', {
          previous_address: 'module.a["x.y"].aws_security_group.k8s',
        }),
      ),
      'module.a["x.y"].aws_security_group.k8s',
      /^which moved to module\.b\.aws_security_group\.k8s/,
    ],
    [
      'is near to another',
      plan(change('aws_security_group.nodes')),
      'aws_security_group.node',
      /did you mean aws_security_group\.nodes\?$/,
    ],
    [
      'has another index',
      plan(change('aws_security_group.nodes["a"]')),
      'aws_security_group.nodes[0]',
      /did you mean aws_security_group\.nodes\?$/,
    ],
    [
      'lacks its module',
      plan(change('module.eks.aws_security_group.nodes')),
      'aws_security_group.nodes',
      /did you mean module\.eks\.aws_security_group\.nodes\?$/,
    ],
    [
      'is of a data source',
      plan(change('data.aws_security_group.nodes', { mode: 'data', type: 'aws_security_group', name: 'nodes' })),
      'data.aws_security_group.nodes',
      /^which is a data source/,
    ],
    ['is of another type', plan(change('aws_vpc.main')), 'aws_vpc.main', /aws_vpc is not a type of group or machine/],
    ['is taken away', plan(change('aws_vpc.main', {}, null)), 'aws_vpc.main', /^which the plan removes/],
    ['is nothing like it', plan(change('aws_security_group.nodes')), 'google_compute_network.x', undefined],
    ['is a pattern', plan(change('aws_security_group.nodes')), 'module.*.nodes', undefined],
  ])('%s', (_, value, entry, said) => {
    if (said === undefined) expect(misnamed(value, entry)).toBeUndefined();
    else expect(misnamed(value, entry)).toMatch(said);
  });

  test('is told of a shown state, too', () => {
    const resource = {
      address: 'aws_security_group.nodes',
      mode: 'managed',
      type: 'aws_security_group',
      name: 'nodes',
    };
    const state = { format_version: '1.0', values: { root_module: { resources: [resource] } } };
    expect(misnamed(state, 'aws_security_group.nodse')).toMatch(/did you mean aws_security_group\.nodes/);
  });

  test('is looked up once for each resource, however many there are', () => {
    const many = plan(...Array.from({ length: 20_000 }, (_, i) => change(`aws_security_group.a${i}`)));
    expect(misnamed(many, 'aws_security_group.zzzzzzzzzzzzzzzzzzzzzzzzzzzz')).toBeUndefined();
  });
});

describe('entries that are taken away', () => {
  const gone = change('aws_security_group.old', {}, null);

  test('are those with nothing left of them', () => {
    const value = plan(gone, change('aws_security_group.new'));
    expect(takenAway(value, ['aws_security_group.old', 'aws_security_group.new'])).toEqual(['aws_security_group.old']);
  });

  test('are no instances of a block that stays', () => {
    const value = plan(change('aws_security_group.x[0]'), change('aws_security_group.x[1]', {}, null));
    expect(takenAway(value, ['aws_security_group.x'])).toEqual([]);
  });
});
