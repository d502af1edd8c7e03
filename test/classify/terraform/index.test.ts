import { describe, expect, test } from 'vitest';
import { classifyPlan } from '../../../src/classify/terraform/index.ts';
import { formatModule, parseModule, parseTraversal } from '../../../src/classify/terraform/traversal.ts';
import { at } from '../../../src/lib/json.ts';
import type { Document, Json, JsonObject } from '../../../src/model/document.ts';
import type { Resource } from '../../../src/model/resource.ts';

const documentOf = (value: Json): Document => ({
  source: { file: 'plan.json', text: '' },
  index: 0,
  value,
  span: { start: 0, end: 0 },
  locate: (wanted) => wanted.map(() => ({ start: 1, end: 2 })),
  style: () => undefined,
  open: () => false,
  comments: [],
});

const classify = (value: Json, nodes: readonly string[] = [], firstId = 0) =>
  classifyPlan(documentOf(value), firstId, { nodes, all: true });

interface Change {
  readonly type: string;
  readonly name: string;
  readonly module?: string;
  readonly index?: string | number;
  readonly actions?: readonly string[];
  readonly before?: JsonObject | null;
  readonly after?: JsonObject | null;
  readonly unknown?: Json;
  readonly deposed?: string;
  readonly mode?: string;
}

/** An entry of resource_changes; created unless it says otherwise. */
const change = ({ type, name, module, index, deposed, ...rest }: Change): JsonObject => ({
  address: `${module === undefined ? '' : `${module}.`}${type}.${name}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`,
  ...(module === undefined ? {} : { module_address: module }),
  ...(index === undefined ? {} : { index }),
  ...(deposed === undefined ? {} : { deposed }),
  mode: rest.mode ?? 'managed',
  type,
  name,
  change: {
    actions: rest.actions ?? ['create'],
    before: rest.before ?? null,
    after: rest.after === undefined ? {} : rest.after,
    after_unknown: rest.unknown ?? {},
  },
});

const group = (name: string, more: Partial<Change> = {}) =>
  change({ type: 'aws_security_group', name, unknown: { id: true, ingress: true, egress: true }, ...more });

/** A rule for TCP/179 whose group is not known yet. */
const ruleFor = (name: string, more: Partial<Change> = {}) =>
  change({
    type: 'aws_vpc_security_group_ingress_rule',
    name,
    after: { ip_protocol: 'tcp', from_port: 179, to_port: 179, cidr_ipv4: '10.0.0.0/8' },
    unknown: { id: true, security_group_id: true },
    ...more,
  });

const block = (type: string, name: string, expressions: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  expressions,
  ...more,
});

const groupBlock = (name: string) => block('aws_security_group', name);

const ruleBlock = (name: string, references: readonly string[], more: JsonObject = {}) =>
  block('aws_vpc_security_group_ingress_rule', name, { security_group_id: { references } }, more);

const plan = (changes: readonly Json[], root: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  format_version: '1.2',
  terraform_version: '1.9.8',
  resource_changes: changes,
  configuration: { root_module: root },
  ...more,
});

const find = (resources: readonly Resource[], kind: string, address: string): Resource => {
  const found = resources.find((resource) => resource.kind === kind && resource.address === address);
  if (found === undefined) throw new Error(`no ${kind} at ${address}`);
  return found;
};

const kindsOf = (resources: readonly Resource[]) => resources.map(({ kind }) => kind);

/** The addresses of the groups that a rule belongs to or may belong to, and whether it may belong to any. */
const targetOf = (value: Json, rule: string) => {
  const resources = classify(value)?.resources ?? [];
  const target = find(resources, 'SecurityRule', rule).extra?.['target'];
  const addressOf = (id: Json | undefined) => resources.find((resource) => resource.id === id)?.address;
  const candidates = at(target, ['candidates']);
  return {
    group: addressOf(at(target, ['group'])),
    candidates: Array.isArray(candidates) ? candidates.map(addressOf) : [],
    any: at(target, ['any']),
  };
};

const sure = (address: string) => ({ group: address, candidates: [], any: false });

const rule = 'aws_vpc_security_group_ingress_rule.bgp';

