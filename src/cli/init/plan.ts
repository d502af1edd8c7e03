/** What `bgplint init` would do to a repository. */
import { nodeFiles } from '../../host/files.ts';
import { kindAt } from '../../lib/files.ts';
import { HostError } from '../../lib/host.ts';
import { repository } from '../../lib/pages.ts';
import type { LintResult } from '../../lint/request.ts';
import { hasHook, withHook } from './hook.ts';
import { defaultBranch, hintsOf, isOnGitHub, textAt } from './survey.ts';
import { configText, gitlabText, hooksText, hookText, workflowText } from './templates.ts';
import { leadsOutOf } from './write.ts';

/**
 * One file: it is written, gets an addition, or is there already; or a person must add to it. `file` is relative to the
 * repository, `text` all of the file, and `added` what is new in it.
 */
export interface InitStep {
  readonly action: 'write' | 'extend' | 'there' | 'by hand';
  readonly file: string;
  readonly text: string;
  readonly added: string;
}

const config = 'bgplint.yaml';
const hooks = '.pre-commit-config.yaml';
const workflows = '.github/workflows';
const gitlab = '.gitlab-ci.yml';

/** The steps for a repository, in the order in which a person reads of them. */
export function planOf(root: string, result: LintResult): readonly InitStep[] {
  const isRepository = kindAt(nodeFiles, `${root}/.git`) !== 'missing';
  return [
    configStep(root, result),
    ...(isRepository ? [hookStep(root)] : []),
    ...(isOnGitHub(root) ? [workflowStep(root)] : []),
    ...(kindAt(nodeFiles, `${root}/${gitlab}`) === 'file' ? [gitlabStep(root)] : []),
  ];
}

function write(file: string, text: string): InitStep {
  return { action: 'write', file, text, added: text };
}

function there(file: string): InitStep {
  return { action: 'there', file, text: '', added: '' };
}

function configStep(root: string, result: LintResult): InitStep {
  const existing = [config, 'bgplint.yml'].find((file) => kindAt(nodeFiles, `${root}/${file}`) !== 'missing');
  return existing === undefined ? write(config, configText(hintsOf(root, result))) : there(existing);
}

function hookStep(root: string): InitStep {
  if (kindAt(nodeFiles, `${root}/${hooks}`) === 'missing') return write(hooks, hooksText);
  const byHand: InitStep = { action: 'by hand', file: hooks, text: '', added: hookText('  ') };
  if (leadsOutOf(root, `${root}/${hooks}`)) return byHand;
  const text = textAt(`${root}/${hooks}`);
  if (text === undefined) return byHand;
  if (hasHook(text)) return there(hooks);
  const longer = withHook(text);
  return longer === undefined ? byHand : { action: 'extend', file: hooks, text: longer, added: hookText('  ') };
}

/** A workflow of any name that uses the action is one. */
function workflowStep(root: string): InitStep {
  const names = namesIn(`${root}/${workflows}`).filter((name) => /\.ya?ml$/.test(name));
  const using = names.find((name) => textAt(`${root}/${workflows}/${name}`)?.includes(`${repository}@`));
  const taken = names.find((name) => /^bgplint\.ya?ml$/.test(name));
  const existing = using ?? taken;
  return existing === undefined
    ? write(`${workflows}/bgplint.yaml`, workflowText(defaultBranch(root)))
    : there(`${workflows}/${existing}`);
}

function gitlabStep(root: string): InitStep {
  return textAt(`${root}/${gitlab}`)?.includes('bgplint') === true
    ? there(gitlab)
    : { action: 'by hand', file: gitlab, text: '', added: gitlabText };
}

function namesIn(folder: string): readonly string[] {
  try {
    return nodeFiles.list(folder).map(({ name }) => name);
  } catch (error) {
    if (error instanceof HostError) return [];
    throw error;
  }
}
