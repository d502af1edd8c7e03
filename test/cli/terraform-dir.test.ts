/** Findings of plans stand in the sources where those are here, and are the same ones where they are not. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';

interface Found {
  readonly file: string;
  readonly range: { readonly startLine: number; readonly startColumn: number };
  readonly rule: string;
  readonly fingerprint: string;
  readonly related: readonly { readonly message: string; readonly file: string }[];
  readonly suppressed: { readonly by: string } | null;
}

const world = { from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'], self: false };
const rule = 'terraform/all-ports-open-to-world';
const enforced = 'terraform/bgp-port-open-to-world';

/** A plan that makes groups with this ingress, by their addresses; calls of modules are those that the addresses name. */
function planOf(groups: { readonly [address: string]: object }): string {
  const parts = Object.entries(groups).map(([address, ingress]) => {
    const [, module, name = ''] = /^(?:(module\.\w+)(?:\[\d+\])?\.)?aws_security_group\.(\w+)/.exec(address) ?? [];
    return { address, module, name, ingress };
  });
  const block = (name: string) => ({
    mode: 'managed',
    type: 'aws_security_group',
    name,
    address: `aws_security_group.${name}`,
  });
  const root = [...new Set(parts.flatMap(({ module, name }) => (module === undefined ? [name] : [])))];
  const calls = [...new Set(parts.flatMap(({ module }) => module?.replace('module.', '') ?? []))];
  return JSON.stringify(
    {
      format_version: '1.2',
      terraform_version: '1.9.8',
      resource_changes: parts.map(({ address, module, name, ingress }) => ({
        ...block(name),
        address,
        ...(module !== undefined && { module_address: address.replace(/\.aws_.*/, '') }),
        provider_name: 'registry.terraform.io/hashicorp/aws',
        change: {
          actions: ['create'],
          before: null,
          after: { ingress: [ingress], egress: [] },
          after_unknown: { id: true },
        },
      })),
      configuration: {
        root_module: {
          resources: root.map(block),
          module_calls: Object.fromEntries(calls.map((name) => [name, { module: {} }])),
        },
      },
    },
    null,
    1,
  );
}

