/**
 * Which modules an ordinary run is loaded without. V8 looks at all of a file before it runs any of it, 30 microseconds a
 * kilobyte, whether it is called or not. So dist/main.cjs holds what a run over a few plain files calls, and the rest stands in
 * rooms, files of their own, which are loaded at the first call.
 *
 * The sources know nothing of it. Where an import leads into a room, there stands a function of the same name that enters it. So
 * what is imported from a room must be a function, or a class of which instances are only made; a room may import anything of main.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** By room: modules of src/, or folders of them, that are behind its doors. What only they need goes along. */
const doors = {
  /** Texts that are not in plain block style, and what is wrong with them. */
  syntax: [
    'parse/yaml/any-document.ts',
    'parse/yaml/objects.ts',
    'parse/yaml/template.ts',
    'parse/embedded.ts',
    'lib/scalar-offsets.ts',
  ],
  /** JSON, and plans of Terraform. */
  plans: [
    'parse/json/index.ts',
    'parse/json/check.ts',
    'parse/json/places.ts',
    'classify/terraform/',
    'lint/terraform/sources.ts',
    'lint/terraform/placed.ts',
    'lint/terraform/comments.ts',
    'classify/firewall/',
  ],
  /** What hosts print. Of a folder within another the later door counts. */
  hosts: ['parse/host/index.ts', 'classify/host/', 'classify/firewall/chains/'],
  /** Configurations of routers. */
  routers: ['parse/router/index.ts', 'classify/router/'],
  /** What running systems print. */
  status: ['parse/status/index.ts', 'classify/status/'],
  /** The words about an object that is not as its schema says. */
  faults: [
    'classify/kubernetes/unknown-field.ts',
    'classify/kubernetes/wrong-value.ts',
    'classify/kubernetes/smart-quotes.ts',
    'classify/kubernetes/unchecked.ts',
    'lib/calico-selector/diagnose.ts',
    'families/metallb/legacy-facts.ts',
  ],
  /** What kustomizations write into objects. */
  builds: [
    'classify/kustomize/operations.ts',
    'classify/kustomize/parts.ts',
    'classify/kustomize/replacements.ts',
    'classify/kustomize/secrets.ts',
    'classify/kustomize/writes.ts',
  ],
  /** Rules of Prometheus. */
  alerts: ['classify/monitoring/', 'lib/promql/'],
  /** Objects that charts make of values. */
  charts: ['classify/helm/made.ts', 'classify/helm/parameters.ts', 'classify/made-document.ts'],
  /** What becomes of findings, and what answers them. */
  findings: [
    'classify/readable/',
    'fix/',
    'lint/frames.ts',
    'lint/terraform/shown.ts',
    'locate/reach.ts',
    'locate/undecided.ts',
    'report/pretty/frame.ts',
    'suppress/baseline-matches.ts',
    'suppress/baseline-facts.ts',
    'evaluate/parts.ts',
  ],
  /** All reports but the one on the screen. */
  reports: [
    'report/json.ts',
    'report/sarif/',
    'report/junit.ts',
    'report/github.ts',
    'report/gitlab.ts',
    'report/rdjson/',
    'report/checkstyle.ts',
    'report/markdown/',
    'cli/blob.ts',
  ],
  /** What a person asks for in few lines. */
  lines: ['report/concise.ts', 'report/statistics.ts', 'cli/on-screen.ts', 'cli/select.ts'],
  /** The map, but for its page. */
  maps: ['lint/topology/', 'export/mermaid.ts', 'export/dot.ts', 'export/json.ts', 'cli/map.ts'],
  /** The map as a page. */
  page: ['export/html/'],
  /** The page that checks in a browser, and what serves it. */
  sandbox: ['cli/sandbox/index.ts'],
  /** What changed since a commit. */
  changes: ['project/history.ts', 'project/changed.ts', 'narrow/', 'host/git.ts'],
  /** The commands beside the check, and what a check does but once in a while. */
  commands: [
    'cli/init/index.ts',
    'cli/rules.ts',
    'cli/explain/index.ts',
    'cli/completion/index.ts',
    'cli/fix.ts',
    'cli/help.ts',
    'cli/missing-path.ts',
    'cli/file-list.ts',
    'cli/stdin.ts',
    'config/print.ts',
    'config/errors.ts',
    'project/write.ts',
  ],
  /** The language server, and what only editors ask. */
  lsp: ['cli/lsp.ts', 'lsp/', 'editor/', 'project/live/'],
};

