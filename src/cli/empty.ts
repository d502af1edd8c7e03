/** Runs that had nothing to check: a pipe whose writer failed, paths that hold no file to read. */

import { isObject } from '../lib/json.ts';
import { defaultLimits } from '../lib/limits.ts';
import { relative } from '../lib/paths.ts';
import { isReadAnyway } from '../lib/problems.ts';
import type { Input } from '../lint/load.ts';
import type { LintRequest, LintResult } from '../lint/request.ts';
import { withoutPlan } from '../lint/terraform/without-plan.ts';
import type { Json } from '../model/document.ts';
import { parseJson, parseYaml } from '../parse/index.ts';
import { Refusal } from '../project/refusal.ts';
import { count } from '../report/text/phrases.ts';
import type { CheckOptions } from './options.ts';
import type { Prepared } from './request.ts';
import { noPlanIn } from './stdin.ts';

/** Refuses a run that had nothing to check: it must not pass for one that found nothing. */
export function refuseNothing(result: LintResult, options: CheckOptions, { request, loaded }: Prepared): void {
  const [input] = request.stdin;
  if (input !== undefined) refuseInput(input, result, options);
  if (input !== undefined || options.allowEmpty === true || options.hook === true) return;
  const config = loaded.file?.document.source.file;
  if (result.candidates.some((file) => file !== config)) return;
  const left = result.left.filter(({ notable, passedOver }) => notable || passedOver === true).length;
  const others = left === 0 ? '' : ` (${left === 1 ? 'one was' : `${left} were`} left out: --list-files says why)`;
  const sources = result.left.find(({ reason }) => reason.startsWith(withoutPlan));
  if (sources !== undefined) {
    throw new Refusal(`There is no file to check: ${JSON.stringify(sources.file)} holds ${sources.reason}.`);
  }
  throw new Refusal(
    `There is no file to check: no YAML or JSON ${within(request)}${others}. Check the path, or accept that with --allow-empty.`,
  );
}

/** The paths as they are shown, of many the first. */
function within({ paths, cwd }: LintRequest): string {
  const [first, ...rest] = paths.map((path) => JSON.stringify(relative(cwd, path)));
  return first === undefined
    ? 'under the paths'
    : `in ${first}${rest.length === 0 ? '' : ` or in ${count(rest.length, 'more path')}`}`;
}

const advice = 'the command before the pipe may have failed (`set -o pipefail` shows that)';

/** Standard input of which nothing was read is looked into: is it what a program would apply? */
function refuseInput(input: Input, { scan }: LintResult, { allowEmpty }: CheckOptions): void {
  const isTold =
    scan.resources.some(({ document }) => document.source.file === input.file) ||
    scan.skipped.some(({ file }) => file === input.file);
  if (isTold) return;
  const kind = contentOf(input);
  if (kind === 'nothing' && allowEmpty !== true) {
    throw new Refusal(`Standard input is empty: ${advice}. --allow-empty accepts an empty input.`);
  }
  if (kind === 'other')
    throw new Refusal(
      `Standard input holds no object, neither in YAML nor in JSON: ${noPlanIn(input.file, input.text) ?? advice}.`,
    );
}

/** What an object of Kubernetes begins a line with. A message may quote it elsewhere. */
const member = /^[ \t[{-]*(?:"(?:apiVersion|kind)"|apiVersion|kind)[ \t]*:/m;

function contentOf(input: Input): 'objects' | 'nothing' | 'other' {
  if (member.test(input.text)) return 'objects';
  const options = { limits: defaultLimits, wants: () => true };
  const parsed = [parseJson, parseYaml]
    .slice(input.kind === 'json' ? 0 : 1)
    .map((parse) => parse(input, options))
    .find(({ problems }) => problems.every(isReadAnyway));
  if (parsed === undefined) return 'other';
  if (parsed.template !== undefined) return 'objects';
  const values = parsed.documents.map(({ value }) => value).filter((value) => value !== null);
  // What FRR prints of sessions where there is none, or no instance.
  if (values.every((value) => isObject(value) && Object.keys(value).length === 0)) return 'nothing';
  return values.some(mayBeObject) ? 'objects' : 'other';
}

/** Members that are all texts are a message: `error: no objects`. */
function mayBeObject(value: Json): boolean {
  if (Array.isArray(value)) return value.some((item) => item !== null && typeof item === 'object');
  return (
    isObject(value) && !(Object.keys(value).length > 0 && Object.values(value).every((one) => typeof one === 'string'))
  );
}
