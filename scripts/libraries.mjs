/**
 * What dist/ holds of others: bundled packages of npm, and what OPA's compiler puts into the module. As a list with their
 * notices (dist/LIBRARIES.txt), and as a CycloneDX document (dist/sbom.cdx.json) without a time or a serial number, so
 * that equal sources make equal bytes.
 *
 * The document is made by our own code, because all that it says stands here already, and it must be the same bytes each
 * time; instead of @cyclonedx/cyclonedx-library, 7 MB that would need Node 20.18, for one object. Its schema of
 * CycloneDX 1.6 takes ours; a test holds what that checks, since the schema comes only with the library.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Library
 * @property {string} name
 * @property {string | undefined} version Undefined where its owner took it without one.
 * @property {string} licence An SPDX expression, or the name of a notice that has none.
 * @property {boolean} named True for a name.
 * @property {string | undefined} purl
 * @property {string | undefined} integrity As the lock file has it: `sha512-` and Base64, of what npm downloads.
 * @property {string | undefined} what What it does, for parts that are no packages.
 * @property {string | undefined} source Where it stands in the sources of what it is a part of.
 * @property {string} text The notice that must go with it.
 * @property {readonly string[]} requires Names of libraries.
 * @property {readonly Library[]} parts
 */

/**
 * The packages of which files were bundled, in the order of their folders.
 * @param {string} root @param {readonly string[]} inputs paths of what was bundled, from the root @returns {Library[]}
 */
export function bundledLibraries(root, inputs) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const folders = inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  return [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    // node_modules may be a link to a folder elsewhere.
    const locked = packages[folder.slice(folder.indexOf('node_modules/'))];
    if (locked?.version !== version) throw new Error(`${folder} is not as package-lock.json says: run npm ci`);
    const files = readdirSync(join(root, folder)).filter((file) => /^(?:licen[cs]e|notice)/i.test(file));
    const text = files.map((file) => readFileSync(join(root, folder, file), 'utf8').trim()).join('\n\n');
    if (text === '') throw new Error(`${folder} has no text of its licence, which must go with dist/`);
    return {
      name,
      version,
      licence: license,
      named: false,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      integrity: locked.integrity,
      what: undefined,
      source: undefined,
      text,
      requires: Object.keys(locked.dependencies ?? {}),
      parts: [],
    };
  });
}

/** OPA's runtime with its parts, as scripts/opa-runtime.txt lists them. @param {string} root @returns {Library} */
export function runtimeLibrary(root) {
  const [opa, ...parts] = readFileSync(join(root, 'scripts', 'opa-runtime.txt'), 'utf8')
    .split(/^==== /m)
    .slice(1)
    .map(section);
  if (opa === undefined) throw new Error('scripts/opa-runtime.txt lists nothing');
  return { ...opa, parts };
}

/** @param {string} text @returns {Library} */
function section(text) {
  const [, name = '', head = '', notice = ''] = /^(.*)\n((?:.+\n)*)\n([\s\S]*)$/.exec(text) ?? [];
  const known = new Map([...head.matchAll(/^(\w+): (.*)$/gm)].map(([, key, value]) => [key, value]));
  const licence = known.get('licence') ?? known.get('notice');
  if (licence === undefined) throw new Error(`scripts/opa-runtime.txt: ${name} has no licence`);
  return {
    name,
    version: known.get('version'),
    licence,
    named: !known.has('licence'),
    purl: known.get('purl'),
    integrity: undefined,
    what: known.get('what'),
    source: known.get('source'),
    text: notice.trim(),
    requires: [],
    parts: [],
  };
}

const between = `\n${'-'.repeat(80)}\n`;

/** @param {readonly Library[]} bundled @param {Library} runtime @returns {string} */
export function librariesText(bundled, runtime) {
  const opened = noticesText('Libraries that are bundled into the files of this folder, with their licences.', bundled);
  const told = "In policy.wasm: the runtime of OPA, and what is inside of it. Paths are those of OPA's repository.";
  return `${opened}${between}${noticesText(told, [runtime, ...runtime.parts])}`;
}

/** A list of libraries with their licences. @param {string} heading @param {readonly Library[]} libraries @returns {string} */
export function noticesText(heading, libraries) {
  return [`${heading}\n`, ...libraries.map(notice)].join(between);
}

/** @param {Library} library @returns {string} */
function notice({ name, version, licence, what, source, text }) {
  const told = what === undefined ? '' : `${what}: ${source}\n`;
  return `${name}${version === undefined ? '' : ` ${version}`} (${licence})\n${told}\n${text}\n`;
}

/**
 * CycloneDX 1.6. The hash is that of the package as npm downloads it.
 * @param {string} root @param {readonly Library[]} bundled @param {Library} runtime @returns {string}
 */
export function softwareBill(root, bundled, runtime) {
  const { name, version, license, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const own = `pkg:npm/${name}@${version}`;
  const refs = new Map(bundled.map((library) => [library.name, refOf(library)]));
  /** @param {readonly string[]} names */
  const known = (names) => names.flatMap((each) => refs.get(each) ?? []);
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'application',
        'bom-ref': own,
        name,
        version,
        licenses: [{ license: { id: license } }],
        purl: own,
      },
    },
    components: [...bundled, runtime].map(component),
    dependencies: [
      { ref: own, dependsOn: [...known(Object.keys(devDependencies)), refOf(runtime)] },
      ...bundled.map((library) => ({ ref: refOf(library), dependsOn: known(library.requires) })),
      { ref: refOf(runtime), dependsOn: runtime.parts.map(refOf) },
      ...runtime.parts.map((part) => ({ ref: refOf(part), dependsOn: [] })),
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** @param {Library} library @returns {object} */
function component(library) {
  const { name, version, licence, named, purl, integrity, what, source, parts } = library;
  const [, group, own = name] = /^(@[^/]+)\/(.*)$/.exec(name) ?? [];
  const license = named
    ? { license: { name: licence } }
    : / /.test(licence)
      ? { expression: licence }
      : { license: { id: licence } };
  const digest = /^sha512-(.*)$/.exec(integrity ?? '')?.[1];
  return {
    type: 'library',
    'bom-ref': refOf(library),
    ...(group === undefined ? {} : { group }),
    name: own,
    ...(version === undefined ? {} : { version }),
    ...(what === undefined ? {} : { description: what }),
    ...(digest === undefined
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
    licenses: [license],
    ...(purl === undefined ? {} : { purl }),
    ...(source === undefined ? {} : { properties: [{ name: 'bgplint:source', value: source }] }),
    ...(parts.length === 0 ? {} : { components: parts.map(component) }),
  };
}

/** @param {Library} library @returns {string} */
function refOf({ name, purl }) {
  return purl ?? `opa-runtime/${name}`;
}