/** The file of what is in no room. */
const main = 'main';

/**
 * @typedef {object} Rooms
 * @property {readonly string[]} files their names in dist/, `main` first
 * @property {(file: string) => string} entry what a file exports to the others
 * @property {(file: string) => import('esbuild').Plugin} plugin puts doors where imports lead into another file
 */

/** @param {string} root @param {readonly import('esbuild').Plugin[]} plugins @returns {Promise<Rooms>} */
export async function roomsOf(root, plugins) {
  const graph = await importsOf(root, plugins);
  const texts = new Map([...graph.keys()].map((module) => [module, readFileSync(join(root, module), 'utf8')]));
  const fileOf = assigned(root, graph);
  const exportsOf = (/** @type {string} */ module) => declarations(texts.get(module) ?? '');
  /** What of a module is asked for by those of other files. @type {Map<string, Set<string>>} */
  const asked = new Map();
  for (const [module, imports] of graph) {
    const text = texts.get(module) ?? '';
    for (const { path, kind } of imports) {
      const to = fileOf(path);
      if (fileOf(module) === to) continue;
      const names = asked.get(path) ?? new Set();
      asked.set(path, names);
      const named = kind === 'dynamic-import' ? [...exportsOf(path).keys()] : namesFrom(text, module, path);
      for (const name of named) names.add(name);
      if (kind !== 'dynamic-import' && to !== main) check(module, text, path, named, exportsOf(path));
    }
  }
  return {
    files: [main, ...Object.keys(doors)],
    entry(file) {
      const lines = [...asked]
        .filter(([module]) => fileOf(module) === file)
        .map(([module, names]) => {
          const items = [...names].map((name) => `${name} as ${keyOf(module, name)}`);
          return `export { ${items.join(', ')} } from './${module}';`;
        });
      return [...lines, ...(file === main ? ["import './src/cli.ts';"] : [])].join('\n');
    },
    plugin: (file) => ({
      name: 'rooms',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^\.\.?\/.*\.ts$/, namespace: 'file' }, ({ path, kind, resolveDir }) => {
          const module = relativeTo(root, join(resolveDir, path));
          if (!graph.has(module) || fileOf(module) === file) return undefined;
          return { path: module, namespace: 'door', suffix: kind === 'dynamic-import' ? '?late' : '' };
        });
        onResolve({ filter: /^\.\/\w+\.cjs$/, namespace: 'door' }, ({ path }) => ({ path, external: true }));
        onLoad({ filter: /.*/, namespace: 'door' }, ({ path, suffix }) => {
          const kinds = exportsOf(path);
          const names = suffix === '' ? [...(asked.get(path) ?? [])] : [...kinds.keys()];
          const door = suffix !== '' ? lateDoor : fileOf(path) === main ? wayBack : doorOf;
          return { contents: door(path, fileOf(path), names, kinds), resolveDir: root, loader: 'js' };
        });
      },
    }),
  };
}

/** Stands for a module in a room. @param {string} module @param {string} room @param {readonly string[]} names @param {ReadonlyMap<string, string>} kinds */
function doorOf(module, room, names, kinds) {
  const lines = names.map((name) => {
    const target = `require('./${room}.cjs').${keyOf(module, name)}`;
    if (kinds.get(name) === 'class') return `export function ${name}(...given) { return new (${target})(...given); }`;
    // What is no function nobody imports but from within the room, or by `await import()`.
    return `export function ${name}(...given) { return ${target}(...given); }`;
  });
  return lines.join('\n');
}

/** Stands for a module of main in a room: main is there, whole, before any room is entered. @param {string} module @param {string} file @param {readonly string[]} names */
function wayBack(module, file, names) {
  const lines = names.map((name) => `export const ${name} = main.${keyOf(module, name)};`);
  return [`const main = require('./${file}.cjs');`, ...lines].join('\n');
}

/** What `await import()` gives. @param {string} module @param {string} room @param {readonly string[]} names */
function lateDoor(module, room, names) {
  const members = names.map((name) => `get ${name}() { return require('./${room}.cjs').${keyOf(module, name)}; }`);
  return `module.exports = { ${members.join(', ')} };`;
}

