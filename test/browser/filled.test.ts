import { describe, expect, test } from 'vitest';
import { filler } from '../../src/browser/filled.ts';
import { stars } from '../../src/lib/mask.ts';

describe('a masked text that is read again', () => {
  test.each([
    ['hunter2hunter2', 'xxxxxxxxxxxxx1'],
    ['"hunter2"', '"xxxxxx1"'],
    ["'two words'", "'xx1 xxxx2'"],
    ['"ends with \\""', '"xxx1 xxx2 x3"'],
    ['aHVudGVyMg==', 'xxxxxxxxx1=='],
    ['12345', '11111'],
    ['true', 'true'],
    ['""', '""'],
    ['x', 'x'],
    ['"', '"'],
  ])('%s', (secret, expected) => {
    expect(filler()(secret, stars(secret))).toHaveLength(secret.length);
    expect(filler()(secret, stars(secret))).toBe(expected);
  });

  test('keeps stars that are no mask, and lines', () => {
    const text = 'a: "*"\nb: **x\nc: hunter2\n';
    expect(filler()(text, 'a: "*"\nb: **x\nc: *******\n')).toBe('a: "*"\nb: **x\nc: xxxxxx1\n');
  });

  test('keeps of a plan what makes it one', () => {
    const text = '{"resource_changes": [{"type": "aws_vpc", "name": "hunter", "hunter2": "type"}]}';
    const masked = text.replace(/"[^"]*"/g, (quoted) => stars(quoted));
    expect(filler()(text, masked)).toBe(
      '{"resource_changes": [{"type": "aws_vpc", "name": "xxxxx1", "xxxxxx2": "xxx3"}]}',
    );
  });

  test('equal secrets of several texts stay equal, and others differ', () => {
    const fill = filler();
    const said = (secret: string) => fill(secret, stars(secret));
    expect(said('hunter2')).toBe(said('hunter2'));
    expect(said('"hunter2"')).toBe(`"${said('hunter2')}"`);
    expect(said('hunter3')).not.toBe(said('hunter2'));
  });
});
