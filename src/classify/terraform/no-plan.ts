/** What people take for a plan: named for what it is, with the way to the plan. */
import { isObject, text } from '../../lib/json.ts';
import type { Json, Problem } from '../../model/document.ts';
import { isPlanOrState } from './plan-or-state.ts';

const toPlan = 'write the plan with `terraform show -json tfplan > plan.json`';

/** Some lines are enough to tell what a text is. */
const head = 8_000;

/** Members of an object that may hold a plan. */
const mostMembers = 20;

interface Form {
  readonly reason: string;
  readonly hint: string;
  /** It is JSON, and of something else. */
  readonly isJson?: true;
  test(text: string): boolean;
}

const pattern = (of: RegExp) => (whole: string) => of.test(whole);

/** By their first lines (hashicorp/terraform internal/command/views/plan.go, internal/command/jsonformat). */
const forms: readonly Form[] = [
  {
    reason: 'a binary plan, which only Terraform itself can read',
    hint: toPlan,
    test: (whole) => whole.startsWith('PK\x03\x04'),
  },
  {
    reason: 'a compressed file',
    hint: 'unpack it, and check the contents',
    test: (whole) => whole.startsWith('\x1f\x8b'),
  },
  {
    reason: 'the human-readable output of `terraform plan`',
    hint: toPlan,
    test: pattern(
      /^(?:(?:Terraform|OpenTofu) (?:used the selected|will perform the following)|An execution plan has been generated|No changes\. (?:Your infrastructure|Infrastructure is))|^\S+: (?:Refreshing state\.\.\.|Reading\.\.\.|Still reading\.\.\.)/m,
    ),
  },
  {
    reason: 'the human-readable output of `terraform show`',
    hint: 'add -json: `terraform show -json tfplan > plan.json`',
    test: pattern(/^\s*# [\w.[\]"-]+:.*\r?\n\s*(?:resource|data) "/),
  },
  {
    isJson: true,
    reason: 'an encrypted plan or state of OpenTofu',
    hint: 'write its contents with `tofu show -json`',
    test: (whole) => /^\s*\{/.test(whole) && whole.includes('"encrypted_data"'),
  },
  {
    isJson: true,
    reason: 'an empty state, which `terraform show -json` prints if no plan is named',
    hint: toPlan,
    test: pattern(/^\s*\{\s*"format_version"\s*:\s*"[^"]*"\s*\}\s*$/),
  },
  {
    isJson: true,
    reason: 'the output of `terraform validate -json`',
    hint: toPlan,
    test: pattern(/^\s*\{\s*"format_version"\s*:\s*"[^"]*"\s*,\s*"valid"\s*:/),
  },
  {
    isJson: true,
    reason: 'provider schemas',
    hint: toPlan,
    test: pattern(/^\s*\{\s*"format_version"\s*:\s*"[^"]*"\s*,\s*"provider_schemas"\s*:/),
  },
  { reason: 'an empty file', hint: 'the command that wrote it may have failed', test: pattern(/^\s*$/) },
];

/** What colors a terminal, and what UTF-16 and byte order marks look like byte by byte. */
const noise = /\x1b\[[\d;]*m|\0|^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/g;

/**
 * The fault of a file that was named, or that is called JSON, and is no plan; undefined for any other. `binary` has one
 * character for each byte.
 */
export function noPlanProblem(file: string, binary: string): Problem | undefined {
  const isZip = binary.startsWith('PK\x03\x04');
  // Any other zip is nothing that anybody takes for a plan.
  if (isZip && !binary.includes('tfplan')) return undefined;
  const start = binary.slice(0, head);
  const first = isZip || start.startsWith('\x1f\x8b') ? start : start.replace(noise, '');
  const form = forms.find(({ test }) => test(first));
  if (form === undefined || (first.trim() === '' && binary.length > head)) return undefined;
  const { reason, hint, isJson } = form;
  if (isJson) return { kind: 'Unreadable', file, mark: null, detail: { reason: `it is ${reason}; ${hint}` } };
  return { kind: 'JsonSyntax', file, mark: null, detail: { reason, hint } };
}

/** What a JSON value with the words of a plan is, in a clause; undefined for a plan, a state, and all else. */
export function noPlanReason(value: Json): string | undefined {
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return items.slice(0, mostMembers).some((one) => isPlanOrState(one))
      ? 'a list of plans: put each into its own file'
      : undefined;
  }
  if (!isObject(value) || isPlanOrState(value) || typeof value['kind'] === 'string') return undefined;
  if (
    Object.values<Json>(value)
      .slice(0, mostMembers)
      .some((one) => isPlanOrState(one))
  )
    return 'a plan inside another object: put it into its own file';
  const changes = value['resource_changes'];
  if (changes !== undefined && !Array.isArray(changes))
    return 'resource_changes that is not a list, as in Sentinel mocks: write the plan with `terraform show -json`';
  if (Array.isArray(changes) && text(value, ['format_version']) === '')
    return 'a plan without format_version: write it with `terraform show -json`';
  const isState = typeof value['terraform_version'] === 'string' && value['version'] !== undefined;
  if (isState && value['version'] !== 4)
    return `a state of version ${String(value['version']).slice(0, 10)}: \`terraform show -json\` with the Terraform that wrote it`;
  return undefined;
}
