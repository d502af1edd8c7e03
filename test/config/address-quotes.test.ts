import { expect, test } from 'vitest';
import { quotedAddress } from '../../src/config/address-quotes.ts';

const near = (text: string, mark: string) => quotedAddress(text, text.indexOf(mark));

test.each([
  ['nodes: [module.x.aws_security_group.y[0]]', ']]', "'module.x.aws_security_group.y[0]'"],
  ['nodes: [aws_security_group.y["a"], b.c]', '"a"', `'aws_security_group.y["a"]'`],
  ["nodes: [aws_security_group.y['a']]", "'a'", `'aws_security_group.y["a"]'`],
  ['- module.x["b: c"].aws_security_group.y', '- ', `'module.x["b: c"].aws_security_group.y'`],
  ['- *.aws_security_group.y', '*', "'*.aws_security_group.y'"],
  ['nodes: [a.b[0], c.d[1]]', 'c.d', "'c.d[1]'"],
  ['first: [a.b[0]]\nsecond: [c.d[1]]', 'c.d', "'c.d[1]'"],
])('%s at %s', (text, mark, quoted) => {
  expect(near(text, mark)).toBe(quoted);
});

test.each(['nodes: [aws_security_group.y b]', 'exclude: [**/*.yaml]', '- just: [text', ''])(
  '%s needs no advice',
  (text) => {
    expect(quotedAddress(text, 3)).toBeUndefined();
  },
);
