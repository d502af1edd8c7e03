/** Firewalling that only a plan would tell: Terraform's sources without one, and what other tools write. */
import type { Discovered, Left } from '../../discover/types.ts';
import { type FileSystem, HostError } from '../../lib/host.ts';
import { grouped } from '../../lib/lists.ts';
import { folderOf, nameOf, relative, resolve } from '../../lib/paths.ts';

/** Sources that are looked into, and how far: a hint must not cost what a check costs. */
const mostFiles = 200;
const mostBytes = 256 * 1024;

/** Folders that are named. */
const mostFolders = 5;

const source = /\.(?:tf|tofu)(?:\.json)?$/;

/** A resource of a provider that is read. */
const firewall =
  /"(?:aws_(?:default_)?security_group|aws_vpc_security_group_|aws_(?:default_)?network_acl|google_compute_(?:region_)?(?:network_)?firewall|azurerm_network_security_|openstack_(?:networking|compute)_secgroup|hcloud_firewall|digitalocean_firewall|oci_core_(?:default_)?(?:security_list|network_security_group))/;

/** How a line of the ledger begins that says so. */
export const withoutPlan = 'Terraform sources with firewalls, but no plan of them';

/** Folders with such sources, for a scan without a plan. */
export function sourcesWithoutPlan(files: FileSystem, { candidates, left }: Discovered, cwd: string): readonly Left[] {
  const seen = [...candidates, ...left].map(({ file }) => file).filter((file) => source.test(file));
  const byFolder = grouped(seen.slice(0, mostFiles), folderOf);
  const folders = [...byFolder].filter(([, inside]) => inside.some((file) => holdsFirewall(files, resolve(cwd, file))));
  const shown = folders.slice(0, mostFolders).map(([folder], i): Left => {
    const rest = folders.length - mostFolders;
    const more = i === mostFolders - 1 && rest > 0 ? ` (so do ${rest} more folders)` : '';
    const reason = `${withoutPlan}${more}: terraform plan -out tfplan, and terraform show -json tfplan > plan.json`;
    return { file: folder === '' ? '.' : relative(cwd, resolve(cwd, folder)), reason, notable: true, lost: false };
  });
  return shown;
}

function holdsFirewall(files: FileSystem, path: string): boolean {
  if (/^\.|~$/.test(nameOf(path))) return false;
  try {
    return firewall.test(files.read(path, mostBytes).binary);
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}
