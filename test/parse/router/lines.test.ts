import { expect, test } from 'vitest';
import { parseRouterLines } from '../../../src/parse/router/lines.ts';

const text =
  'router bgp 64512\n  neighbor 192.0.2.1 password hunter2\nexit\nexit\n! bgplint-ignore router/syntax -- old\n';
const [document] = parseRouterLines({ file: 'frr.conf', text }).documents;
const at = (...path: (string | number)[]) => {
  const [span] = document?.locate([{ path, on: 'value' }]) ?? [];
  return span && text.slice(span.start, span.end);
};

test('finds lines and their words', () => {
  expect(at('router bgp 64512')).toBe('router bgp 64512');
  expect(at('router bgp 64512', 2)).toBe('64512');
  expect(at('neighbor 192.0.2.1 password …', 3)).toBe('hunter2');
  expect(document?.locate([{ path: ['exit (2)'], on: 'key' }])[0]?.start).toBe(text.lastIndexOf('exit'));
});

test('knows nothing else', () => {
  expect(at('router bgp 1')).toBeUndefined();
  expect(at('router bgp 64512', 3)).toBeUndefined();
  expect(at('router bgp 64512', 'x')).toBe('router bgp 64512');
});

test('keeps comments that answer findings', () => {
  expect(document?.comments.map((comment) => comment.text)).toEqual([' bgplint-ignore router/syntax -- old']);
});
