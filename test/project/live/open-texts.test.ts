import { describe, expect, test } from 'vitest';
import { openText, withOpenTexts } from '../../../src/project/live/open-texts.ts';
import { memory } from '../../support/memory.ts';

const opened = (texts: { readonly [path: string]: string }) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, openText(text)]));

const files = withOpenTexts(
  memory({ '/r/a.yaml': 'disk', '/r/sub/b.yaml': 'disk' }),
  opened({ '/r/a.yaml': 'open', '/r/new/c.yaml': 'bgp: é', '/r/sub/z.yaml': '' }),
);

describe('a text that is open', () => {
  test('takes the place of that on the disk', () => {
    expect(files.read('/r/a.yaml', 10).decode('utf-8')).toBe('open');
    expect(files.read('/r/sub/b.yaml', 10).decode('utf-8')).toBe('disk');
    expect(files.stat('/r/a.yaml')).toEqual({ kind: 'file', bytes: 4 });
  });

  test('is there with its folders, though the disk does not have it', () => {
    expect(files.list('/r').map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'file a.yaml',
      'folder new',
      'folder sub',
    ]);
    expect(files.list('/r/new')).toEqual([{ name: 'c.yaml', kind: 'file' }]);
    expect(files.list('/r/sub').map(({ name }) => name)).toEqual(['b.yaml', 'z.yaml']);
    expect(files.stat('/r/new').kind).toBe('folder');
    expect(files.stat('/r/ne').kind).toBe('missing');
    expect(files.real('/r/new/c.yaml')).toBe('/r/new/c.yaml');
  });

  test('has the bytes that its file would have', () => {
    const { binary, decode } = files.read('/r/new/c.yaml', 10);
    expect(binary).toBe('bgp: \xc3\xa9');
    expect(decode('utf-8')).toBe('bgp: é');
    const long = openText(`${'ü'.repeat(10_000)}\ud800`);
    expect(long.length).toBe(20_003);
    expect(new TextDecoder().decode(Uint8Array.from(long.bytes.binary, (unit) => unit.charCodeAt(0)))).toBe(
      long.bytes.decode('utf-8'),
    );
  });

  test('has the bounds of a file', () => {
    expect(() => files.read('/r/new/c.yaml', 6)).toThrow('it is 7 bytes large');
  });

  test('is that of a link, too', () => {
    const disk = memory({ '/r/a.yaml': 'disk', '/r/link.yaml': 'disk' });
    const linked = { ...disk, real: (path: string) => (path === '/r/link.yaml' ? '/r/a.yaml' : path) };
    const both = withOpenTexts(linked, opened({ '/r/link.yaml': 'open' }));
    expect(both.read('/r/a.yaml', 10).binary).toBe('open');
    expect(both.read('/r/link.yaml', 10).binary).toBe('open');
  });
});