const main = `# bastion
resource "aws_security_group" "wide" {
  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
const plan = planOf({ 'aws_security_group.wide': world });
const config = 'rules: { "@security": warning }\n';

async function found(folder: string, args: readonly string[] = ['.'], stdin?: string): Promise<readonly Found[]> {
  const bytes = new TextEncoder().encode(stdin ?? '');
  const { out, err } = await command(folder, ['-f', 'json', ...args], { readStdin: () => bytes });
  if (out === '') throw new Error(err);
  return JSON.parse(out).findings;
}
const places = async (folder: string, args?: readonly string[], stdin?: string) =>
  (await found(folder, args, stdin))
    .filter((one) => one.rule === rule)
    .map(({ file, range }) => `${file}:${range.startLine}`);
const repository = (files: { readonly [name: string]: string }) =>
  project({ '.git/HEAD': '', 'bgplint.yaml': config, ...files });

describe('the place of a finding', () => {
  const inPlan = `plan.json:${plan.split('\n').findIndex((line) => line.includes('"0.0.0.0/0"')) + 1}`;

  test('is in the source, and the plan’s line comes with it', async () => {
    const [one] = (await found(repository({ 'plan.json': plan, 'main.tf': main }))).filter(
      (other) => other.rule === rule,
    );
    expect([one?.file, one?.range]).toMatchObject(['main.tf', { startLine: 7, startColumn: 20 }]);
    expect(one?.related[0]).toMatchObject({ message: 'in the plan', file: 'plan.json' });
  });

  test.each<[string, { readonly [name: string]: string }, readonly string[], readonly string[]]>([
    ['in the plan without sources', { 'plan.json': plan }, ['.'], [inPlan]],
    [
      'in the only folder of the scan that has all blocks',
      { 'plan.json': plan, 'infra/main.tf': main, 'b/x.tf': 'locals {}' },
      ['.'],
      ['infra/main.tf:7'],
    ],
    [
      'in the plan where two folders have them',
      { 'plan.json': plan, 'a/main.tf': main, 'b/main.tf': main },
      ['.'],
      [inPlan],
    ],
    [
      'in the folder that is named',
      { 'plan.json': plan, 'a/main.tf': main, 'b/main.tf': main },
      ['--terraform-dir', 'b', '.'],
      ['b/main.tf:7'],
    ],
    [
      'in a named folder outside of the paths',
      { 'plan.json': plan, 'b/main.tf': main },
      ['--terraform-dir=b', 'plan.json'],
      ['b/main.tf:7'],
    ],
    [
      'in JSON',
      { 'plan.json': plan, 'main.tf.json': JSON.stringify({ resource: { aws_security_group: { wide: {} } } }) },
      ['.'],
      ['main.tf.json:1'],
    ],
    ['not in a file of OpenTofu for a plan of Terraform', { 'plan.json': plan, 'main.tofu': main }, ['.'], [inPlan]],
    [
      'in that for a plan of OpenTofu',
      { 'plan.json': plan.replaceAll('.terraform.io', '.opentofu.org'), 'main.tofu': main, 'main.tf': `\n${main}` },
      ['.'],
      ['main.tofu:7'],
    ],
    [
      'in what overrides it',
      { 'plan.json': plan, 'main.tf': main, 'x_override.tf': main.replace('# bastion\n', '') },
      ['.'],
      ['x_override.tf:6'],
    ],
    ['in the plan where a block stands twice', { 'plan.json': plan, 'a.tf': main, 'b.tf': main }, ['.'], [inPlan]],
    [
      'in the plan where a source cannot be read',
      { 'plan.json': plan, 'main.tf': main, 'b.tf': 'locals {' },
      ['.'],
      [inPlan],
    ],
    [
      'in the plan where the config leaves sources out',
      { 'bgplint.yaml': `${config}exclude: [main.tf]\n`, 'plan.json': plan, 'main.tf': main },
      ['.'],
      [inPlan],
    ],
  ])('is %s', async (_, files, args, expected) => {
    expect(await places(repository(files), args)).toEqual(expected);
  });

  test('is that of the working directory for standard input', async () => {
    expect(await places(repository({ 'main.tf': main }), ['-'], plan)).toEqual(['main.tf:7']);
  });

  test('is in modules, as far as they are here', async () => {
    const files = {
      'plan.json': planOf({
        'module.here[1].aws_security_group.wide': world,
        'module.far.aws_security_group.wide': world,
      }),
      'env/prod/main.tf':
        'module "here" {\n  count = 2\n  source = "../../modules/sg"\n}\nmodule "far" {\n  source = "terraform-aws-modules/sg/aws"\n}\n',
      'modules/sg/main.tf': main,
    };
    const folder = repository(files);
    expect(await places(folder)).toEqual(['env/prod/main.tf:5', 'modules/sg/main.tf:7']);
    const far = (await found(folder)).find(({ file, rule: id }) => id === rule && file === 'env/prod/main.tf');
    expect(far?.related[0]?.message).toBe('in the plan: the source of this module is not here');
  });

  test('is never outside of the repository', async () => {
    const outside = project({ 'main.tf': main });
    const call = (source: string) => `module "m" {\n  source = "${source}"\n}\n`;
    const folder = repository({
      'plan.json': planOf({ 'module.m.aws_security_group.wide': world }),
      'main.tf': call(`../${outside.split('/').at(-1)}`),
    });
    expect(await places(folder)).toEqual(['main.tf:1']);
    symlinkSync(outside, `${folder}/link`);
    writeFileSync(`${folder}/main.tf`, call('./link'));
    expect(await places(folder)).toEqual(['main.tf:1']);
    rmSync(`${folder}/link`);
    mkdirSync(`${folder}/link`);
    symlinkSync(`${outside}/main.tf`, `${folder}/link/main.tf`);
    expect(await places(folder)).toEqual(['main.tf:1']);
  });

  test('does not change what the finding is', async () => {
    const [bare] = await found(repository({ 'plan.json': plan }));
    const [placed] = await found(repository({ 'plan.json': plan, 'main.tf': main }));
    expect(placed?.file).toBe('main.tf');
    expect(placed?.fingerprint).toBe(bare?.fingerprint);
  });
});

test.each([
  ['is not there', ['--terraform-dir', 'nope', '.'], 2, /There is no folder "nope": correct --terraform-dir/],
  ['is a file', ['--terraform-dir', 'plan.json', '.'], 2, /There is no folder "plan\.json"/],
  [
    'is of another plan',
    ['--terraform-dir', 'other', '.'],
    0,
    /warning: "other" of --terraform-dir contains no block of the plans/,
  ],
])('a folder that %s is told', async (_, args, code, said) => {
  const ran = await command(repository({ 'plan.json': plan, 'other/main.tf': 'locals {}\n' }), args);
  expect(ran.err).toMatch(said);
  expect(ran.code).toBe(code);
});

describe('what answers a finding in a source', () => {
  const comment = (id: string) => `# bgplint-ignore ${id} -- everybody may`;
  const answered = async (files: { readonly [name: string]: string }) => {
    const all = await found(repository({ 'plan.json': plan, ...files }));
    return all.filter((one) => one.rule === rule).map(({ suppressed }) => suppressed?.by ?? null);
  };

  test.each([
    ['above the block', main.replace('# bastion', comment(rule))],
    ['at its head', main.replace('"wide" {', `"wide" { // ${comment(rule).slice(2)}`)],
    ['at the line', main.replace('"0.0.0.0/0"]', `"0.0.0.0/0"] ${comment(rule)}`)],
    ['in signs of its own', main.replace('# bastion', `/* ${comment(rule).slice(2)} */`)],
  ])('a comment %s', async (_, text) => {
    expect(await answered({ 'main.tf': text })).toEqual(['comment']);
  });

  test('not one elsewhere, which is told to answer nothing', async () => {
    const text = main.replace('    from_port', `    ${comment(rule)}\n    from_port`);
    const folder = repository({ 'plan.json': plan, 'main.tf': text });
    const all = await found(folder);
    expect(all.map(({ file, rule: id }) => `${file} ${id}`)).toContain('main.tf input/unused-suppression');
    expect(all.find((one) => one.rule === rule)?.suppressed).toBeNull();
  });

  test('not one beside a block that is not in the plan, of which nothing is said', async () => {
    const text = `${main}\n${comment(rule)}\nresource "aws_security_group" "other" {\n}\n`;
    const ids = (await found(repository({ 'plan.json': plan, 'main.tf': text }))).map((one) => one.rule);
    expect(ids).not.toContain('input/unused-suppression');
  });

  test.each(['main.tf', 'plan.json'])('a waiver for %s', async (file) => {
    const waiver = `waivers:\n  - { rule: ${rule}, paths: [${file}], reason: everybody may }\n`;
    expect(await answered({ 'bgplint.yaml': waiver, 'main.tf': main })).toEqual(['waiver']);
  });

  test('a baseline that was written without the sources', async () => {
    const folder = repository({ 'plan.json': plan });
    await command(folder, ['--baseline', 'b.json', '--update-baseline', '.']);
    writeFileSync(`${folder}/main.tf`, main);
    const [one] = await found(folder, ['--baseline', 'b.json', '.']);
    expect([one?.file, one?.suppressed?.by]).toEqual(['main.tf', 'baseline']);
  });

  test('nothing where the rule is enforced', async () => {
    const bgp = { ...world, from_port: 179, to_port: 179, protocol: 'tcp' };
    const text = main.replace('# bastion', comment(enforced)).replaceAll('= 0', '= 179').replace('-1', 'tcp');
    const all = await found(repository({ 'plan.json': planOf({ 'aws_security_group.wide': bgp }), 'main.tf': text }));
    expect(all.find((one) => one.rule === enforced)).toMatchObject({ file: 'main.tf', suppressed: null });
    expect(all.map(({ file, rule: id }) => `${file} ${id}`)).toContain('main.tf input/enforced-rule-suppressed');
  });
});

