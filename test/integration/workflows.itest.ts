/** Every workflow that the documentation shows, and the project's own, as actionlint sees it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { command, project } from '../support/command.ts';
import { root } from '../support/run.ts';
import { toolOf } from './tools.ts';

const actionlint = toolOf('BGPLINT_ACTIONLINT', 'actionlint');

interface Workflow {
  readonly where: string;
  readonly text: string;
}

/** The YAML blocks of a page that hold a workflow: a mapping with `on` and `jobs`. */
const workflowsOf = (file: string): readonly Workflow[] => {
  const page = readFileSync(join(root, file), 'utf8');
  return [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].flatMap((match) => {
    const [, text = ''] = match;
    const value: unknown = parseAllDocuments(text).at(0)?.toJS();
    if (typeof value !== 'object' || value === null || !('jobs' in value) || !('on' in value)) return [];
    return [{ where: `${file}:${page.slice(0, match.index).split('\n').length + 1}`, text }];
  });
};

const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);
const own = join(root, '.github', 'workflows');
const workflows = [
  ...pages.flatMap(workflowsOf),
  ...(existsSync(own) ? readdirSync(own) : []).map((name) => ({
    where: `.github/workflows/${name}`,
    text: readFileSync(join(own, name), 'utf8'),
  })),
];

const lint = (text: string): string => {
  // Where there are no shellcheck and pyflakes, the answer must be the same.
  const args = ['-no-color', '-shellcheck=', '-pyflakes=', '-stdin-filename', 'workflow.yml', '-'];
  const { stdout, stderr, error } = spawnSync(actionlint ?? '', args, {
    input: text,
    encoding: 'utf8',
    cwd: project({}),
  });
  if (error !== undefined) throw error;
  return stdout + stderr;
};

describe.skipIf(actionlint === undefined)('workflows', () => {
  test('the page of the action shows some', () => {
    expect(workflows.filter(({ where }) => where.startsWith('docs/github-action.md')).length).toBeGreaterThanOrEqual(3);
  });

  test('actionlint is at work: it sees a wrong context', () => {
    expect(
      lint('on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "echo ${{ nothing.x }}" }] } }\n'),
    ).toContain('undefined variable "nothing"');
  });

  test.each(workflows)('$where has nothing to object to', ({ text }) => {
    expect(lint(text)).toBe('');
  });

  test.each(workflows)('$where grants what it needs, and pins what it uses', ({ text }) => {
    expect(text).toMatch(/^permissions:/m);
    const used = [...text.matchAll(/uses: (.*)$/gm)].map(([, name = '']) => name);
    for (const name of used)
      expect(name).toMatch(/^(?:bgplint\/bgplint@v\d+\.\d+\.\d+|[\w/-]+@[0-9a-f]{40} # v[\d.]+)$/);
  });

  test('what `bgplint init` writes has nothing to object to', async () => {
    const folder = project({ '.git/': '', '.github/': '', 'k8s/peer.yaml': 'kind: BGPPeer\n' });
    const { code, err } = await command(folder, ['init', '--yes']);
    expect(code, err).toBe(0);
    expect(lint(readFileSync(join(folder, '.github', 'workflows', 'bgplint.yaml'), 'utf8'))).toBe('');
  });
});