describe('what is a plan', () => {
  test.each<[string, Json]>([
    ['a Kubernetes object', { apiVersion: 'v1', kind: 'List', items: [] }],
    ['a list', [{ terraform_version: '1.9.8' }]],
    ['the version alone', { terraform_version: '1.9.8' }],
    ['changes without a version', { resource_changes: [] }],
  ])('not %s', (_, value) => expect(classify(value)).toBeUndefined());

  test.each(['0.1', '0.2', '1.0', '1.2', '1.99'])('format_version %s', (format_version) => {
    expect(kindsOf(classify(plan([group('nodes')], {}, { format_version }))?.resources ?? [])).toContain(
      'SecurityGroup',
    );
  });

  test('an unknown major is not read, and says so', () => {
    const read = classify(plan([group('nodes')], {}, { format_version: '2.0' }));
    expect(read?.resources).toEqual([]);
    expect(read?.problems).toMatchObject([{ kind: 'Unreadable', file: 'plan.json', mark: { start: 1, end: 2 } }]);
    expect(at(read?.problems[0]?.detail, ['reason'])).toContain('"2.0"');
  });

  test.each<[string, Json]>([
    [
      'null members',
      { ...plan([]), resource_changes: [null, 1, 'x', [], {}, { mode: 'managed', type: 'aws_security_group' }] },
    ],
    ['a change that is text', plan([{ ...group('nodes'), change: 'create' }])],
    ['a configuration that is a list', { ...plan([ruleFor('bgp')]), configuration: [] }],
    ['rules that are text', plan([group('nodes', { after: { ingress: ['tcp', null, 179], egress: 'all' } })])],
    ['a module address that is no address', plan([ruleFor('bgp', { module: 'module.["' })])],
  ])('%s: no crash', (_, value) => expect(() => classify(value, ['*'])).not.toThrow());
});

describe('addresses and references', () => {
  test.each<[string, readonly object[]]>([
    ['aws_security_group.nodes[0].id', [{ name: 'aws_security_group' }, { name: 'nodes', key: 0 }, { name: 'id' }]],
    ['a.b["x.y/z"].id', [{ name: 'a' }, { name: 'b', key: 'x.y/z' }, { name: 'id' }]],
    ['a.b["say \\"]\\""]', [{ name: 'a' }, { name: 'b', key: 'say "]"' }]],
    ['a.b["$${c}"]', [{ name: 'a' }, { name: 'b', key: '${c}' }]],
    ['a.b[0][1]', [{ name: 'a' }, { name: 'b', key: 0 }, { name: '', key: 1 }]],
  ])('%s', (text, steps) => expect(parseTraversal(text)).toEqual(steps));

  test.each(['', '.a', 'a.', 'a..b', 'a[', 'a["b]', 'a[b]', '[0]', 'a b'])('%j is none', (text) =>
    expect(parseTraversal(text)).toBeUndefined(),
  );

  test('module instances', () => {
    const address = 'module.a["x.y"].module.b[0].module.c';
    expect(formatModule(parseModule(address) ?? [])).toBe(address);
    expect(parseModule('')).toEqual([]);
    expect(parseModule('aws_instance.a')).toBeUndefined();
  });
});

describe('terraform.nodes', () => {
  const value = plan([
    group('nodes', { index: 'a.b["c"]/d' }),
    group('nodes', { index: 0 }),
    group('workers', { module: 'module.pool["eu"]' }),
    group('gone', { actions: ['delete'], before: {}, after: null }),
  ]);
  const named = (pattern: string) => {
    const read = classify(value, [pattern]);
    const nodes = read?.resources.filter((resource) => resource.extra?.['nodes'] === true) ?? [];
    return { matched: read?.matched.has(pattern), nodes: nodes.map(({ name }) => name) };
  };

  test.each<[string, boolean, readonly string[]]>([
    ['aws_security_group.nodes', true, ['nodes', 'nodes']],
    ['aws_security_group.nodes[0]', true, ['nodes']],
    ['aws_security_group.nodes[*]', true, ['nodes', 'nodes']],
    ['module.pool[*].*', true, ['workers']],
    ['module.*.aws_security_group.work*', true, ['workers']],
    ['*', true, ['nodes', 'nodes', 'workers']],
    ['aws_security_group.gone', true, []],
    ['aws_security_group.node', false, []],
    ['security_group.nodes', false, []],
    ['aws_security_group.nodes[1]', false, []],
    ['aws_security_group.w*workers', false, []],
  ])('%s', (pattern, matched, nodes) => expect(named(pattern)).toEqual({ matched, nodes }));
});

