import { describe, expect, test } from 'vitest';
import { HostError } from '../../src/lib/host.ts';
import { calicoPeer } from '../support/objects.ts';
import { beside } from './beside.ts';

const peer = calicoPeer('p');
const found = (line: number, column = 1) => `a.yaml:${line}:${column} calico/peer-without-password`;
const unreadable = 'a.yaml:- input/unreadable';
const bytes = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));

describe('what a file holds, beside a good one', () => {
  test.each<[string, string | Uint8Array, readonly string[]]>([
    ['nothing', '', []],
    ['white space', ' \n\t\n', []],
    ['comments', '# kind: BGPPeer\n', []],
    ['markers', '---\n---\n...\n# BGPPeer', []],
    ['a NUL', `${peer}x: \0\n`, [unreadable]],
    ['NULs only', '\0'.repeat(1000), []],
    ['UTF-16, little endian', bytes(`\ufeff${peer}`, 'utf16le'), [found(5)]],
    ['UTF-16, little endian, without a mark', bytes(peer, 'utf16le'), [found(5)]],
    ['UTF-16, big endian', swapped(`\ufeff${peer}`), [found(5)]],
    ['UTF-8 with a mark', `\ufeff${peer}`, [found(5)]],
    ['Latin-1', bytes(`# für\n${peer}`, 'latin1'), [unreadable]],
    ['a character cut off', bytes(`${peer}# ü`, 'utf8').subarray(0, -1), [unreadable]],
    ['CRLF', peer.replaceAll('\n', '\r\n'), [found(5)]],
    ['CR alone, one line to git and an editor', peer.replaceAll('\n', '\r'), [found(1, 68)]],
    ['a tab', peer.replace('  peerIP', '\tpeerIP'), ['a.yaml:6:1 input/yaml-syntax']],
    ['an escape character', `${peer}x: \u001b[31m\n`, ['a.yaml:9:4 input/yaml-syntax']],
    ['a key twice', `${peer}  peerIP: 192.0.2.2\n`, ['a.yaml:9:3 input/duplicate-key', found(5)]],
    ['half a surrogate pair', `${peer}x: "\\ud800"\n"\\udc00": 1\n`, [found(5)]],
  ])('%s', async (_, content, expected) => {
    expect([...(await beside({ 'a.yaml': content })).found].sort()).toEqual([...expected].sort());
  });

  test('JSON that is YAML by its name, and the other way round', async () => {
    const json =
      '{"apiVersion":"projectcalico.org/v3","kind":"BGPPeer","spec":{"peerIP":"192.0.2.1","asNumber":1,"node":"a"}}';
    expect((await beside({ 'a.yaml': json })).found).toEqual(['a.yaml:1:55 calico/peer-without-password']);
    expect((await beside({ 'a.json': peer })).found).toEqual(['a.json:1:1 input/json-syntax']);
  });
});

/** Big endian. */
function swapped(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf16le').swap16());
}

describe('keys that JavaScript gives a meaning to', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
  test.each(names)('%s, at every level', async (name) => {
    const text = `${name}: {a: 1}\n${peer
      .replace('metadata:\n', `metadata:\n  ${name}: {polluted: yes}\n  labels: {${name}: x}\n`)
      .replace('spec:\n', `spec:\n  ${name}: [1]\n`)}`;
    expect((await beside({ 'a.yaml': text })).found).toEqual([found(8)]);
    const json = `{"${name}":{"polluted":1},"apiVersion":"projectcalico.org/v3","kind":"BGPPeer","metadata":{"name":"p","${name}":{"polluted":1}},"spec":{"${name}":1,"peerIP":"192.0.2.1","asNumber":1,"node":"a"}}`;
    expect((await beside({ 'a.json': json })).found).toEqual([
      `a.json:1:${json.indexOf('"spec"') + 1} calico/peer-without-password`,
    ]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('hide no field: what stands under one is not there', async () => {
    // An object whose prototype were set would have an address and a password.
    const text = peer.replace('spec:\n', 'spec:\n  __proto__: {password: {secretKeyRef: {name: a, key: b}}}\n');
    expect((await beside({ 'a.yaml': text })).found).toEqual([found(5)]);
  });

  test.each(names)('%s as a kind, a group, a name, a file or a resource of a plan', async (name) => {
    const files = {
      'k.yaml': peer.replace('BGPPeer', name).concat('# BGPPeer\n'),
      'g.yaml': peer.replace('projectcalico.org', name),
      'n.yaml': calicoPeer(name),
      [`${name}.yaml`]: peer,
      'p.json': `{"format_version":"1.2","terraform_version":"1","resource_changes":[{"address":"${name}.${name}","type":"${name}","name":"${name}","mode":"managed","change":{"actions":["create"],"after":{"${name}":{}},"after_unknown":{"${name}":true}}}]}`,
    };
    expect([...(await beside(files)).found].sort()).toEqual(
      [`${name}.yaml:5:1 calico/peer-without-password`, 'n.yaml:5:1 calico/peer-without-password'].sort(),
    );
  });
});

describe('odd tags', () => {
  test.each<[string, string, readonly string[]]>([
    ['of a programming language', 'x: !!python/object/apply:os.system [ls]', [found(5)]],
    ['binary', 'x: !!binary aGk=', [found(5)]],
    ['binary that is none', 'x: !!binary ~~~', ['a.yaml:9:13 input/yaml-syntax']],
    ['a set', 'x: !!set {a, b}', [found(5)]],
    ['an ordered map', 'x: !!omap [a: 1]', [found(5)]],
    ['an own one', 'x: !own {a: 1}', [found(5)]],
    ['a number on text', 'x: !!int many', ['a.yaml:9:10 input/yaml-syntax']],
    ['an undeclared handle', 'x: !e!x y', ['a.yaml:9:4 input/yaml-syntax']],
  ])('%s', async (_, line, expected) => {
    expect((await beside({ 'a.yaml': `${peer}${line}\n` })).found).toEqual(expected);
  });
});

describe('a file under the hand', () => {
  test.each<[string, string]>([
    ['vanishes', 'there is no such file or folder'],
    ['becomes a folder', 'it is not a regular file'],
    ['changes while it is read', 'it changed while it was read'],
    ['may not be read', 'permission denied'],
  ])('that %s between the walk and the reading', async (_, reason) => {
    const { found: places, left } = await beside({ 'a.yaml': new HostError(reason) });
    expect([places, left]).toEqual([[unreadable], ['a.yaml: not checked, see the finding']]);
  });

  test('that vanishes between the passes is in the ledger', async () => {
    let times = 0;
    const node = () => {
      if (times++ > 0) throw new HostError('there is no such file or folder');
      return 'kind: Node\napiVersion: v1\nmetadata: {name: a}\n';
    };
    const { found: places, left } = await beside({ 'a.yaml': node });
    expect([places, left]).toEqual([[], ['a.yaml: it can no longer be read']]);
  });

  test('a folder that cannot be listed', async () => {
    const { left } = await beside({ 'b/c.yaml': peer }, (files) => ({
      ...files,
      list(folder) {
        if (folder.endsWith('/b')) throw new HostError('permission denied');
        return files.list(folder);
      },
    }));
    expect(left).toEqual(['b: unreadable: permission denied']);
  });
});
