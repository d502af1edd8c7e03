/** Every workflow that the documentation shows, that `bgplint init` writes, and the project's own: bounded, with few rights. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { gitlabText, workflowText } from '../src/cli/init/templates.ts';
import { root } from './support/run.ts';

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: object;
  readonly steps?: readonly { readonly uses?: string; readonly with?: { readonly [name: string]: unknown } }[];
}

interface Workflow {
  readonly permissions?: object;
  readonly jobs: { readonly [name: string]: Job };
}

const pages = ['README.md', ...readdirSync(`${root}/docs`).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);
const blocks = (language: string) =>
  pages.flatMap((page) => {
    const text = readFileSync(`${root}/${page}`, 'utf8');
    return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => ({
      where: `${page}:${text.slice(0, match.index).split('\n').length + 1}`,
      text: match[1] ?? '',
    }));
  });
const own = readdirSync(`${root}/.github/workflows`).map((name) => ({
  where: `.github/workflows/${name}`,
  text: readFileSync(`${root}/.github/workflows/${name}`, 'utf8'),
}));
const shown = blocks('yaml').filter(({ text }) => /^jobs:/m.test(text) && /^on:/m.test(text));
const workflows = [...shown, ...own, { where: 'bgplint init', text: workflowText('main') }].map(({ where, text }) => ({
  where,
  text,
  value: parse(text) as Workflow,
}));

test('the documentation shows workflows', () => expect(shown.length).toBeGreaterThanOrEqual(4));

describe.each(workflows)('$where', ({ text, value }) => {
  const jobs = Object.values(value.jobs);

  test('every job ends', () => {
    for (const job of jobs) {
      expect(job['timeout-minutes']).toBeGreaterThan(0);
      expect(job['timeout-minutes']).toBeLessThanOrEqual(120);
    }
  });

  test('nothing has rights that it does not name', () => {
    expect(value.permissions).toBeTypeOf('object');
    const granted = [value.permissions ?? {}, ...jobs.map((job) => job.permissions ?? {})];
    for (const rights of granted) {
      for (const [name, right] of Object.entries(rights)) {
        const needed = ['contents:read', 'actions:read', 'security-events:write', 'id-token:write'];
        expect(needed).toContain(`${name}:${right}`);
      }
    }
    // Only the upload writes, and only the publishing job says who it is.
    expect(text.includes('security-events: write') && /upload-sarif: false/.test(text)).toBe(false);
    if (text.includes('id-token: write')) expect(text).toContain('--provenance');
  });

  test('the token does not stay in the clone', () => {
    for (const step of jobs.flatMap((job) => job.steps ?? [])) {
      if (step.uses?.startsWith('actions/checkout@') === true) {
        expect(step.with).toMatchObject({ 'persist-credentials': false });
      }
    }
  });
});

describe('other pipelines end, too', () => {
  test('GitLab, on the page and by init', () => {
    const page = blocks('yaml').filter(({ text }) => text.includes('image: node'));
    expect(page.length).toBeGreaterThan(0);
    for (const text of [...page.map((block) => block.text), gitlabText]) {
      const [document] = parseAllDocuments(text);
      expect(document?.getIn(['bgplint', 'timeout'])).toMatch(/^\d+ minutes$/);
    }
  });

  test('Jenkins and Azure', () => {
    const [jenkins, ...more] = blocks('groovy');
    expect(more).toEqual([]);
    expect(jenkins?.text).toMatch(/timeout\(time: \d+/);
    const azure = blocks('yaml').find(({ text }) => text.includes('PublishTestResults'));
    expect(azure?.text).toMatch(/timeoutInMinutes: \d+/);
  });
});

test.each(pages)('%s: who shows a tag, shows or links how to pin a commit', (page) => {
  const text = readFileSync(`${root}/${page}`, 'utf8');
  if (!/bgplint\/bgplint[@#]v\d/.test(text)) return;
  expect(text).toMatch(/digits of the commit|its 40 digits|#pin-it/);
});

describe('.ci/node', () => {
  const manifest = JSON.parse(readFileSync(`${root}/.ci/node/package.json`, 'utf8'));
  const lock = JSON.parse(readFileSync(`${root}/.ci/node/package-lock.json`, 'utf8'));
  const wanted: [string, string][] = Object.entries(manifest.optionalDependencies);

  test('has a release of every major that .ci/run asks for', () => {
    const majors = /^for major in ([\d ]+); do$/m.exec(readFileSync(`${root}/.ci/run`, 'utf8'))?.[1]?.split(' ') ?? [];
    expect(majors.length).toBeGreaterThan(1);
    for (const major of majors) {
      for (const arch of ['x64', 'arm64']) expect(wanted.map(([name]) => name)).toContain(`node-${major}-${arch}`);
    }
  });

  test.each(wanted)('%s is one release, known by its digest, from no address', (name, spec) => {
    const [, kind, version, major] = /^npm:(node-linux-\w+)@((\d+)\.\d+\.\d+)$/.exec(spec) ?? [];
    expect(name).toBe(`node-${major}-${kind?.replace('node-linux-', '')}`);
    const locked = lock.packages[`node_modules/${name}`];
    expect(locked).toMatchObject({ name: kind, version, integrity: expect.stringMatching(/^sha512-/) });
    expect(locked).not.toHaveProperty('resolved');
  });
});