test('--list-files names the sources in which findings are', async () => {
  const { out } = await command(repository({ 'plan.json': plan, 'main.tf': main, 'b/c.tf': 'locals {}\n' }), [
    '--list-files',
  ]);
  expect(out).toMatch(/^not read +main\.tf +\(a source of a plan: findings are placed in it\)$/m);
  expect(out).toMatch(/^not read +b\/c\.tf +\(not YAML or JSON by its name\)$/m);
});

test('SARIF names sources from the repository, wherever the run is', async () => {
  const folder = repository({ 'infra/plan.json': plan, 'infra/main.tf': main, 'k8s/': '' });
  const { out } = await command(`${folder}/k8s`, ['../infra', '-f', 'sarif']);
  const [result] = JSON.parse(out).runs[0].results;
  const { physicalLocation } = result.locations[0];
  expect(physicalLocation).toMatchObject({
    artifactLocation: { uri: 'infra/main.tf' },
    region: { startLine: 7, endLine: 7 },
  });
  expect(result.relatedLocations[0].physicalLocation.artifactLocation.uri).toBe('infra/plan.json');
});

test('--report-on takes a source', async () => {
  const folder = repository({ 'plan.json': plan, 'main.tf': main, 'b.tf': 'locals {}\n' });
  expect(await places(folder, ['--report-on', 'main.tf', '.'])).toEqual(['main.tf:7']);
  expect(await places(folder, ['--report-on', 'b.tf', '.'])).toEqual([]);
});

