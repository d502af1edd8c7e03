import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { network } from '../support/network.ts';

const files = network({ racks: 2, nodesOfRack: 3 });

describe('bgplint map', () => {
  test('writes Mermaid, and does not mind findings', async () => {
    const { code, out, err } = await command(project(files), ['map']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^flowchart LR\n/);
    expect(out).toContain('n1["node-1-1 … node-1-3<br/>3 nodes<br/>AS 64600"]');
    expect(out).toContain('===|"rack-1-tor-3<br/>calico/peer-without-as-number"|');
  });

  test.each([
    ['dot', /^graph bgp \{\n/],
    ['json', /^\{\n {2}"version": 1,/],
    ['html', /^<!DOCTYPE html>\n/],
  ])('--format %s', async (format, head) => {
    const { code, out } = await command(project(files), ['map', '.', '--format', format]);
    expect(code).toBe(0);
    expect(out).toMatch(head);
  });

  test('--output writes files, and nothing else', async () => {
    const folder = project(files);
    const { code, out } = await command(folder, [
      'map',
      '-f',
      'dot',
      '-o',
      'map.gv',
      '-o',
      'html=map.html',
      '-o',
      'a=b',
    ]);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(readFileSync(join(folder, 'map.gv'), 'utf8')).toMatch(/^graph bgp/);
    expect(readFileSync(join(folder, 'map.html'), 'utf8')).toMatch(/^<!DOCTYPE html>/);
    expect(readFileSync(join(folder, 'a=b'), 'utf8')).toMatch(/^graph bgp/);
  });

  test('says the same whatever the order of files is', async () => {
    const [one, other] = [files, Object.fromEntries(Object.entries(files).reverse())].map(project);
    const maps = await Promise.all([one, other].map((folder) => command(String(folder), ['map', '-f', 'json'])));
    expect(maps[0]?.out).toBe(maps[1]?.out);
  });

  test('standard input', async () => {
    const text = `${files['nodes.yaml']}---\n${files['peers.yaml']}`;
    const { code, out } = await command('/', ['map', '-'], { readStdin: () => new TextEncoder().encode(text) });
    expect(code).toBe(0);
    expect(out).toContain('3 nodes');
  });
});

describe('what cannot be done is exit 2', () => {
  test('nothing to read', async () => {
    const { code, out, err } = await command(project({}), ['map']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('There is no file to check');
  });

  test('nothing to draw, unless that is accepted', async () => {
    const folder = project({ 'deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n' });
    const { code, out, err } = await command(folder, ['map']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('There is nothing to draw');
    expect(await command(folder, ['map', '--allow-empty'])).toMatchObject({ code: 0, err: '' });
  });

  test('nothing on standard input', async () => {
    const { code, err } = await command('/', ['map', '-']);
    expect(code).toBe(2);
    expect(err).toContain('Standard input is empty');
  });

  test('a path that is not there, an unknown format, an output without a file', async () => {
    const folder = project(files);
    expect((await command(folder, ['map', 'nowhere'])).code).toBe(2);
    expect((await command(folder, ['map', '-f', 'pdf'])).code).toBe(2);
    expect(await command(folder, ['map', '-o', 'html='])).toMatchObject({ code: 2, out: '' });
    expect((await command(folder, ['map', '-o', 'nowhere/map.html'])).code).toBe(2);
  });

  test('a bad config', async () => {
    const { code, err } = await command(project({ ...files, 'bgplint.yaml': 'rulez: {}\n' }), ['map']);
    expect(code).toBe(2);
    expect(err).toContain('bgplint.yaml');
  });
});

test('a file that cannot be read whole does not stop the map, and is told', async () => {
  const folder = project({ ...files, 'broken.yaml': 'apiVersion: projectcalico.org/v3\nkind: BGPPeer\nspec: [\n' });
  const { code, out, err } = await command(folder, ['map']);
  expect(code).toBe(0);
  expect(out).toContain('rack-2-tor-5');
  expect(err).toContain('one file was left out, entirely or in part');
});
