import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, test } from 'vitest';

/** What an experiment needs: BIRD alone, or two network namespaces as well; or FRR and GoBGP with these; or a kernel whose packet filter it may change. */
export type Need = 'bird' | 'sessions' | 'pairs' | 'firewall';

/** Experiments that need something. What is missing is said aloud, or, where BGPLINT_LAB=required, it is a failure. */
export function lab(title: string, need: Need, experiments: () => void): void {
  const missing = lacks[need]();
  if (missing === undefined) {
    describe(title, experiments);
  } else if (process.env['BGPLINT_LAB'] === 'required') {
    test(title, () => {
      throw new Error(`BGPLINT_LAB=required, and ${missing}`);
    });
  } else {
    console.warn(`SKIPPED, ${title}: ${missing}`);
    describe.skip(title, experiments);
  }
}

const lacks: Readonly<Record<Need, () => string | undefined>> = {
  bird: noBird,
  sessions: () => noBird() ?? noNamespaces(),
  pairs: () => noBird() ?? noRouters() ?? noNamespaces(),
  firewall: noFirewall,
};

function noRouters(): string | undefined {
  for (const [command, args, of] of [
    ['/usr/lib/frr/bgpd', ['--version'], 'frr'],
    ['vtysh', ['--help'], 'frr'],
    ['gobgpd', ['--version'], 'gobgpd'],
    ['gobgp', ['--version'], 'gobgpd'],
  ] as const) {
    const { error } = spawnSync(command, args, { timeout: 60_000 });
    if (error) return `there is no ${command}: install Debian's package ${of}`;
  }
  return undefined;
}

function noBird(): string | undefined {
  for (const command of ['bird', 'bird6', 'birdc']) {
    const { error, stderr } = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: 60_000 });
    if (error) return `there is no ${command} on PATH: install Debian's package bird (it lies in /usr/sbin)`;
    // BIRD 2 has another grammar, and calico-node another BIRD.
    if (command !== 'birdc' && !stderr.startsWith('BIRD version 1.6.'))
      return `${command} is not of the line 1.6, as calico-node's is, but: ${stderr.trim()}`;
  }
  return undefined;
}

function noFirewall(): string | undefined {
  for (const [command, ...rest] of [
    ['nft', '--version'],
    ['iptables-nft-restore', '--version'],
    ['ip', '-V'],
    ['python3', '--version'],
  ] as const) {
    const { error } = spawnSync(command, rest, { timeout: 60_000 });
    if (error)
      return `there is no ${command} on PATH: install Debian's packages nftables, iptables, iproute2 and python3`;
  }
  if (process.getuid?.() !== 0) return 'only root can change the rules of a network namespace';
  const tried = spawnSync('unshare', ['-n', 'nft', 'add', 'table', 'inet', 'probe'], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return tried.status === 0 ? undefined : `this machine lets nobody change rules in a namespace: ${tried.stderr}`;
}

function noNamespaces(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can make network namespaces';
  removeStale();
  const name = `bgplint-${process.pid}-probe-${Math.random().toString(36).slice(2, 8)}`;
  const made = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8', timeout: 60_000 });
  if (made.error) return "there is no ip on PATH: install Debian's package iproute2";
  spawnSync('ip', ['netns', 'delete', name], { timeout: 60_000 });
  return made.status === 0 ? undefined : `this machine lets nobody make a network namespace: ${made.stderr.trim()}`;
}

/** A run that was killed could not remove its namespaces, and what runs in them. */
function removeStale(): void {
  const { stdout } = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8', timeout: 60_000 });
  for (const [, name, pid] of (stdout ?? '').matchAll(/^(bgplint-(\d+)-\S+)/gm))
    if (name !== undefined && !existsSync(`/proc/${pid}`)) {
      const inside = spawnSync('ip', ['netns', 'pids', name], { encoding: 'utf8', timeout: 60_000 });
      for (const daemon of (inside.stdout ?? '').split('\n').filter(Boolean)) kill(Number(daemon));
      spawnSync('ip', ['netns', 'delete', name], { timeout: 60_000 });
    }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