describe('the group of a rule', () => {
  const nodes = 'aws_security_group.nodes';

  test('by its id', () => {
    const value = plan([
      group('nodes', { actions: ['no-op'], after: { id: 'sg-1' }, unknown: {} }),
      ruleFor('bgp', { after: { security_group_id: 'sg-1' }, unknown: {} }),
      ruleFor('other', { after: { security_group_id: 'sg-2' }, unknown: {} }),
    ]);
    expect(targetOf(value, rule)).toEqual(sure(nodes));
    expect(targetOf(value, 'aws_vpc_security_group_ingress_rule.other')).toEqual({
      group: undefined,
      candidates: [],
      any: false,
    });
  });

  test.each<[string, readonly string[]]>([
    ['with its attribute', ['aws_security_group.nodes.id', 'aws_security_group.nodes']],
    ['as Terraform 0.12 wrote it', ['aws_security_group.nodes']],
  ])('by reference, %s', (_, references) => {
    const value = plan([group('nodes'), group('lb'), ruleFor('bgp')], {
      resources: [groupBlock('nodes'), groupBlock('lb'), ruleBlock('bgp', references)],
    });
    expect(targetOf(value, rule)).toEqual(sure(nodes));
  });

  test('another attribute of a group is not its id', () => {
    const value = plan([group('nodes'), ruleFor('bgp')], {
      resources: [
        groupBlock('nodes'),
        ruleBlock('bgp', ['aws_security_group.nodes.vpc_id', 'aws_security_group.nodes']),
      ],
    });
    expect(targetOf(value, rule)).toEqual({ group: undefined, candidates: [], any: true });
  });

  test.each<[string, readonly (string | number)[], readonly string[]]>([
    ['each.key', ['a.b', 'c"d'], ['aws_security_group.nodes', 'each.key']],
    ['count.index', [0, 1], ['aws_security_group.nodes', 'count.index']],
  ])('of the same instance, by %s', (_, keys, references) => {
    const value = plan(
      keys.flatMap((index) => [group('nodes', { index }), ruleFor('bgp', { index })]),
      { resources: [groupBlock('nodes'), ruleBlock('bgp', references)] },
    );
    for (const key of keys) {
      const index = `[${JSON.stringify(key)}]`;
      expect(targetOf(value, `${rule}${index}`)).toEqual(sure(`${nodes}${index}`));
    }
  });

  test('of one instance, by its key', () => {
    const value = plan([group('nodes', { index: 0 }), group('nodes', { index: 1 }), ruleFor('bgp')], {
      resources: [
        groupBlock('nodes'),
        ruleBlock('bgp', ['aws_security_group.nodes[1].id', 'aws_security_group.nodes[1]', 'aws_security_group.nodes']),
      ],
    });
    expect(targetOf(value, rule)).toEqual(sure(`${nodes}[1]`));
  });

  test('a key that something else chooses leaves all instances', () => {
    const value = plan(
      [group('nodes', { index: 'a' }), group('nodes', { index: 'b' }), ruleFor('bgp', { index: 'a' })],
      {
        resources: [
          groupBlock('nodes'),
          ruleBlock('bgp', ['aws_security_group.nodes', 'each.value.pool', 'each.value'], {
            for_each_expression: { references: ['var.pools'] },
          }),
        ],
      },
    );
    expect(targetOf(value, `${rule}["a"]`)).toEqual({
      group: undefined,
      candidates: [`${nodes}["a"]`, `${nodes}["b"]`],
      any: false,
    });
  });

  test('the items of for_each', () => {
    const value = plan(
      ['a', 'b'].flatMap((index) => [group('nodes', { index }), ruleFor('bgp', { index })]),
      {
        resources: [
          groupBlock('nodes'),
          ruleBlock('bgp', ['each.value.id', 'each.value'], {
            for_each_expression: { references: ['aws_security_group.nodes'] },
          }),
        ],
      },
    );
    expect(targetOf(value, `${rule}["b"]`)).toEqual(sure(`${nodes}["b"]`));
  });

  test('through variables and outputs, over several levels', () => {
    const pool = {
      resources: [groupBlock('this')],
      outputs: { sg_id: { expression: { references: ['aws_security_group.this.id'] } } },
    };
    const rules = { resources: [ruleBlock('bgp', ['var.sg_id'])] };
    const value = plan(
      ['a', 'b'].flatMap((key) => [
        group('this', { module: `module.pool["${key}"].module.sg` }),
        ruleFor('bgp', { module: `module.rules["${key}"]` }),
      ]),
      {
        module_calls: {
          pool: {
            module: {
              module_calls: { sg: { module: pool } },
              outputs: { sg_id: { expression: { references: ['module.sg.sg_id', 'module.sg'] } } },
            },
          },
          // `module.pool[each.key].sg_id` is listed without the output.
          rules: { expressions: { sg_id: { references: ['module.pool', 'each.key'] } }, module: rules },
        },
      },
    );
    for (const key of ['a', 'b']) {
      expect(targetOf(value, `module.rules["${key}"].${rule}`)).toEqual(
        sure(`module.pool["${key}"].module.sg.aws_security_group.this`),
      );
    }
  });

  test('a local value of a module can be one of the groups in it', () => {
    const value = plan([group('this', { module: 'module.sg' }), group('lb'), ruleFor('bgp', { module: 'module.sg' })], {
      resources: [groupBlock('lb')],
      module_calls: {
        sg: { expressions: {}, module: { resources: [groupBlock('this'), ruleBlock('bgp', ['local.sg_id'])] } },
      },
    });
    expect(targetOf(value, `module.sg.${rule}`)).toEqual({
      group: undefined,
      candidates: ['module.sg.aws_security_group.this'],
      any: false,
    });
  });

  test.each<[string, readonly string[]]>([
    ['a local value of the root', ['local.sg_id']],
    ['a data source', ['data.aws_security_group.nodes.id', 'data.aws_security_group.nodes']],
    ['another resource', ['aws_eks_cluster.this.vpc_config[0].security_group_ids']],
    ['all of another resource', ['aws_eks_cluster.this']],
    ['nothing', []],
    ['what is no reference', ['}{']],
  ])('%s can be any', (_, references) => {
    const value = plan([group('nodes'), ruleFor('bgp')], {
      resources: [groupBlock('nodes'), ruleBlock('bgp', references)],
    });
    expect(targetOf(value, rule)).toMatchObject({ group: undefined, any: true });
  });

  test('the group that EKS makes is none of the plan', () => {
    const references = ['aws_eks_cluster.this.vpc_config[0].cluster_security_group_id', 'aws_eks_cluster.this'];
    const value = plan([group('nodes'), ruleFor('bgp')], {
      resources: [groupBlock('nodes'), ruleBlock('bgp', references)],
    });
    expect(targetOf(value, rule)).toEqual({ group: undefined, candidates: [], any: false });
  });

  test('of a group and the one that EKS makes, it may be the first', () => {
    const references = ['aws_eks_cluster.this.vpc_config[0].cluster_security_group_id', 'aws_security_group.nodes.id'];
    const value = plan([group('nodes'), ruleFor('bgp')], {
      resources: [groupBlock('nodes'), ruleBlock('bgp', references)],
    });
    expect(targetOf(value, rule)).toEqual({
      group: undefined,
      candidates: ['aws_security_group.nodes'],
      any: false,
    });
  });

  test('modules that refer to each other end', () => {
    const outputs = { id: { expression: { references: ['var.id'] } } };
    const value = plan([group('nodes'), ruleFor('bgp', { module: 'module.a' })], {
      module_calls: {
        a: {
          expressions: { id: { references: ['module.a.id'] } },
          module: { outputs, resources: [ruleBlock('bgp', ['var.id'])] },
        },
      },
    });
    expect(targetOf(value, `module.a.${rule}`)).toMatchObject({ any: true });
  });
});

