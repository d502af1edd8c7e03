/** The fixtures of the rules, and what they expect. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.ts';

export const folder = `${root}/test/rules`;

export interface Fixture {
  readonly rule: string;
  readonly name: string;
  readonly path: string;
  readonly bad: boolean;
  /** `file:line` or `file:line:column`; `file:-` where there is no text. */
  readonly expected: readonly string[];
}

let found: readonly Fixture[] | undefined;

/** All fixtures, in the order of their paths. They are read once. */
export function fixtures(): readonly Fixture[] {
  found ??= read();
  return found;
}

function read(): Fixture[] {
  return ids().flatMap((rule) =>
    readdirSync(join(folder, rule))
      .filter((name) => !name.endsWith('.expect'))
      .sort()
      .map((name) => {
        const path = `${folder}/${rule}/${name}`;
        const files = statSync(path).isDirectory() ? below(path) : [path];
        const base = statSync(path).isDirectory() ? path : `${folder}/${rule}`;
        const expected = files.flatMap((file) =>
          expectations(file, rule).map((at) => `${file.slice(base.length + 1)}:${at}`),
        );
        return { rule, name, path, bad: name.startsWith('bad-'), expected };
      }),
  );
}

/** `family/fault` of every folder of fixtures; `npm run rule` asks for one of them. */
export function ids(): string[] {
  const wanted = process.env['BGPLINT_RULE'];
  return readdirSync(folder)
    .flatMap((family) =>
      readdirSync(join(folder, family))
        .sort()
        .map((fault) => `${family}/${fault}`),
    )
    .filter((id) => wanted === undefined || id === wanted);
}

function below(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((file) => `${path}/${file.replaceAll('\\', '/')}`)
    .filter((file) => statSync(file).isFile() && !file.endsWith('.expect'));
}

/** `line` of every `# expect: <id>`, and `line:column` of every line of the file beside it. */
function expectations(file: string, rule: string): string[] {
  if (existsSync(`${file}.expect`)) {
    return readFileSync(`${file}.expect`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([, id]) => id === rule)
      .map(([at = '']) => at);
  }
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => (line.trimEnd().endsWith(`# expect: ${rule}`) ? [String(i + 1)] : []));
}
