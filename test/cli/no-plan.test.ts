/** What stands in the place of a plan is named, and a scan without one says so where it would tell something. */
import { expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { soundPeer } from '../support/objects.ts';

const printed =
  'Terraform will perform the following actions:\n\n  # aws_vpc.a will be created\n  + resource "aws_vpc" "a" {\n    }\n';
const plan = JSON.stringify({ format_version: '1.2', terraform_version: '1.9.0', resource_changes: [] }, null, 1);

test.each<[string, string, string, readonly string[], RegExp]>([
  ['a plan for people, in the scan', 'plan.json', printed, ['.'], /the human-readable output of `terraform plan`/],
  ['one that is named', 'tfplan.txt', printed, ['tfplan.txt'], /the human-readable output of `terraform plan`/],
  ['a binary plan', 'tfplan', 'PK\u0003\u0004 tfplan \0\0', ['tfplan'], /a binary plan.*`terraform show -json/],
  [
    'an empty file that is named',
    'plan.json',
    '',
    ['plan.json'],
    /an empty file; the command that wrote it may have failed/,
  ],
  ['an empty state', 'plan.json', '{"format_version":"1.0"}', ['plan.json'], /not checked: it is an empty state/],
  [
    'a plan behind a warning',
    'plan.json',
    `Warning: x\n${plan}`,
    ['.'],
    /text before the plan; write only standard output/,
  ],
  [
    'a plan before a log',
    'plan.json',
    `${plan}\n::debug::exit 0\n`,
    ['.'],
    /text after the plan; write only standard output/,
  ],
])('%s is a finding', async (_, file, content, paths, said) => {
  const { code, out } = await command(project({ '.git/HEAD': '', [file]: content }), [...paths, '-f', 'json']);
  expect(code).toBe(1);
  expect(
    JSON.parse(out)
      .findings.map(({ message }: { message: string }) => message)
      .join(),
  ).toMatch(said);
});

test.each([
  ['an empty file of a folder', 'a.json', '', ['.']],
  ['a text with another name', 'notes.txt', printed, ['notes.txt']],
])('%s is none', async (_, file, content, paths) => {
  expect((await command(project({ '.git/HEAD': '', [file]: content }), paths)).code).toBe(0);
});

test('standard input is named, too', async () => {
  const { code, err } = await command(project({}), ['-'], { readStdin: () => new TextEncoder().encode(printed) });
  expect(code).toBe(2);
  expect(err).toContain('it is the human-readable output of `terraform plan`; write the plan with');
});

const group = 'resource "aws_security_group" "nodes" {\n}\n';
const skipped = async (files: { readonly [file: string]: string }) => {
  const { out } = await command(project({ '.git/HEAD': '', 'a.yaml': soundPeer, ...files }), ['.', '-f', 'json']);
  return JSON.parse(out).ledger.skipped.map(
    ({ file, reason }: { file: string; reason: string }) => `${file}: ${reason}`,
  );
};

test('sources with firewalls and no plan are in the ledger, once a folder', async () => {
  const files = { 'infra/a.tf': group, 'infra/b.tf': group, 'other/c.tf': 'locals {}\n' };
  const told = await skipped(files);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(
    /^infra: Terraform sources with firewalls, but no plan of them: .*terraform show -json tfplan > plan\.json$/,
  );
  expect(await skipped({ ...files, 'plan.json': plan })).toEqual([]);
});

test('where there is nothing else they are what the refusal speaks of', async () => {
  const { code, err } = await command(project({ '.git/HEAD': '', 'infra/a.tf': group }), []);
  expect(code).toBe(2);
  expect(err).toMatch(/^bgplint: There is no file to check: "infra" holds Terraform sources with firewalls/);
});

test.each([
  ['a.json', '{"Resources":{"A":{"Type":"AWS::EC2::SecurityGroup"}}}', /is a CloudFormation template/],
  ['a.yml', 'Resources:\n  A:\n    Type: AWS::EC2::SecurityGroup\n', /is a CloudFormation template/],
  ['a.json', '{"steps":[{"newState":{"type":"aws:ec2/securityGroup:SecurityGroup"}}]}', /is Pulumi's own JSON/],
])('firewalls of other tools are in the ledger: %s', async (file, content, said) => {
  const told = await skipped({ [file]: content });
  expect(told.join()).toMatch(said);
});