describe('what is known', () => {
  const bare = { resources: [groupBlock('nodes')] };
  const groupIn = (value: Json) => find(classify(value)?.resources ?? [], 'SecurityGroup', 'aws_security_group.nodes');

  test('lists that a created group does not give are empty', () => {
    expect(groupIn(plan([group('nodes')], bare)).unknown?.(['ingress'])).toBe(false);
  });

  test('lists that an expression gives are unknown', () => {
    const given = { resources: [block('aws_security_group', 'nodes', { ingress: { references: ['local.rules'] } })] };
    const found = groupIn(plan([group('nodes')], given));
    expect(found.unknown?.(['ingress'])).toBe(true);
    expect(found.unknown?.(['ingress', 0, 'cidr_blocks'])).toBe(true);
    expect(found.unknown?.(['egress'])).toBe(false);
    expect(found.extra?.['inbound']).toEqual({ path: ['ingress'], unknown: [['ingress']] });
  });

  test('without a configuration, unknown is unknown', () => {
    expect(groupIn({ ...plan([group('nodes')]), configuration: {} }).unknown?.(['ingress'])).toBe(true);
  });

  test.each<[string, JsonObject, boolean]>([
    ['whole', {}, true],
    ['whole by its word', { errored: false, complete: true }, true],
    ['errored', { errored: true }, false],
    ['not complete', { complete: false }, false],
  ])('a plan that is %s', (_, more, whole) => {
    const found = groupIn(plan([group('nodes')], bare, more));
    const path = at(found.extra, ['plan', 'path']);
    expect(at(found.extra, ['plan', 'whole'])).toBe(whole);
    expect(found.unknown?.(path as string[])).toBe(!whole);
    expect(found.unknown?.(['name'])).toBe(false);
  });

  test('holes of a list, and a source that the provider computes', () => {
    const type = 'aws_security_group_rule';
    const value = plan(
      [
        change({
          type,
          name: 'bgp',
          after: {
            type: 'ingress',
            protocol: 'tcp',
            from_port: 179,
            to_port: '179',
            cidr_blocks: [null, '10.0.0.0/8'],
          },
          unknown: { security_group_id: true, source_security_group_id: true, cidr_blocks: [true, false] },
        }),
      ],
      { resources: [block(type, 'bgp', { cidr_blocks: { references: ['var.a'] } })] },
    );
    const found = find(classify(value)?.resources ?? [], 'SecurityRule', `${type}.bgp`);
    expect(found.extra?.['peers']).toMatchObject({
      cidrs: [{ text: '10.0.0.0/8', family: 4, path: ['cidr_blocks', 1] }],
      groups: [],
      unknown: [['cidr_blocks', 0]],
    });
    expect(found.unknown?.(['cidr_blocks', 0])).toBe(true);
    expect(found.unknown?.(['cidr_blocks', 1])).toBe(false);
    expect(found.extra?.['unknown']).toEqual([['security_group_id'], ['cidr_blocks', 0]]);
  });
});

