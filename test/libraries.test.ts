/** dist/LIBRARIES.txt and dist/sbom.cdx.json name all that dist/ holds of others. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bundledLibraries, librariesText, runtimeLibrary, softwareBill } from '../scripts/libraries.mjs';
import { root } from './support/run.ts';

interface Component {
  readonly type: string;
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly {
    readonly license?: { readonly id?: string; readonly name?: string };
    readonly expression?: string;
  }[];
  readonly components?: readonly Component[];
}

const read = (file: string) => readFileSync(`${root}/${file}`, 'utf8');
const list = read('dist/LIBRARIES.txt');
const bill = JSON.parse(read('dist/sbom.cdx.json'));
const { packages } = JSON.parse(read('package-lock.json'));
const listed = list.split(`\n${'-'.repeat(80)}\n`).flatMap(
  (part) =>
    /^(.+?)(?: (\d[\w.-]*))? \((.+)\)$/m
      .exec(part.split('\n')[0] ?? '')
      ?.slice(1, 4)
      .join('|') ?? [],
);
const flat = (components: readonly Component[]): Component[] =>
  components.flatMap((each) => [each, ...flat(each.components ?? [])]);
const components = flat(bill.components);
const fullName = ({ group, name }: Component) => (group === undefined ? name : `${group}/${name}`);
const licence = ({ licenses }: Component) =>
  licenses[0]?.expression ?? licenses[0]?.license?.id ?? licenses[0]?.license?.name;

test('both name the same libraries, versions and licences', () => {
  expect(components.map((each) => [fullName(each), each.version, licence(each)].join('|'))).toEqual(listed);
  expect(listed.length).toBeGreaterThan(20);
});

/** What the bundles say that they hold: none of these could be left out. */
test.each(['@open-policy-agent/opa-wasm', 'ajv', 'commander', 'glob', 'minimatch', 'yaml', 'opa', 'RE2', 'libmpdec'])(
  '%s',
  (name) => {
    expect(components.map(fullName)).toContain(name);
  },
);

describe('packages are as the lock file has them', () => {
  const npm = components.filter(({ purl }) => purl?.startsWith('pkg:npm/'));
  test.each(npm.map((each) => [fullName(each), each] as const))('%s', (name, { version, purl, hashes, licenses }) => {
    const locked = packages[`node_modules/${name}`];
    expect(locked).toMatchObject({ version, license: licenses[0]?.license?.id });
    expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
    const digest = Buffer.from(hashes?.[0]?.content ?? '', 'hex').toString('base64');
    expect(`sha512-${digest}`).toBe(locked.integrity);
  });
});

describe('OPA and its runtime', () => {
  const runtime = runtimeLibrary(root);
  const sections = read('scripts/opa-runtime.txt')
    .split(/^==== /m)
    .slice(1);

  test('scripts/opa-runtime.txt was looked through for the release that compiles the rules', () => {
    expect(read('scripts/opa/go.mod')).toContain(`github.com/open-policy-agent/opa v${runtime.version}\n`);
    expect(runtime.purl).toBe(`pkg:golang/github.com/open-policy-agent/opa@v${runtime.version}`);
  });

  test('what has a trace in the module is in the module', () => {
    const module = readFileSync(`${root}/dist/policy.wasm`).toString('latin1');
    const traces = sections.flatMap((text) => /^trace: (.*)$/m.exec(text)?.[1] ?? []);
    expect(traces.length).toBeGreaterThan(2);
    for (const trace of traces) expect(module.includes(trace), trace).toBe(true);
  });

  test.each(runtime.parts.map((part) => [part.name, part] as const))('the notice of %s goes with it', (_, part) => {
    expect(list).toContain(part.text);
    expect(part.text).toMatch(/copyright|LLVM Exceptions/i);
  });

  test('the texts that notices point to are there', () => {
    expect(list).toContain('Apache License');
    expect(list).toContain('END OF TERMS AND CONDITIONS');
  });
});

describe('the document is CycloneDX 1.6', () => {
  test('with what every one must have', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(bill.metadata.component).toMatchObject({ type: 'application', name: 'bgplint' });
    for (const each of components) {
      expect(each.type).toBe('library');
      expect(each.name).not.toBe('');
      // One license choice each: an id or a name, or an expression alone.
      expect(each.licenses).toHaveLength(1);
      expect(each.purl ?? 'pkg:').toMatch(/^pkg:/);
    }
  });

  test('references are unique, and lead somewhere', () => {
    const refs = [bill.metadata.component['bom-ref'], ...components.map((each) => each['bom-ref'])];
    expect(new Set(refs).size).toBe(refs.length);
    expect(bill.dependencies.map(({ ref }: { ref: string }) => ref).sort()).toEqual([...refs].sort());
    for (const { dependsOn } of bill.dependencies) for (const ref of dependsOn) expect(refs).toContain(ref);
  });

  test('nothing in it depends on when or where it is made', () => {
    expect(bill).not.toHaveProperty('serialNumber');
    expect(bill.metadata).not.toHaveProperty('timestamp');
    expect(JSON.stringify(bill)).not.toContain(root);
  });
});

test('both follow from what was bundled', () => {
  const inputs = ['src/cli.ts', 'node_modules/yaml/browser/dist/index.js', 'node_modules/ajv/dist/core.js'];
  const bundled = bundledLibraries(root, inputs);
  expect(bundled.map(({ name }) => name)).toEqual(['ajv', 'yaml']);
  const runtime = runtimeLibrary(root);
  expect(librariesText(bundled, runtime)).toContain(`\nyaml ${packages['node_modules/yaml'].version} (ISC)\n`);
  const made = JSON.parse(softwareBill(root, bundled, runtime));
  expect(made.components.map(({ name }: Component) => name)).toEqual(['ajv', 'yaml', 'opa']);
});