/** Throws where a door cannot stand for what is imported. @param {string} module @param {string} text @param {string} of @param {readonly string[]} names @param {ReadonlyMap<string, string>} kinds */
function check(module, text, of, names, kinds) {
  for (const name of names) {
    const kind = kinds.get(name);
    const isMade = kind === 'class' && !new RegExp(`(?:instanceof|extends) ${name}\\b|\\b${name}\\.\\w`).test(text);
    if (kind === 'function' || isMade) continue;
    throw new Error(
      `${module} imports ${name} of ${of}, which stands in a room: there it can only call functions, and make instances of ` +
        'classes. Move what it needs into another module, or take the door out of scripts/rooms.mjs.',
    );
  }
}

/** What has a key, by it. @type {Map<string, string>} */
const keyed = new Map();

/**
 * How a file's export is called: short, because main has hundreds of them, and always the same, so that what is built changes
 * only where the sources do.
 * @param {string} module @param {string} name
 */
function keyOf(module, name) {
  const whole = `${module} ${name}`;
  const key = `$${createHash('sha256').update(whole).digest('hex').slice(0, 6)}`;
  const other = keyed.get(key) ?? whole;
  if (other !== whole) throw new Error(`scripts/rooms.mjs: ${whole} and ${other} have one key: take more digits`);
  keyed.set(key, whole);
  return key;
}

/** @param {string} root @param {string} path */
function relativeTo(root, path) {
  return join(path).slice(join(root).length).replaceAll('\\', '/').replace(/^\//, '');
}

/** @typedef {ReadonlyMap<string, readonly { readonly path: string, readonly kind: string }[]>} Graph modules of src/ */

/** @param {string} root @param {readonly import('esbuild').Plugin[]} plugins @returns {Promise<Graph>} */
async function importsOf(root, plugins) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    // `import.meta` is empty there, which the bundle itself is not.
    logLevel: 'error',
    metafile: true,
    plugins: [...plugins],
  });
  const own = Object.entries(metafile.inputs).filter(([module]) => module.startsWith('src/'));
  return new Map(own.map(([module, { imports }]) => [module, imports.filter(({ path }) => path.startsWith('src/'))]));
}

/**
 * The file of each module: that of its door, else `main` where main leads to it without a door, else the first room that does.
 * @param {string} root @param {Graph} graph @returns {(module: string) => string}
 */
function assigned(root, graph) {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const [room, paths] of Object.entries(doors)) {
    for (const path of paths) {
      if (!existsSync(join(root, 'src', path))) throw new Error(`scripts/rooms.mjs: src/${path} is not there`);
      for (const module of graph.keys())
        if (module === `src/${path}` || (path.endsWith('/') && module.startsWith(`src/${path}`)))
          files.set(module, room);
    }
  }
  const behindDoors = new Set(files.keys());
  const reached = (/** @type {readonly string[]} */ from) => {
    const found = new Set(from);
    for (const module of found)
      for (const { path } of graph.get(module) ?? []) if (!behindDoors.has(path)) found.add(path);
    return found;
  };
  for (const module of reached(['src/cli.ts'])) files.set(module, main);
  for (const room of Object.keys(doors)) {
    const own = [...behindDoors].filter((module) => files.get(module) === room);
    for (const module of reached(own)) if (!files.has(module)) files.set(module, room);
  }
  return (module) => files.get(module) ?? main;
}

/** What a module exports, and what that is. @param {string} text @returns {ReadonlyMap<string, string>} */
function declarations(text) {
  const found = text.matchAll(/^export (?:async )?(function|class|const|let)(?:\s*\*)?\s+(\w+)/gm);
  return new Map([...found].map(([, kind = '', name = '']) => [name, kind]));
}

/** What a module imports, or exports again, of another. @param {string} text @param {string} module @param {string} of @returns {string[]} */
function namesFrom(text, module, of) {
  return [...text.matchAll(/^(?:import|export) \{([^}]*)\} from '(\.[^']*)'/gm)]
    .filter(([, , from = '']) => join(module, '..', from).replaceAll('\\', '/') === of)
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
    .map((name) => name.replace(/ as .*/, ''));
}