test('frames of sources hold no secret', async () => {
  const secrets = ['hunter2', 'tr0ub4dor', 'c0rrect', 'h0rse', 'batt3ry'];
  const text = main
    .replace('# bastion', '# hunter2 is the password')
    .replace('    from_port ', '    description = "tr0ub4dor" # c0rrect\n    from_port ')
    .replace('["0.0.0.0/0"]', '["0.0.0.0/0", sensitive("h0rse")] # batt3ry');
  const { out } = await command(repository({ 'plan.json': plan, 'main.tf': text }), ['.']);
  expect(out).toMatch(/main\.tf:8:\d+/);
  expect(out).toMatch(/^ +6 \| +to_port +=/m);
  for (const secret of secrets) expect(out).not.toContain(secret);
});

test('an object of Kubernetes that a plan makes is placed at what makes it', async () => {
  const manifest = {
    apiVersion: 'projectcalico.org/v3',
    kind: 'BGPPeer',
    metadata: { name: 'tor' },
    spec: { peerIP: '10.0.0.300', asNumber: 64512, nodeSelector: 'all()' },
  };
  const change = {
    address: 'kubernetes_manifest.tor',
    mode: 'managed',
    type: 'kubernetes_manifest',
    name: 'tor',
    provider_name: 'registry.terraform.io/hashicorp/kubernetes',
    change: { actions: ['create'], before: null, after: { manifest }, after_unknown: {} },
  };
  const value = { format_version: '1.2', terraform_version: '1.9.8', resource_changes: [change] };
  const source = 'locals {}\nresource "kubernetes_manifest" "tor" {\n  manifest = yamldecode(file("tor.yaml"))\n}\n';
  const all = await found(repository({ 'plan.json': JSON.stringify(value, null, 1), 'main.tf': source }));
  const places = all
    .filter((one) => one.rule.startsWith('calico/'))
    .map(({ file, range }) => `${file}:${range.startLine}`);
  expect(places.length).toBeGreaterThan(0);
  expect(new Set(places)).toEqual(new Set(['main.tf:2']));
  expect(all[0]?.related.map((one) => one.file)).toContain('plan.json');
});
