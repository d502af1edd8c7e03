/** Paths of this repository that documents and comments name: what is moved takes its mentions along. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './support/run.ts';

const named = /(?<![\w./@~-])(?:src|policies|scripts|schemas|test|docs|\.ci)\/[\w.-]+(?:\/[\w.-]+)*(?![\w/<*{…-])/g;

/** Texts that people write. The rules' pages are made of METADATA, and fixtures name files of their own. */
const files = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...['src', 'test', 'scripts', 'policies', 'docs'].flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file.replaceAll('\\', '/')}`,
    ),
  ),
].filter((file) => /\.(?:md|ts|mjs|rego|sh)$/.test(file) && !/^(?:docs|test)\/rules\/|\/node_modules\//.test(file));

test('the files that documents and comments name are there', () => {
  expect(files.length).toBeGreaterThan(300);
  const missing = files.flatMap((file) =>
    prose(file, readFileSync(`${root}/${file}`, 'utf8')).flatMap((line) =>
      [...line.matchAll(named)]
        .map(([path]) => path.replace(/\.$/, ''))
        // The rule that CONTRIBUTING makes up.
        .filter((path) => !existsSync(`${root}/${path}`) && !path.includes('on-the-moon'))
        .map((path) => `${file}: ${path}`),
    ),
  );
  expect(missing).toEqual([]);
});

/** The lines that are read by people: all of a document, and a program's comments. */
function prose(file: string, text: string): string[] {
  const lines = text.split('\n');
  // What a changelog says was true then.
  if (file === 'CHANGELOG.md') return [];
  return file.endsWith('.md') ? lines : lines.filter((line) => /^\s*(?:\/\/|\/?\*|#)/.test(line));
}
