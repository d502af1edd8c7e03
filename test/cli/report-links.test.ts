/** Reports and links: who makes a link must not choose which file of the user's is written. */
import { existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { soundPeer } from '../support/objects.ts';

/** A repository, or a plain folder, beside one that is not its own. */
function beside(git: boolean) {
  const top = project({
    'out/victim': 'precious',
    'out/.git/': '',
    'repo/a.yaml': soundPeer,
    'repo/sub/b.yaml': soundPeer,
    ...(git ? { 'repo/.git/': '' } : {}),
  });
  return { folder: `${top}/repo`, outside: `${top}/out` };
}

describe.each([
  ['a repository', true],
  ['a folder', false],
])('a report in %s', (_, git) => {
  test.each<[string, string, (folder: string, outside: string) => void]>([
    ['is a link to a file outside', 'bgplint.xml', (folder) => symlinkSync('../out/victim', `${folder}/bgplint.xml`)],
    ['lies in a folder that is a link', 'reports/x.sarif', (folder) => symlinkSync('../out', `${folder}/reports`)],
    [
      'lies below a folder that is a link',
      'a/b/x.sarif',
      (folder, outside) => {
        mkdirSync(`${outside}/b`);
        symlinkSync(outside, `${folder}/a`);
      },
    ],
    ['is a link over two others', 'one', (folder) => chain(folder, ['one', 'two', 'three'], '../out/victim')],
    ['is a link to what is not there yet', 'new.xml', (folder) => symlinkSync('../out/new', `${folder}/new.xml`)],
    ['is a link to a device', 'x.xml', (folder) => symlinkSync('/dev/stderr', `${folder}/x.xml`)],
  ])('that %s is refused', async (__, file, make) => {
    const { folder, outside } = beside(git);
    make(folder, outside);
    const before = readdirSync(outside);
    for (const given of [file, `${folder}/${file}`, `./sub/../${file}`]) {
      const { code, err } = await command(folder, ['-o', `junit=${given}`]);
      expect(code).toBe(2);
      expect(err).toMatch(
        /^bgplint: The report [^\n]+ (?:is a link to a file outside its repository|is a broken link)/,
      );
    }
    expect(readdirSync(outside)).toEqual(before);
    expect(readFileSync(`${outside}/victim`, 'utf8')).toBe('precious');
  });

  test('goes through links that stay inside, and where the user said', async () => {
    const { folder, outside } = beside(git);
    mkdirSync(`${folder}/reports`);
    symlinkSync('reports', `${folder}/link`);
    symlinkSync(`${outside}/victim`, `${outside}/own`);
    const outputs = ['link/a.xml', '../out/b.xml', `${outside}/c.xml`, `${outside}/own`].flatMap((f) => [
      '-o',
      `junit=${f}`,
    ]);
    expect((await command(folder, outputs)).err).toBe('');
    expect(existsSync(`${folder}/reports/a.xml`)).toBe(true);
    expect(readdirSync(outside).sort()).toEqual(['.git', 'b.xml', 'c.xml', 'own', 'victim']);
    expect(lstatSync(`${outside}/own`).isSymbolicLink()).toBe(true);
    expect(readFileSync(`${outside}/victim`, 'utf8')).toContain('<testsuites');
  });

  test('leaves the other names of a file alone', async () => {
    const { folder, outside } = beside(git);
    linkSync(`${outside}/victim`, `${folder}/x.xml`);
    expect((await command(folder, ['-o', 'junit=x.xml'])).code).toBe(0);
    expect(readFileSync(`${outside}/victim`, 'utf8')).toBe('precious');
  });
});

test('in a repository a report may leave the working directory', async () => {
  const { folder } = beside(true);
  mkdirSync(`${folder}/reports`);
  symlinkSync('../reports', `${folder}/sub/reports`);
  expect((await command(`${folder}/sub`, ['-o', 'junit=reports/a.xml'])).err).toBe('');
  expect(existsSync(`${folder}/reports/a.xml`)).toBe(true);
});

function chain(folder: string, names: readonly string[], target: string): void {
  for (const [i, name] of names.entries()) symlinkSync(names[i + 1] ?? target, `${folder}/${name}`);
}
