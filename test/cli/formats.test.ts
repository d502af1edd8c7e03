import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { calicoPeer } from '../support/objects.ts';

const files = { 'deploy/peers/a.yaml': calicoPeer('bad') };

/** How each format names a file. */
const names: { readonly [format: string]: (path: string) => string } = {
  pretty: (path) => `\n --> ${path}:`,
  concise: (path) => `\n${path}:`,
  json: (path) => `"file": "${path}"`,
  sarif: (path) => `"uri": "${path}"`,
  junit: (path) => ` file="${path}"`,
  github: (path) => ` file=${path},`,
  gitlab: (path) => `"path": "${path}"`,
  rdjson: (path) => `"path": "${path}"`,
  checkstyle: (path) => `<file name="${path}">`,
  markdown: (path) => `\`${path}:`,
};

describe.each(Object.entries(names))('%s names a file', (format, named) => {
  const byRepository = ['sarif', 'github', 'gitlab', 'markdown'].includes(format);

  test(byRepository ? 'relative to the folder that holds .git' : 'relative to the working directory', async () => {
    const folder = project({ '.git/': '', ...files });
    const { code, out } = await command(`${folder}/deploy`, ['--format', format]);
    expect(code).toBe(1);
    expect(`\n${out}`).toContain(named(byRepository ? 'deploy/peers/a.yaml' : 'peers/a.yaml'));
  });

  test('outside of a repository where the reader finds it', async () => {
    const { code, out } = await command(`${project(files)}/deploy`, ['--format', format]);
    expect(code).toBe(1);
    // GitHub would look for a file that it does not have: the place stands in the text.
    if (format === 'github') expect(out).toMatch(/^::error title=[^:]*::peers\/a\.yaml:\d+:\d+: /);
    else expect(`\n${out}`).toContain(named('peers/a.yaml'));
  });
});