describe('what a rule covers', () => {
  const covers = (protocol: Json, from: Json, to: Json, unknown: Json = {}) => {
    const value = plan([
      ruleFor('bgp', {
        after: { security_group_id: 'sg-1', ip_protocol: protocol, from_port: from, to_port: to },
        unknown,
      }),
    ]);
    const { extra } = find(classify(value)?.resources ?? [], 'SecurityRule', rule);
    return [extra?.['bgp'], extra?.['for_all_ports']];
  };

  test.each<[Json, Json, Json, string, boolean]>([
    ['tcp', 179, 179, 'yes', false],
    ['TCP', '100', '200', 'yes', false],
    ['6', 179, 179, 'yes', false],
    [6, 1, 65534, 'yes', false],
    ['tcp', 0, 65535, 'yes', true],
    ['tcp', 1, 65535, 'yes', true],
    ['-1', 0, 0, 'yes', true],
    ['-1', 0, 65535, 'yes', true],
    ['-1', null, null, 'yes', true],
    ['all', 443, 443, 'yes', true],
    ['tcp', 0, 0, 'no', false],
    ['tcp', 180, 179, 'no', false],
    ['tcp', 80, 178, 'no', false],
    ['udp', 179, 179, 'no', false],
    ['17', 0, 65535, 'no', false],
    ['tcp', null, 443, 'unknown', false],
    ['tcp', null, 22, 'no', false],
    [null, 179, 179, 'unknown', false],
  ])('%j %j-%j: %s', (protocol, from, to, bgp, all) => expect(covers(protocol, from, to)).toEqual([bgp, all]));

  test('what is known only after apply', () => {
    expect(covers(null, 179, 179, { ip_protocol: true })).toEqual(['unknown', false]);
    expect(covers('tcp', null, null, { from_port: true, to_port: true })).toEqual(['unknown', false]);
  });
});

describe('who is anyone', () => {
  const openings = (after: JsonObject) => {
    const value = plan([
      group('nodes', {
        after: { ingress: [{ protocol: 'tcp', from_port: 179, to_port: 179, ...after }] },
        unknown: { id: true },
      }),
    ]);
    const { extra } = find(classify(value)?.resources ?? [], 'SecurityRule', 'aws_security_group.nodes');
    const anyone = extra?.['anyone'];
    return Array.isArray(anyone) ? anyone.map((opening) => at(opening, ['text'])) : undefined;
  };

  test.each<[readonly string[], readonly string[]]>([
    [['0.0.0.0/0'], ['0.0.0.0/0']],
    [['10.0.0.0/8', '203.0.113.7/0'], ['203.0.113.7/0']],
    [['128.0.0.0/1', '0.0.0.0/1'], ['128.0.0.0/1']],
    [['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/1'], ['0.0.0.0/2']],
    // All but what no one on the Internet has.
    [['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3'], ['0.0.0.0/1']],
    [['0.0.0.0/1', '128.0.0.0/2'], []],
    [['0.0.0.0/1', '0.0.0.0/1'], []],
    [['10.0.0.0/8', '192.168.0.0/16', 'everyone', '0.0.0.0'], []],
  ])('%j: %j', (cidr_blocks, expected) => expect(openings({ cidr_blocks })).toEqual(expected));

  test.each<[readonly string[], readonly string[]]>([
    [['::/0'], ['::/0']],
    [['0:0:0:0:0:0:0:0/0'], ['0:0:0:0:0:0:0:0/0']],
    [['2000::/3'], ['2000::/3']],
    [['8000::/1', '::/1'], ['::/1']],
    [['fc00::/7', '2001:db8::/32'], []],
  ])('%j: %j', (ipv6_cidr_blocks, expected) => expect(openings({ ipv6_cidr_blocks })).toEqual(expected));

  test('halves of two families are no whole', () => {
    expect(openings({ cidr_blocks: ['0.0.0.0/1'], ipv6_cidr_blocks: ['8000::/1'] })).toEqual([]);
  });
});

