/** What `bgplint init` would do to a repository. */
import { nodeFiles } from '../../host/files.ts';
import { kindAt } from '../../lib/files.ts';
import { HostError } from '../../lib/host.ts';
import { repository } from '../../lib/pages.ts';
import { count } from '../../report/text/phrases.ts';
import { hasHook, withHook } from './hook.ts';
import { defaultBranch, hintsOf, isOnGitHub, type Survey, textAt } from './survey.ts';
import { configText, gitlabText, type Hints, hooksText, hookText, workflowText } from './templates.ts';
import { leadsOutOf } from './write.ts';

/**
 * One file: it is written, gets an addition, or is there already; or a person must add to it. `file` is relative to the
 * repository, `text` all of the file, `added` what is new in it, and `note` what it is where nobody would read it.
 */
export interface InitStep {
  readonly action: 'write' | 'extend' | 'there' | 'by hand';
  readonly file: string;
  readonly text: string;
  readonly added: string;
  readonly note?: string;
}

const config = 'bgplint.yaml';
const hooks = '.pre-commit-config.yaml';
const workflows = '.github/workflows';
const gitlab = '.gitlab-ci.yml';

/** The steps for a repository, in the order in which a person reads of them. */
export function planOf(root: string, survey: Survey, policies: Hints['policies']): readonly InitStep[] {
  const isRepository = kindAt(nodeFiles, `${root}/.git`) !== 'missing';
  return [
    configStep(root, survey, policies),
    ...baselineSteps(survey),
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

/** The baseline that the config names, if there is something to accept. */
function baselineSteps({ baseline, result }: Survey): readonly InitStep[] {
  if (baseline === undefined) return [];
  const accepted = count(result.baseline?.entries.length ?? 0, 'finding');
  return [{ action: 'write', file: baseline.file, text: baseline.text, added: '', note: `${accepted} of today` }];
}

function configStep(root: string, survey: Survey, policies: Hints['policies']): InitStep {
  const existing = configIn(root);
  return existing === undefined ? write(config, configText(hintsOf(root, survey, policies))) : there(existing);
}

/** True where the repository has a config. */
export function hasConfig(root: string): boolean {
  return configIn(root) !== undefined;
}

function configIn(root: string): string | undefined {
  return [config, 'bgplint.yml'].find((file) => kindAt(nodeFiles, `${root}/${file}`) !== 'missing');
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
