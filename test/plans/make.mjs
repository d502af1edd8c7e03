/**
 * Makes the plans of test/plans/aws again, by real Terraform, with moto on a loopback port in AWS' place:
 * `node test/plans/make.mjs`, or some of them: `node test/plans/make.mjs self-inline t02-second-plan`. With `--check` it writes
 * nothing, and fails where a plan is not what it was; where a program is missing it says so, and passes. test/plans/README.md says what the files of a scenario are.
 */
import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Aws } from './aws.mjs';
import { normalized } from './normalize.mjs';
import { findTools, providerVersion } from './tools.mjs';

/** @typedef {import('./tools.mjs').Tools} Tools */

export const folder = join(dirname(fileURLToPath(import.meta.url)), 'aws');

/** The names of all scenarios. */
export const scenarios = readdirSync(folder).sort();

// Each takes a gigabyte of memory, at most.
const mostLanes = 4;

const versions = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "${providerVersion}" }
  }
}
`;

/**
 * What Terraform gives for each scenario: the file's name and its text. As many are made at a time as there are processors, in
 * no order, each lane in an account of its own.
 * @param {Tools} tools
 * @param {readonly string[]} names
 * @param {(name: string, made: { file: string, text: string } | Error) => void} done
 */
export async function makeAll(tools, names, done) {
  const root = mkdtempSync(join(tmpdir(), 'bgplint-plans-'));
  const left = [...names];
  const lanes = Math.min(availableParallelism(), mostLanes, names.length);
  try {
    await Promise.all(Array.from({ length: lanes }, () => makeLane(tools, left, root, done)));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * Takes names from `left` until there are none, with its own moto and its own process of the provider.
 * @param {Tools} tools
 * @param {string[]} left
 * @param {string} root
 * @param {(name: string, made: { file: string, text: string } | Error) => void} done
 */
async function makeLane(tools, left, root, done) {
  const aws = await Aws.start(tools.moto);
  const env = {
    // Nothing of the caller's own account or proxies.
    ...Object.fromEntries(['PATH', 'HOME', 'TMPDIR'].map((name) => [name, process.env[name]])),
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'eu-central-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    CHECKPOINT_DISABLE: '1',
    NO_COLOR: '1',
  };
  // One process of the provider for all runs: to start it takes longer than to plan.
  const provider = spawn(tools.provider, ['-debug'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const reattach = await printed(provider.stdout, /TF_REATTACH_PROVIDERS='(.*)'/);
    // Terraform reads the provider's whole schema each time: half of that was the collector of garbage.
    const runner = new Runner(tools, { ...env, TF_REATTACH_PROVIDERS: reattach, GOGC: '600' }, aws);
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const made = await runner.make(name, join(root, name)).catch((/** @type {Error} */ error) => error);
      done(name, made);
    }
  } finally {
    provider.kill();
    aws.stop();
  }
}

/** Runs the stages of one scenario after another. */
class Runner {
  /** @param {Tools} tools @param {NodeJS.ProcessEnv} env @param {Aws} aws */
  constructor(tools, env, aws) {
    this.tools = tools;
    this.env = env;
    this.aws = aws;
  }

  /** @param {string} name @param {string} work a folder that does not exist yet */
  async make(name, work) {
    const source = join(folder, name);
    const said = directives(readFileSync(join(source, 'main.tf'), 'utf8'));
    await this.aws.reset();
    if (existsSync(join(source, 'before.tf'))) await this.#apply(source, 'before.tf', work);
    else if (said.has('applied')) await this.#apply(source, 'main.tf', work);
    if (existsSync(join(source, 'meanwhile.tf'))) await this.#apply(source, 'meanwhile.tf', `${work}-meanwhile`);
    if (existsSync(join(source, 'then.tf'))) {
      this.aws.refused = said.get('refused');
      await this.#apply(source, 'then.tf', work, this.aws.refused !== undefined);
    }
    if (said.has('state')) {
      const text = await this.#run(work, ['show', '-json']);
      return { file: 'state.json', text: normalized(JSON.parse(text), work) };
    }
    if (said.has('state file')) {
      const text = readFileSync(join(work, 'terraform.tfstate'), 'utf8');
      return { file: 'terraform.tfstate', text: normalized(JSON.parse(text), work) };
    }
    await this.#provide(source, 'main.tf', work);
    const more = (said.get('plan') ?? '').split(' ').filter((word) => word !== '');
    await this.#run(work, ['plan', '-input=false', '-parallelism=1', '-out=tfplan', ...more], said.has('plan fails'));
    return {
      file: 'plan.json',
      text: normalized(JSON.parse(await this.#run(work, ['show', '-json', 'tfplan'])), work),
    };
  }

  /** @param {string} source @param {string} file @param {string} work @param {boolean} [mustFail] */
  async #apply(source, file, work, mustFail = false) {
    await this.#provide(source, file, work);
    await this.#run(work, ['apply', '-input=false', '-parallelism=1', '-auto-approve'], mustFail);
  }

  /** A working folder with one file of the scenario as its `main.tf`, and its modules. @param {string} source @param {string} file @param {string} work */
  async #provide(source, file, work) {
    mkdirSync(work, { recursive: true });
    writeFileSync(join(work, 'versions.tf'), versions);
    cpSync(join(source, file), join(work, 'main.tf'));
    for (const name of readdirSync(source)) {
      if (!name.includes('.')) cpSync(join(source, name), join(work, name), { recursive: true });
    }
    await this.#run(work, ['init', '-input=false', '-no-color', `-plugin-dir=${this.tools.plugins}`]);
  }

  /** Its output. @param {string} cwd @param {readonly string[]} args @param {boolean} [mustFail] @returns {Promise<string>} */
  #run(cwd, args, mustFail = false) {
    return new Promise((resolve, reject) => {
      execFile(this.tools.terraform, args, { cwd, env: this.env, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
        const what = `${basename(cwd)}: terraform ${args.join(' ')}`;
        if (error !== null && !mustFail) reject(new Error(`${what} failed:\n${stderr || stdout || error}`));
        else if (error === null && mustFail) reject(new Error(`${what} should have failed`));
        else resolve(stdout);
      });
    });
  }
}

/** The lines `# make: <what> [<words>]` of a source. @param {string} text @returns {Map<string, string>} */
function directives(text) {
  const said = [...text.matchAll(/^# make: (plan fails|refused|applied|state file|state|plan)(?: (.*))?$/gm)];
  return new Map(said.map(([, what = '', words = '']) => [what, words]));
}

/** @param {import('node:stream').Readable} stream @param {RegExp} pattern @returns {Promise<string>} */
function printed(stream, pattern) {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += chunk;
      const [, found] = pattern.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
    stream.on('end', () => reject(new Error(`the provider ended: ${text}`)));
  });
}

async function main() {
  const args = process.argv.slice(2);
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const check = args.includes('--check');
  const tools = findTools();
  if (typeof tools === 'string') {
    console.error(`${check ? 'SKIPPED' : 'error'}: ${tools}.`);
    process.exitCode = check ? 0 : 2;
    return;
  }
  const started = performance.now();
  let [same, different, failed] = [0, 0, 0];
  await makeAll(tools, wanted.length > 0 ? wanted : scenarios, (name, made) => {
    if (made instanceof Error) {
      console.log(`FAILED  ${made.message}`);
      failed++;
      return;
    }
    const { file, text } = made;
    const path = join(folder, name, file);
    const equal = existsSync(path) && readFileSync(path, 'utf8') === text;
    if (equal) same++;
    else different++;
    if (!check && !equal) writeFileSync(path, text);
    console.log(`${equal ? 'same   ' : check ? 'DIFFERS' : 'written'} ${name}/${file} (${text.length} bytes)`);
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${same} the same, ${different} ${check ? 'different' : 'written'}, ${failed} failed, in ${seconds} s`);
  if (failed > 0 || (check && different > 0)) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