describe('who may be anyone', () => {
  const sgRule = (name: string, after: JsonObject, unknown: JsonObject = {}) =>
    ruleFor(name, {
      after: { security_group_id: 'sg-1', ip_protocol: 'tcp', from_port: 179, to_port: 179, ...after },
      unknown,
    });
  const perhaps = (...changes: JsonObject[]) => {
    const rules = (classify(plan(changes))?.resources ?? []).filter(({ kind }) => kind === 'SecurityRule');
    return rules.flatMap(({ name, extra }) => {
      const places = extra?.['perhaps_anyone'];
      return Array.isArray(places) && places.length > 0
        ? [[name, places.map((path) => (path as string[]).join('.'))]]
        : [];
    });
  };

  test.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['peers', {}, { cidr_ipv4: true }, ['cidr_ipv4']],
    ['peers on all ports', { ip_protocol: '-1' }, { cidr_ipv6: true }, ['cidr_ipv6']],
    ['ports', { cidr_ipv4: '0.0.0.0/0', from_port: null }, { from_port: true }, ['from_port']],
    [
      'a port that ends early enough',
      { cidr_ipv4: '0.0.0.0/0', from_port: null, to_port: 22 },
      { from_port: true },
      [],
    ],
    ['ports for few', { cidr_ipv4: '10.0.0.0/8', from_port: null }, { from_port: true }, []],
    ['a protocol', { cidr_ipv4: '0.0.0.0/0', ip_protocol: null }, { ip_protocol: true }, ['ip_protocol']],
    ['peers of another protocol', { ip_protocol: 'udp' }, { cidr_ipv4: true }, []],
    ['a group', { security_group_id: null }, { security_group_id: true, referenced_security_group_id: true }, []],
    ['a list that the plan does not have', { prefix_list_id: 'pl-1' }, {}, ['prefix_list_id']],
    ['a list', {}, { prefix_list_id: true }, ['prefix_list_id']],
  ])('unknown: %s', (_, after, unknown, places) => {
    expect(perhaps(sgRule('bgp', after, unknown))).toEqual(places.length === 0 ? [] : [['bgp', places]]);
  });

  test('what is open anyway is a finding, and nothing else', () => {
    expect(perhaps(sgRule('bgp', { cidr_ipv4: '0.0.0.0/0' }, { prefix_list_id: true }))).toEqual([]);
  });

  test('halves, where a group or a port is not known', () => {
    const half = sgRule('half', { cidr_ipv4: '0.0.0.0/1' });
    const other = { cidr_ipv4: '128.0.0.0/1' };
    const group = { security_group_id: true };
    expect(perhaps(half, sgRule('other', { ...other, security_group_id: null }, group))).toEqual([
      ['other', ['security_group_id']],
    ]);
    expect(perhaps(half, sgRule('other', { ...other, to_port: null }, { to_port: true }))).toEqual([
      ['other', ['to_port']],
    ]);
    expect(perhaps(half, sgRule('other', { ...other, security_group_id: 'sg-2' }))).toEqual([]);
    expect(perhaps(half, sgRule('other', { cidr_ipv4: '128.0.0.0/2', security_group_id: null }, group))).toEqual([]);
  });

  test('a dynamic block is not in the configuration', () => {
    const value = plan(
      [
        group('nodes', {
          after: { ingress: [{ self: false }] },
          unknown: { id: true, ingress: [{ cidr_blocks: true, from_port: true, protocol: true, to_port: true }] },
        }),
      ],
      { resources: [groupBlock('nodes')] },
    );
    const { extra } = find(classify(value)?.resources ?? [], 'SecurityRule', 'aws_security_group.nodes');
    expect(extra?.['perhaps_anyone']).toContainEqual(['ingress', 0, 'cidr_blocks']);
  });

  test('what a plan defers is read', () => {
    const deferred = { reason: 'instance_count_unknown', resource_change: sgRule('bgp', {}, { cidr_ipv4: true }) };
    const resources = classify(plan([], {}, { complete: false, deferred_changes: [deferred] }))?.resources ?? [];
    const found = find(resources, 'SecurityRule', rule);
    expect(found.base).toEqual(['deferred_changes', 0, 'resource_change', 'change', 'after']);
    expect(found.extra?.['perhaps_anyone']).toEqual([['cidr_ipv4']]);
  });
});

