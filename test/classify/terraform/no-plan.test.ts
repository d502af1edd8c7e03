import { describe, expect, test } from 'vitest';
import { noPlanProblem, noPlanReason } from '../../../src/classify/terraform/no-plan.ts';
import type { Json } from '../../../src/model/document.ts';

const red = '\u001b[31m';

describe('a text in the place of a plan', () => {
  test.each<[string, string, RegExp]>([
    ['a plan for Terraform alone', 'PK\u0003\u0004…tfplan', /binary plan/],
    ['something compressed', '\u001f\u008b…', /compressed/],
    ['a plan for people', `${red}Terraform used the selected providers to generate`, /output of `terraform plan`/],
    ['one of OpenTofu', '\nOpenTofu will perform the following actions:\n', /output of `terraform plan`/],
    ['the log before it', 'data.aws_ami.a: Reading...\n', /output of `terraform plan`/],
    ['nothing to do', 'No changes. Your infrastructure matches', /output of `terraform plan`/],
    ['a state for people', '# module.a["x"].aws_vpc.b:\nresource "aws_vpc" "b" {\n', /output of `terraform show`/],
    [
      'one of PowerShell',
      '\u00ff\u00fe#\0 \0a\0.\0b\0:\0\n\0r\0e\0s\0o\0u\0r\0c\0e\0 \0"\0',
      /output of `terraform show`/,
    ],
    ['a secret of OpenTofu', '{"meta":{"x":"{"},"encrypted_data":"AA"}', /encrypted/],
    ['no state', '{"format_version":"1.0"}\n', /empty state/],
    ['a validation', '{"format_version":"1.0","valid":true}', /validate/],
    ['schemas', '{"format_version":"1.0","provider_schemas":{}}', /schemas/],
    ['nothing', ' \n', /empty file/],
  ])('is %s', (_, text, said) => {
    const { detail } = noPlanProblem('plan.json', text) ?? {};
    expect(`${detail?.['reason']}; ${detail?.['hint'] ?? ''}`).toMatch(said);
  });

  test.each([
    ['another zip', 'PK\u0003\u0004…word/document.xml'],
    ['a plan', '{"format_version":"1.2","terraform_version":"1.9.0","resource_changes":[]}'],
    ['a source', 'resource "aws_vpc" "b" {\n}\n'],
    ['prose', 'Run `terraform plan`: Terraform will perform the following actions.\n'],
    ['YAML', 'kind: BGPPeer\n'],
  ])('is not %s', (_, text) => {
    expect(noPlanProblem('plan.json', text)).toBeUndefined();
  });
});

describe('JSON with the words of a plan', () => {
  const plan = { format_version: '1.2', terraform_version: '1.9.0', resource_changes: [] };

  test.each<[string, Json, RegExp]>([
    ['plans in a list', [plan], /list of plans/],
    ['a plan in an object', { plan }, /inside another object/],
    ['a state of Terraform 0.11', { version: 3, terraform_version: '0.11.14', modules: [] }, /state of version 3/],
    ['a mock of Sentinel', { version: 1, terraform_version: '1.5.0', resource_changes: { 'a.b': {} } }, /not a list/],
    ['a part of a plan', { resource_changes: [] }, /without format_version/],
  ])('is %s', (_, value, said) => {
    expect(noPlanReason(value)).toMatch(said);
  });

  test.each<[string, Json]>([
    ['a plan', plan],
    ['a state', { version: 4, terraform_version: '1.9.0', resources: [] }],
    ['an object of Kubernetes', { kind: 'ConfigMap', data: { plan: '{}' } }],
    ['a list of such', [{ kind: 'ConfigMap' }]],
    ['a scalar', 'resource_changes'],
  ])('is not told of %s', (_, value) => {
    expect(noPlanReason(value)).toBeUndefined();
  });
});
