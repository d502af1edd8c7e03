import { describe, expect, test } from 'vitest';
import { decodeType7, passwordOf } from '../../../../src/classify/router/ios/passwords.ts';

describe('type 7', () => {
  test.each([
    ['060506324F41', 'cisco'],
    ['110A1016141D', 'cisco'],
  ])('%s', (hidden, plain) => {
    expect(decodeType7(hidden)).toBe(plain);
  });

  test.each(['', '06', '0605063', 'zz0506324F41', '990506324F41'])('%j is none', (text) => {
    expect(decodeType7(text)).toBeUndefined();
  });
});

describe('the number of a password', () => {
  const plain = passwordOf(['cisco'], 'ios');

  test('is that of the same password, however it is written', () => {
    expect(passwordOf(['0', 'cisco'], 'ios')).toBe(plain);
    expect(passwordOf(['7', '060506324F41'], 'nxos')).toBe(plain);
    expect(passwordOf(['"cisco"'], 'nxos')).toBe(plain);
    expect(passwordOf(['other'], 'ios')).not.toBe(plain);
  });

  test.each([
    [['6', 'QWERTYcdefg'], 'ios'],
    [['3', '9125d59c18a9b015'], 'nxos'],
    [['7', '060506324F41'], 'eos'],
    [['8a', 'abc'], 'eos'],
    [['<removed>'], 'ios'],
    [['7', '*****'], 'ios'],
    [['${BGP_PASSWORD}'], 'ios'],
    [['7', 'nothex'], 'ios'],
  ] as const)('%j of %s cannot be known', (words, dialect) => {
    expect(passwordOf(words, dialect)).toBeNull();
  });
});
