import { describe, expect, test } from 'vitest';
import { readInputs, variableOf } from '../../src/action/inputs.ts';

const read = (inputs: { readonly [name: string]: string }) =>
  readInputs({ env: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variableOf(name), value])) });

describe('inputs', () => {
  test('paths and args are lines; blank ones do not count', () => {
    expect(read({ paths: ' a b \r\n\n  c\n' }).paths).toEqual(['a b', 'c']);
    expect(read({ args: '--require-resources\n\n' }).args).toEqual(['--require-resources']);
  });

  test('an empty input has its default', () => {
    expect(read({ paths: ' \n', 'fail-on': '', 'changed-only': ' ', summary: '', 'working-directory': '' })).toEqual(
      read({}),
    );
    expect(read({})).toMatchObject({ paths: ['.'], failOn: 'error', changedOnly: 'auto', summary: true });
  });

  test.each([
    ['changed-only', 'yes', 'The input changed-only is "yes": it must be auto, true or false.'],
    ['upload-sarif', 'True', 'The input upload-sarif is "True": it must be auto, true or false.'],
    ['annotations', '1', 'The input annotations is "1": it must be auto, true or false.'],
    ['summary', 'auto', 'The input summary is "auto": it must be true or false.'],
  ])('a wrong word is refused: %s', (name, value, message) => {
    expect(() => read({ [name]: value })).toThrow(message);
  });

  test('a step has no standard input', () => {
    expect(() => read({ paths: 'k8s\n-' })).toThrow('write ./- for a file of that name');
    expect(read({ paths: './-' }).paths).toEqual(['./-']);
  });
});