describe('prefix lists', () => {
  const listType = 'aws_ec2_managed_prefix_list';
  const entryType = 'aws_ec2_managed_prefix_list_entry';
  const listOf = (name: string, cidrs: readonly string[], more: Partial<Change> = {}) =>
    change({
      type: listType,
      name,
      after: { entry: cidrs.map((cidr) => ({ cidr })) },
      unknown: { id: true, entry: cidrs.map(() => ({})) },
      ...more,
    });
  const empty = (name: string) => listOf(name, [], { after: {}, unknown: { id: true, entry: true } });
  const entryOf = (name: string, cidr: string, more: Partial<Change> = {}) =>
    change({ type: entryType, name, after: { cidr }, unknown: { prefix_list_id: true }, ...more });
  const naming = (references: readonly string[]) => ({ prefix_list_ids: { references } });
  const older = change({
    type: 'aws_security_group_rule',
    name: 'bgp',
    after: { type: 'ingress', security_group_id: 'sg-1', protocol: 'tcp', from_port: 179, to_port: 179 },
    unknown: { prefix_list_ids: true },
  });
  /** What anyone comes in by, and what is not known. */
  const read = (references: readonly string[], changes: readonly JsonObject[], blocks: readonly JsonObject[] = []) => {
    const root = { resources: [...blocks, block('aws_security_group_rule', 'bgp', naming(references))] };
    const { extra } = find(
      classify(plan([...changes, older], root))?.resources ?? [],
      'SecurityRule',
      'aws_security_group_rule.bgp',
    );
    const anyone = extra?.['anyone'];
    return {
      open: Array.isArray(anyone) ? anyone.map((opening) => at(opening, ['text'])) : [],
      perhaps: extra?.['perhaps_anyone'],
    };
  };
  const a = [`${listType}.a.id`, `${listType}.a`];
  const b = [`${listType}.b.id`, `${listType}.b`];
  const blocks = [block(listType, 'a'), block(listType, 'b')];
  const unsure = [['prefix_list_ids']];

  test('of the plan, with its entries', () => {
    expect(read(a, [listOf('a', ['10.0.0.0/8', '0.0.0.0/0'])], blocks)).toEqual({
      open: [`0.0.0.0/0 of ${listType}.a`],
      perhaps: [],
    });
    expect(read(a, [listOf('a', ['10.0.0.0/8'])], blocks)).toEqual({ open: [], perhaps: [] });
  });

  test('several add up', () => {
    const changes = [listOf('a', ['0.0.0.0/1']), listOf('b', ['128.0.0.0/1'])];
    expect(read([...a, ...b], changes, blocks).open).toEqual([`0.0.0.0/1 of ${listType}.a`]);
    expect(read(a, changes, blocks)).toEqual({ open: [], perhaps: [] });
  });

  test('entries that are resources', () => {
    const entry = block(entryType, 'open', { prefix_list_id: { references: a } });
    expect(read(a, [empty('a'), entryOf('open', '::/0')], [...blocks, entry]).open).toEqual([
      `::/0 of ${entryType}.open`,
    ]);
    // Nothing tells whose entry it is.
    expect(read(a, [empty('a'), entryOf('open', '::/0')], blocks)).toEqual({ open: [], perhaps: unsure });
  });

  test('entries that the plan takes out', () => {
    const now = { id: 'pl-1', entry: [{ cidr: '0.0.0.0/0' }] };
    const kept = listOf('a', [], { actions: ['no-op'], before: now, after: now, unknown: {} });
    const entry = { prefix_list_id: 'pl-1', cidr: '0.0.0.0/0' };
    const gone = entryOf('open', '', { actions: ['delete'], before: entry, after: null, unknown: {} });
    expect(read(a, [kept], blocks).open).toHaveLength(1);
    expect(read(a, [kept, gone], blocks)).toEqual({ open: [], perhaps: [] });
  });

  test.each<[string, readonly string[], readonly JsonObject[]]>([
    ['an entry', a, [listOf('a', [], { after: { entry: [{}] }, unknown: { id: true, entry: [{ cidr: true }] } })]],
    ['a local value', ['local.lists'], [listOf('a', ['10.0.0.0/8'])]],
    ['a variable beside it', [...a, 'var.more'], [listOf('a', ['10.0.0.0/8'])]],
    ['a data source', ['data.aws_ec2_managed_prefix_list.x.id'], []],
    ['nothing', [], [listOf('a', ['10.0.0.0/8'])]],
  ])('not known: %s', (_, references, changes) => {
    expect(read(references, changes, blocks)).toEqual({ open: [], perhaps: unsure });
  });

  test('what cannot be a list says nothing', () => {
    const references = [...a, 'aws_security_group.lb.id', 'aws_security_group.lb', 'aws_vpc.main.cidr_block'];
    expect(read(references, [listOf('a', ['10.0.0.0/8'])], blocks)).toEqual({ open: [], perhaps: [] });
  });

  test('one that the plan does not have, with an entry that it adds', () => {
    const named = change({
      type: 'aws_vpc_security_group_ingress_rule',
      name: 'bgp',
      after: { security_group_id: 'sg-1', ip_protocol: 'tcp', from_port: 179, to_port: 179, prefix_list_id: 'pl-9' },
    });
    const entry = entryOf('open', '0.0.0.0/0', { after: { cidr: '0.0.0.0/0', prefix_list_id: 'pl-9' }, unknown: {} });
    const { extra } = find(classify(plan([named, entry]))?.resources ?? [], 'SecurityRule', rule);
    expect(at(extra, ['anyone', 0, 'text'])).toBe(`0.0.0.0/0 of ${entryType}.open`);
    // The id stands there, and the rest of the list does not.
    expect(at(extra, ['anyone', 0, 'path'])).toEqual(['ip_protocol']);
  });

  test('a long list that many rules name does not multiply, and what counts alone is always seen', () => {
    const many = Array.from({ length: 1000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/25`);
    const list = listOf('a', [...many, '0.0.0.0/0'], {
      after: { id: 'pl-1', entry: [...many, '0.0.0.0/1', '128.0.0.0/1'].map((cidr) => ({ cidr })) },
      unknown: {},
    });
    const rules = Array.from({ length: 400 }, (_, i) =>
      change({
        type: 'aws_vpc_security_group_ingress_rule',
        name: `r${i}`,
        after: {
          security_group_id: `sg-${i}`,
          ip_protocol: 'tcp',
          from_port: 179,
          to_port: 179,
          prefix_list_id: 'pl-1',
        },
      }),
    );
    const found = (classify(plan([list, ...rules]))?.resources ?? []).filter(({ kind }) => kind === 'SecurityRule');
    expect(found.every(({ extra }) => at(extra, ['anyone', 0]) !== undefined)).toBe(true);
  });
});

describe('what an existing group only mirrors', () => {
  const ingress = [{ protocol: 'tcp', from_port: 179, to_port: 179, cidr_blocks: ['0.0.0.0/0'], self: true }];
  const declared = {
    security_group_id: 'sg-1',
    ip_protocol: 'tcp',
    from_port: 179,
    to_port: 179,
    cidr_ipv4: '0.0.0.0/0',
  };
  const cidrsOf = (nodes: JsonObject, bgp: JsonObject) => {
    const rules = (classify(plan([nodes, bgp]))?.resources ?? []).filter(({ kind }) => kind === 'SecurityRule');
    return rules.flatMap(({ address, extra }) => {
      const cidrs = at(extra, ['peers', 'cidrs']);
      return Array.isArray(cidrs) && cidrs.length > 0 ? [address] : [];
    });
  };
  const listed = (before: JsonObject) =>
    group('nodes', {
      actions: ['no-op'],
      before: { id: 'sg-1', ...before },
      after: { id: 'sg-1', ingress },
      unknown: {},
    });

  test('is said once, by the resource', () => {
    const bgp = ruleFor('bgp', { actions: ['no-op'], before: declared, after: declared, unknown: {} });
    expect(cidrsOf(listed({ ingress }), bgp)).toEqual([rule]);
  });

  test('goes with the resource', () => {
    const bgp = ruleFor('bgp', { actions: ['delete'], before: declared, after: null, unknown: {} });
    expect(cidrsOf(listed({ ingress }), bgp)).toEqual([]);
  });

  test('stays where Terraform only forgets the resource', () => {
    const bgp = ruleFor('bgp', { actions: ['forget'], before: declared, after: null, unknown: {} });
    expect(cidrsOf(listed({ ingress }), bgp)).toEqual(['aws_security_group.nodes']);
  });

  test('is its own where this plan puts it there', () => {
    const bgp = ruleFor('bgp', { actions: ['delete'], before: declared, after: null, unknown: {} });
    expect(cidrsOf(listed({ ingress: [] }), bgp)).toEqual(['aws_security_group.nodes']);
  });
});

describe('entries', () => {
  test('deposed objects, data sources and deleted groups are left out', () => {
    const value = plan([
      group('nodes', { deposed: '1a2b3c4d', after: { id: 'sg-0' } }),
      group('nodes', { mode: 'data', after: { id: 'sg-2' } }),
      group('gone', { actions: ['delete'], before: { id: 'sg-3' }, after: null }),
      group('replaced', { actions: ['create', 'delete'], before: { id: 'sg-4' } }),
    ]);
    expect(classify(value)?.resources.map(({ address }) => address)).toEqual(['aws_security_group.replaced']);
  });

  test('a shown state, with modules in modules', () => {
    const resource = (address: string) => ({
      address,
      mode: 'managed',
      type: 'aws_security_group',
      name: 'nodes',
      values: { id: address, ingress: [] },
    });
    const child = { address: 'module.a.module.b', resources: [resource('module.a.module.b.aws_security_group.nodes')] };
    const value = {
      format_version: '1.0',
      terraform_version: '1.9.8',
      values: {
        root_module: {
          resources: [resource('aws_security_group.nodes')],
          child_modules: [{ address: 'module.a', child_modules: [child] }],
        },
      },
    };
    const [first, second] = classify(value, [], 7)?.resources ?? [];
    expect(first).toMatchObject({ id: 7, base: ['values', 'root_module', 'resources', 0, 'values'] });
    expect(second?.base).toEqual([
      ...['values', 'root_module', 'child_modules', 0, 'child_modules', 0, 'resources', 0, 'values'],
    ]);
    expect(second === undefined ? undefined : at(value, second.base)).toMatchObject({ ingress: [] });
  });

  test('no value of a resource enters the input but those of its rules', () => {
    const secret = 'hunter2';
    const value = plan([
      group('nodes', { after: { description: secret, tags: { key: secret }, ingress: [] }, unknown: { id: true } }),
    ]);
    const { document: _, unknown: __, ...rest } = classify(value)?.resources[0] ?? ({} as Resource);
    expect(JSON.stringify(rest)).not.toContain(secret);
  });
});
