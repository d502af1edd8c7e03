/** The programs that make plans: Terraform, a folder with the AWS provider for it, and moto, which stands in for AWS. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The release of the AWS provider that all plans are made with. */
export const providerVersion = '5.100.0';

const provider = join('registry.terraform.io', 'hashicorp', 'aws', providerVersion);

/**
 * @typedef {object} Tools
 * @property {string} terraform
 * @property {string} plugins a folder for `terraform init -plugin-dir`
 * @property {string} provider the program in it
 * @property {string} moto moto_server of PyPI's moto[server]
 */

/**
 * By the variables BGPLINT_TERRAFORM, BGPLINT_TERRAFORM_PLUGINS and BGPLINT_MOTO; else those on PATH, and a folder of plugins
 * where such folders usually are. A sentence about what is missing, if anything is.
 * @returns {Tools | string}
 */
export function findTools() {
  const terraform = process.env['BGPLINT_TERRAFORM'] || onPath('terraform');
  if (terraform === undefined) return 'there is no terraform on PATH, and BGPLINT_TERRAFORM names none';
  const plugins = process.env['BGPLINT_TERRAFORM_PLUGINS'] || pluginFolder();
  if (plugins === undefined) {
    return `no folder of plugins with the AWS provider ${providerVersion} was found, and BGPLINT_TERRAFORM_PLUGINS names none`;
  }
  const program = programIn(join(plugins, provider));
  if (program === undefined) return `${plugins} does not hold the AWS provider ${providerVersion}`;
  const moto = process.env['BGPLINT_MOTO'] || onPath('moto_server');
  if (moto === undefined) return 'there is no moto_server on PATH, and BGPLINT_MOTO names none';
  return { terraform, plugins, provider: program, moto };
}

/** @param {string} name */
function onPath(name) {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

/** The first folder that holds the provider, among those that Terraform searches itself and two levels below a few roots. */
function pluginFolder() {
  const roots = [
    join(homedir(), '.terraform.d'),
    '/usr/local/share/terraform',
    '/usr/share/terraform',
    '/opt',
    '/usr/local/share',
  ];
  const below = roots.flatMap((root) => [root, ...folders(root).flatMap((folder) => [folder, ...folders(folder)])]);
  return below.find((folder) => existsSync(join(folder, provider)));
}

/** @param {string} folder */
function folders(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

/** The provider's program for this platform. @param {string} folder */
function programIn(folder) {
  return folders(folder)
    .flatMap((platform) => readdirSync(platform).map((name) => join(platform, name)))
    .find((path) => path.includes('terraform-provider-aws') && isProgram(path));
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
