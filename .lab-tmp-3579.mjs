// test/lab/pairs/pair.ts
import { writeFileSync as writeFileSync2 } from "node:fs";
import { join as join3 } from "node:path";
import { setTimeout as sleep2 } from "node:timers/promises";

// test/lab/pairs/frr.ts
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
var bgpd = process.env["BGPLINT_BGPD"] ?? "/usr/lib/frr/bgpd";
var hasFrr = existsSync(bgpd) && existsSync("/usr/bin/vtysh");
async function startFrr(world, end, config, { listens, whole }) {
  const folder = world.folder(end);
  const file2 = join(folder, "frr.conf");
  writeFileSync(file2, config);
  const vtysh = (...args) => world.ask(end, ["vtysh", "--vty_socket", folder, "--config_dir", folder, ...args]);
  writeFileSync(join(folder, "vtysh.conf"), "");
  const children = daemons(config).map(([daemon, options]) => () => {
    const sockets = ["-i", join(folder, `${daemon}.pid`), "-z", join(folder, "zserv"), "--vty_socket", folder];
    const own = daemon === "bgpd" && !listens ? ["-p", "0"] : [];
    const log = ["-S", "--log", "stdout", "-f", "/dev/null"];
    const child = world.start(end, [join(dirname(bgpd), daemon), ...sockets, ...log, ...options, ...own]);
    child.stdout?.resume();
    child.stderr?.resume();
    return child;
  });
  const [zebra, ...others] = children;
  const started = [zebra?.()];
  await appears(join(folder, "zserv"));
  for (const other of others) started.push(other());
  for (const [daemon] of daemons(config)) await appears(join(folder, `${daemon}.vty`));
  const tried = whole ? await vtysh("-C", "-f", file2) : { code: 0, printed: "" };
  const { printed } = tried.code === 0 ? await vtysh("-f", file2) : tried;
  return {
    // What it only remarks is no line refused.
    said: printed.split("\n").filter((line) => /^line \d+:|^%|rror/.test(line)).join("\n"),
    async show(...commands) {
      return (await vtysh(...commands.flatMap((command) => ["-c", command]))).printed;
    },
    kill() {
      for (const child of started) child?.kill("SIGKILL");
    }
  };
}
function daemons(config) {
  return [
    ["zebra", []],
    .../^\s*(ip|ipv6) route /m.test(config) ? [["staticd", []]] : [],
    .../\bbfd\b/.test(config) ? [["bfdd", []]] : [],
    ["bgpd", []]
  ];
}
async function appears(file2) {
  const deadline = Date.now() + 6e4;
  while (!existsSync(file2)) {
    if (Date.now() > deadline) throw new Error(`${file2} does not come`);
    await sleep(50);
  }
}

// test/lab/pairs/manifests.ts
var all = (objects, kind) => objects.filter((object) => object.kind === kind);
function secret(objects, name, key) {
  return all(objects, "Secret").find(({ metadata }) => metadata.name === name)?.stringData?.[key] ?? "";
}
function seconds(duration) {
  const units = { ms: 1e-3, s: 1, m: 60, h: 3600 };
  const parts = [...duration.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  return Math.round(parts.reduce((sum, [, value, unit = ""]) => sum + Number(value) * (units[unit] ?? Number.NaN), 0));
}
var familyOf = (text) => text.includes(":") ? 6 : 4;
var firstOf = (range) => range.replace(/[-/].*/, "").replace(/\.0$/, ".1").replace(/::$/, "::1");
function chosen(selector, labels = {}) {
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}

// test/lab/pairs/speaker-bird.ts
function calico(objects) {
  const [node2] = all(objects, "Node");
  if (node2 === void 0) throw new Error("a node is needed");
  const configuration = all(objects, "BGPConfiguration")[0]?.spec ?? {};
  const annotation = (name) => node2.metadata.annotations?.[`projectcalico.org/${name}`];
  const as = Number(annotation("ASNumber") ?? configuration.asNumber ?? 64512);
  const peers = all(objects, "BGPPeer").map(({ spec }) => spec).filter((spec) => spec.node === void 0 || spec.node === node2.metadata.name);
  const announces = (family) => [
    ...["serviceClusterIPs", "serviceExternalIPs", "serviceLoadBalancerIPs"].flatMap(
      (list) => (configuration[list] ?? []).map(({ cidr }) => cidr)
    ),
    ...all(objects, "IPPool").map(({ spec }) => block(spec, node2.metadata.name))
  ].filter((cidr) => familyOf(cidr) === family);
  const file2 = (family) => {
    const address = annotation(`IPv${family}Address`)?.replace(/\/.*/, "");
    const own = peers.filter(({ peerIP }) => familyOf(peerIP.replace(/^([\d.]+):\d+$/, "$1")) === family);
    if (address === void 0) return void 0;
    const id = annotation("IPv4Address")?.replace(/\/.*/, "") ?? "192.0.2.254";
    return [
      `router id ${annotation("RouterID") ?? id};`,
      ...configuration.listenPort === void 0 ? [] : [`listen bgp port ${configuration.listenPort};`],
      "protocol kernel {",
      "  learn; persist; scan time 2; import all; export all; graceful restart; merge paths on;",
      "}",
      "protocol device {\n  scan time 2;\n}",
      "protocol static {",
      ...announces(family).map((cidr) => `  route ${cidr} blackhole;`),
      "}",
      "template bgp bgp_template {",
      '  description "Connection to BGP peer";',
      `  local as ${as};`,
      "  gateway recursive;",
      "  add paths on;",
      "  graceful restart;",
      "  connect delay time 2;",
      "  connect retry time 5;",
      "  error wait time 5,30;",
      "}",
      ...own.flatMap((spec) => peer(spec, address, objects, announces(family))),
      ""
    ].join("\n");
  };
  const [bird2, bird6] = [file2(4), file2(6)];
  const families = new Set(peers.map(({ peerIP }) => familyOf(peerIP.replace(/^([\d.]+):\d+$/, "$1"))));
  return {
    files: { ...bird2 === void 0 ? {} : { bird: bird2 }, ...bird6 === void 0 ? {} : { bird6 } },
    announces: [4, 6].flatMap((family) => families.has(family) ? announces(family) : []),
    takes: true,
    listens: true
  };
}
function block({ cidr, blockSize }, node2) {
  if (node2.endsWith("2")) return cidr.replace(/\.0\/.*/, ".64/26");
  return cidr.replace(/\/.*/, `/${blockSize ?? (familyOf(cidr) === 4 ? 26 : 122)}`);
}
function peer(spec, source, objects, announces) {
  const [, bracketed, port6] = /^\[(.*)\]:(\d+)$/.exec(spec.peerIP) ?? [];
  const [, plain, port4] = /^([\d.]+):(\d+)$/.exec(spec.peerIP) ?? [];
  const [address, port] = [bracketed ?? plain ?? spec.peerIP, port6 ?? port4];
  const reference = spec.password?.secretKeyRef;
  const password = reference === void 0 ? "" : secret(objects, reference.name, reference.key);
  const scope = spec.node === void 0 ? "Global" : "Node";
  const name = `${scope}_${address.replaceAll(/[.:]/g, "_")}${port === void 0 ? "" : `_port_${port}`}`;
  return [
    `protocol bgp ${name} from bgp_template {`,
    ...spec.localASNumber === void 0 ? [] : [`  local as ${spec.localASNumber};`],
    `  neighbor ${address}${port === void 0 ? "" : ` port ${port}`} as ${spec.asNumber ?? 0};`,
    ...spec.sourceAddress === "None" ? [] : [`  source address ${source};`],
    ...spec.ttlSecurity === void 0 ? ["  ttl security off;", "  multihop;"] : ["  ttl security on;", `  multihop ${spec.ttlSecurity};`],
    "  import filter {\n    accept;\n  };",
    "  export filter {",
    ...announces.map((cidr) => `    if ( net = ${cidr} ) then { accept; }`),
    "    reject;\n  };",
    ...spec.maxRestartTime === void 0 ? [] : [`  graceful restart time ${seconds(spec.maxRestartTime)};`],
    ...spec.keepaliveTime === void 0 ? [] : [`  keepalive time ${seconds(spec.keepaliveTime)};`],
    ...password === "" ? [] : [`  password "${password}";`],
    ...spec.keepOriginalNextHop === true ? ["  next hop keep;"] : [],
    ...spec.numAllowedLocalASNumbers === void 0 ? [] : [`  allow local as ${spec.numAllowedLocalASNumbers};`],
    "}"
  ];
}

// test/lab/pairs/speaker-frr.ts
function metallb(objects) {
  const node2 = all(objects, "Node")[0];
  const peers = all(objects, "BGPPeer").filter(
    ({ spec }) => (spec.nodeSelectors ?? [void 0]).some((one) => chosen(one, node2?.metadata.labels))
  );
  const announced = (peer2) => all(objects, "BGPAdvertisement").filter(({ spec }) => spec?.peers === void 0 || spec.peers.includes(peer2)).flatMap(
    ({ spec }) => all(objects, "IPAddressPool").filter(({ metadata }) => spec?.ipAddressPools === void 0 || spec.ipAddressPools.includes(metadata.name)).flatMap((pool) => pool.spec.addresses.map((range) => service(range, spec)))
  );
  const routers = /* @__PURE__ */ new Map();
  for (const { metadata, spec } of peers) {
    const key = `${spec.myASN} ${spec.vrf ?? ""} ${spec.routerID ?? ""}`;
    const hold = spec.holdTime === void 0 ? void 0 : seconds(spec.holdTime);
    const keepalive = spec.keepaliveTime === void 0 ? hold && Math.floor(hold / 3) : seconds(spec.keepaliveTime);
    const neighbor = {
      address: spec.peerAddress,
      remoteAs: spec.dynamicASN ?? String(spec.peerASN),
      port: spec.peerPort ?? 179,
      multihop: spec.ebgpMultiHop === true,
      timers: hold && keepalive ? [keepalive, hold] : void 0,
      connect: spec.connectTime === void 0 ? void 0 : seconds(spec.connectTime),
      password: spec.password ?? secret(objects, spec.passwordSecret?.name, "password"),
      source: spec.sourceAddress,
      gracefulRestart: spec.enableGracefulRestart === true,
      bfd: spec.bfdProfile,
      announces: announced(metadata.name),
      takes: false
    };
    const router2 = routers.get(key) ?? { as: spec.myASN, vrf: spec.vrf, id: spec.routerID, neighbors: [] };
    routers.set(key, { ...router2, neighbors: [...router2.neighbors, neighbor] });
  }
  return file([...routers.values()], all(objects, "BFDProfile"));
}
function service(range, spec) {
  const address = firstOf(range);
  const length = familyOf(address) === 4 ? spec?.aggregationLength ?? 32 : spec?.aggregationLengthV6 ?? 128;
  if (length === 32 || length === 128) return `${address}/${length}`;
  return `${address.replace(/\.\d+$/, ".0")}/${length}`;
}
function frrK8s(objects) {
  const routers = all(objects, "FRRConfiguration").flatMap(
    ({ spec }) => spec.bgp.routers.map(
      (router2) => ({
        as: router2.asn,
        vrf: router2.vrf,
        id: router2.id,
        neighbors: (router2.neighbors ?? []).map((neighbor) => {
          const allowed = neighbor.toAdvertise?.allowed ?? {};
          const hold = neighbor.holdTime === void 0 ? void 0 : seconds(neighbor.holdTime);
          const keepalive = neighbor.keepaliveTime === void 0 ? void 0 : seconds(neighbor.keepaliveTime);
          return {
            address: neighbor.address,
            remoteAs: neighbor.dynamicASN ?? String(neighbor.asn),
            port: neighbor.port,
            multihop: neighbor.ebgpMultiHop === true,
            timers: hold && keepalive ? [keepalive, hold] : void 0,
            connect: neighbor.connectTime === void 0 ? void 0 : seconds(neighbor.connectTime),
            password: neighbor.password ?? secret(objects, neighbor.passwordSecret?.name, "password"),
            source: neighbor.sourceaddress,
            gracefulRestart: neighbor.enableGracefulRestart === true,
            bfd: neighbor.bfdProfile,
            announces: (allowed.mode === "all" ? router2.prefixes : allowed.prefixes) ?? [],
            takes: neighbor.toReceive?.allowed?.mode === "all"
          };
        })
      })
    )
  );
  const profiles = all(objects, "FRRConfiguration").flatMap(
    ({ spec }) => (spec.bgp.bfdProfiles ?? []).map((profile) => ({ metadata: profile, spec: profile }))
  );
  return file(routers, profiles);
}
function file(routers, profiles) {
  const neighbors = routers.flatMap((router2) => router2.neighbors);
  const filters = neighbors.flatMap((neighbor) => filter(neighbor));
  const lines = [
    "log stdout informational",
    "log timestamp precision 3",
    "hostname node",
    "ip nht resolve-via-default",
    "ipv6 nht resolve-via-default",
    ...filters,
    ...routers.flatMap((router2) => instance(router2)),
    ...profiles.length === 0 ? [] : ["bfd"],
    ...profiles.map(({ metadata }) => `  profile ${metadata.name}`),
    ""
  ];
  return {
    files: { frr: lines.join("\n") },
    announces: [...new Set(neighbors.flatMap(({ announces, address }) => ofFamily(announces, familyOf(address))))],
    takes: neighbors.some(({ takes }) => takes),
    listens: false
  };
}
var ofFamily = (prefixes, family) => prefixes.filter((prefix) => familyOf(prefix) === family);
function filter({ address, announces, takes }) {
  return [4, 6].flatMap((family) => {
    const ip = family === 4 ? "ip" : "ipv6";
    const out = ofFamily(announces, family);
    const list = (name, entries) => entries.map((entry, index) => `${ip} prefix-list ${name} seq ${index + 1} ${entry}`);
    return [
      ...list(`${address}-allowed-ipv${family}`, out.length > 0 ? out.map((one) => `permit ${one}`) : ["deny any"]),
      ...list(`${address}-inpl-ipv${family}`, [takes ? "permit any" : "deny any"]),
      `route-map ${address}-out permit ${family}`,
      `  match ${ip} address prefix-list ${address}-allowed-ipv${family}`,
      `route-map ${address}-in permit ${family}`,
      `  match ${ip} address prefix-list ${address}-inpl-ipv${family}`
    ];
  });
}
function instance({ as, vrf, id, neighbors }) {
  const prefixes = (family) => [...new Set(neighbors.flatMap(({ announces }) => ofFamily(announces, family)))];
  return [
    `router bgp ${as}${vrf === void 0 ? "" : ` vrf ${vrf}`}`,
    "  no bgp ebgp-requires-policy",
    "  no bgp network import-check",
    "  no bgp default ipv4-unicast",
    "  bgp graceful-restart preserve-fw-state",
    ...id === void 0 ? [] : [`  bgp router-id ${id}`],
    ...neighbors.flatMap((neighbor) => session(neighbor, as)),
    ...neighbors.flatMap(({ address }) => [
      `  address-family ipv${familyOf(address)} unicast`,
      `    neighbor ${address} activate`,
      `    neighbor ${address} route-map ${address}-in in`,
      `    neighbor ${address} route-map ${address}-out out`,
      "  exit-address-family"
    ]),
    ...[4, 6].flatMap(
      (family) => prefixes(family).length === 0 ? [] : [
        `  address-family ipv${family} unicast`,
        ...prefixes(family).map((prefix) => `    network ${prefix}`),
        "  exit-address-family"
      ]
    )
  ];
}
function session(neighbor, as) {
  const { address, remoteAs, port, multihop, timers, connect, password, source, gracefulRestart, bfd } = neighbor;
  const line = (text) => `  neighbor ${address} ${text}`;
  const external = remoteAs !== "internal" && remoteAs !== String(as);
  return [
    line(`remote-as ${remoteAs}`),
    ...multihop ? [line("ebgp-multihop")] : [],
    ...port === void 0 ? [] : [line(`port ${port}`)],
    ...timers === void 0 ? [] : [line(`timers ${timers[0]} ${timers[1]}`)],
    ...connect === void 0 ? [] : [line(`timers connect ${connect}`)],
    ...password === "" ? [] : [line(`password ${password}`)],
    ...source === void 0 ? [] : [line(`update-source ${source}`)],
    ...gracefulRestart ? [line("graceful-restart")] : [],
    ...bfd === void 0 ? [] : [line("bfd"), line(`bfd profile ${bfd}`)],
    ...familyOf(address) === 6 && !multihop && external ? [line("disable-connected-check")] : []
  ];
}

// test/lab/pairs/speaker-gobgp.ts
function cilium(objects) {
  const [node2] = all(objects, "Node");
  const [cluster] = all(objects, "CiliumBGPClusterConfig");
  const [instance2] = cluster?.spec.bgpInstances ?? [];
  const address = node2?.["status"]?.addresses.find(({ type }) => type === "InternalIP")?.address;
  const override = all(objects, "CiliumBGPNodeConfigOverride")[0]?.spec.bgpInstances?.[0] ?? {};
  const port = override.localPort ?? instance2.localPort ?? -1;
  const neighbors = instance2.peers.map((peer2) => {
    const config = all(objects, "CiliumBGPPeerConfig").find(
      ({ metadata }) => metadata.name === peer2.peerConfigRef?.name
    );
    const spec = config?.spec ?? {};
    const families = spec.families ?? [
      { afi: "ipv4", safi: "unicast" },
      { afi: "ipv6", safi: "unicast" }
    ];
    const gr = spec.gracefulRestart?.enabled === true;
    const password = secret(objects, spec.authSecretRef, "password");
    return {
      config: {
        "neighbor-address": peer2.peerAddress,
        "peer-as": peer2.peerASN ?? 0,
        ...password === "" ? {} : { "auth-password": password }
      },
      timers: {
        config: {
          "connect-retry": spec.timers?.connectRetryTimeSeconds ?? 120,
          "hold-time": spec.timers?.holdTimeSeconds ?? 90,
          "keepalive-interval": spec.timers?.keepAliveTimeSeconds ?? 30,
          "idle-hold-time-after-reset": 5
        }
      },
      transport: {
        config: {
          "local-address": familyOf(peer2.peerAddress) === 4 ? "0.0.0.0" : "::",
          "remote-port": spec.transport?.peerPort ?? 179
        }
      },
      ...spec.ebgpMultihop === void 0 ? {} : { "ebgp-multihop": { config: { enabled: true, "multihop-ttl": spec.ebgpMultihop } } },
      ...gr ? {
        "graceful-restart": {
          config: {
            enabled: true,
            "restart-time": spec.gracefulRestart.restartTimeSeconds ?? 120,
            "notification-enabled": true
          }
        }
      } : {},
      "afi-safis": families.map(({ afi, safi }) => ({
        config: { "afi-safi-name": `${afi}-${safi}`, enabled: true },
        ...gr ? { "mp-graceful-restart": { config: { enabled: true } } } : {}
      }))
    };
  });
  const file2 = {
    global: { config: { as: instance2.localASN, "router-id": override.routerID ?? address, port } },
    neighbors
  };
  const pools = all(objects, "CiliumLoadBalancerIPPool").flatMap(({ spec }) => spec.blocks ?? []);
  const announces = pools.map(({ cidr, start }) => {
    const first = start ?? firstOf(cidr);
    return `${first}/${familyOf(first) === 4 ? 32 : 128}`;
  });
  return {
    files: { gobgp: JSON.stringify({ ...file2, announces }) },
    announces,
    takes: false,
    listens: port !== -1
  };
}

// test/lab/pairs/world.ts
import { execFile, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";
import { promisify } from "node:util";
var run = promisify(execFile);
var count = 0;
var open = /* @__PURE__ */ new Set();
async function withWorld(cabling, experiment2) {
  count += 1;
  const prefix = `bgplint-${process.pid}-${Math.random().toString(36).slice(2, 6)}${count}`;
  const name = (end) => `${prefix}-${end}`;
  const all2 = ["node", "router", ...cabling.hop ? ["hop"] : [], ...cabling.second ? ["second"] : []];
  const root = mkdtempSync(join2(tmpdir(), "bgplint-lab-"));
  const made = () => mkdtempSync(join2(root, "e"));
  const folders = { node: made(), second: made(), router: made() };
  for (const folder of [root, ...Object.values(folders)]) chmodSync(folder, 511);
  const children = /* @__PURE__ */ new Set();
  const close = () => {
    open.delete(close);
    for (const child of children) child.kill("SIGKILL");
    for (const end of all2) spawnSync("ip", ["netns", "delete", name(end)]);
    rmSync(root, { recursive: true, force: true });
  };
  open.add(close);
  try {
    await run("sh", ["-ec", layout(cabling, name)]);
    return await experiment2({
      folder: (end) => folders[end],
      start(end, command) {
        const args = ["netns", "exec", name(end), "setpriv", "--pdeathsig", "KILL", ...command];
        const child = spawn("ip", args, { stdio: ["ignore", "pipe", "pipe"] });
        children.add(child);
        child.on("error", () => children.delete(child));
        child.on("exit", () => children.delete(child));
        return child;
      },
      async ask(end, command) {
        const done = await run("ip", ["netns", "exec", name(end), ...command], { maxBuffer: 16 << 20 }).catch(
          (error) => error
        );
        const code = "code" in done && typeof done.code === "number" ? done.code : 0;
        return { code, printed: `${done.stdout ?? ""}${done.stderr ?? ""}` };
      }
    });
  } finally {
    close();
  }
}
function layout({ node: node2, gateways, second, hop }, name) {
  const family = (address) => address.includes(":") ? "-6" : "-4";
  const at = (end, link, addresses) => addresses.map((address) => `ip -n ${name(end)} address add ${address} dev ${link}`);
  const settings = [
    "for s in all default; do echo 0 > /proc/sys/net/ipv6/conf/$s/accept_dad; echo 0 > /proc/sys/net/ipv6/conf/$s/dad_transmits; done",
    "echo 1 > /proc/sys/net/ipv4/ip_forward",
    "echo 1 > /proc/sys/net/ipv6/conf/all/forwarding",
    "ip link set lo up"
  ].join("; ");
  const make = (end) => [`ip netns add ${name(end)}`, `ip netns exec ${name(end)} sh -ec '${settings}'`];
  const cable = (a, link, b) => [
    `ip -n ${name(a)} link add ${link} type veth peer name eth0 netns ${name(b)}`,
    `ip -n ${name(a)} link set ${link} up`,
    `ip -n ${name(b)} link set eth0 up`
  ];
  const way = (end, gateway) => `ip ${family(gateway)} -n ${name(end)} route add default via ${gateway} dev eth0`;
  const between = hop === void 0 ? cable("node", "eth0", "router") : [...make("hop"), ...cable("hop", "eth1", "router"), ...cable("node", "eth0", "hop")];
  return [
    ...make("node"),
    ...make("router"),
    ...between,
    ...at("node", "eth0", node2),
    ...hop === void 0 ? [] : [...at("hop", "eth0", hop.near), ...at("hop", "eth1", hop.far)],
    ...gateways.map((gateway) => way("node", gateway)),
    ...second === void 0 ? [] : [
      ...make("second"),
      ...cable("router", "eth1", "second"),
      ...at("second", "eth0", second.node),
      ...second.gateways.map((gateway) => way("second", gateway))
    ]
  ].join("\n");
}
function network(address) {
  const [host = "", length = ""] = address.split("/");
  if (host.includes(":")) return `${host.replace(/::.*/, "::")}/${length}`;
  const bits = Number(length);
  const value = host.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const base = value - value % 2 ** (32 - bits);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join(".")}/${bits}`;
}

// test/lab/pairs/pair.ts
var renderers = {
  metallb,
  "frr-k8s": frrK8s,
  calico,
  cilium
};
var groups = {
  metallb: /^(v1$|metallb\.io\/)/,
  "frr-k8s": /^(v1$|frrk8s\.metallb\.io\/)/,
  calico: /^(v1$|projectcalico\.org\/)/,
  cilium: /^(v1$|cilium\.io\/)/
};
var render = (product, objects, node2 = objects[0]?.metadata.name) => renderers[product](
  objects.filter(
    ({ apiVersion, kind, metadata }) => groups[product].test(apiVersion) && (kind !== "Node" || metadata.name === node2)
  )
);
var PATIENCE = 2e4;
var PATIENCE_WITH_GOBGP = 45e3;
var SETTLES = 5e3;
async function runPair(pair, patience = pair.product === "cilium" ? PATIENCE_WITH_GOBGP : PATIENCE) {
  const { cabling } = pair;
  return withWorld(cabling, async (world) => {
    const rendered = render(pair.product, pair.objects);
    const second = cabling.second && render(pair.product, pair.objects, pair.objects[1]?.metadata.name);
    const startRouter = () => router(world, pair);
    const startNode = async () => {
      const one = await node(world, rendered);
      if (second !== void 0) return together(one, await node(world, second, "second"));
      return pair.beside === void 0 ? one : together(one, await node(world, render(pair.beside, pair.objects)));
    };
    const early = rendered.listens ? await startNode() : void 0;
    const far = await startRouter();
    const near = early ?? await startNode();
    const own = [...cabling.node, ...cabling.second?.node ?? []].map((address) => address.replace(/\/.*/, ""));
    const wanted = [
      ...[.../* @__PURE__ */ new Set([...rendered.announces, ...second?.announces ?? []])].map((prefix) => ({
        prefix,
        at: "router"
      })),
      ...second?.takes === true ? [
        ...second.announces.map((prefix) => ({ prefix, at: "node" })),
        ...rendered.announces.map((prefix) => ({ prefix, at: "second" }))
      ] : []
    ];
    const ends = [...new Set(wanted.map(({ at }) => at))];
    const name = ({ prefix, at }) => at === "router" ? prefix : `${prefix} at the ${at}`;
    const look = async (dead = false) => {
      const routes2 = new Map(await Promise.all(ends.map(async (end) => [end, await routed(world, end)])));
      const [ofNode, all2] = await Promise.all([dead ? [] : near.sessions(), far.sessions()]);
      const ofRouter = all2.filter((session2) => own.some((address) => session2.startsWith(`${address} `)));
      const missing = wanted.filter(({ prefix, at }) => !routes2.get(at)?.includes(prefix)).map(name);
      return { node: ofNode, router: ofRouter, missing, up: established(ofNode) && established(ofRouter) };
    };
    let seen = await look();
    let again = false;
    let upSince;
    for (const start = Date.now(); Date.now() - start < patience; seen = await look()) {
      if (seen.up) upSince ??= Date.now();
      else upSince = void 0;
      if (seen.up && seen.missing.length === 0) break;
      if (upSince !== void 0 && Date.now() - upSince > SETTLES) break;
      if (!again && !seen.up && Date.now() - start > patience / 3) {
        again = true;
        await far.again();
      }
      await sleep2(400);
    }
    const { up } = seen;
    const outputs = { ...await near.outputs(), ...await far.outputs() };
    if (pair.kill === true) {
      near.kill();
      await sleep2(SETTLES);
      seen = { ...await look(true), up };
    }
    const routes = wanted.map(name).filter((one) => !seen.missing.includes(one));
    const refused = {
      ...near.refused === "" ? {} : { node: near.refused },
      ...far.refused === "" ? {} : { router: far.refused }
    };
    const outcome = {
      node: seen.node,
      router: seen.router,
      routed: routes,
      missing: seen.missing,
      ...Object.keys(refused).length === 0 ? {} : { refused },
      sound: up && seen.missing.length === 0
    };
    return { outcome, outputs };
  });
}
var established = (sessions) => sessions.length > 0 && sessions.every((session2) => session2.endsWith("Established"));
async function routed(world, end) {
  const tables = await Promise.all(
    ["-4", "-6"].flatMap(
      (family) => ["bgp", "bird"].map((of) => world.ask(end, ["ip", family, "route", "show", "proto", of, "table", "all"]))
    )
  );
  return tables.flatMap(
    ({ printed }) => printed.split("\n").filter((line) => /^[\da-f]/.test(line)).map((line) => line.split(" ")[0] ?? "").map((prefix) => prefix.includes("/") ? prefix : `${prefix}/${familyOf(prefix) === 4 ? 32 : 128}`)
  );
}
async function router(world, { router: config, cabling }) {
  const frr = await startFrr(world, "router", config, { listens: true, whole: false });
  for (const { to, via } of waysBack(cabling)) await world.ask("router", ["ip", "route", "add", to, "via", via]);
  return ofFrr(frr, "router");
}
function waysBack({ node: addresses, hop }) {
  return addresses.flatMap((address) => {
    const via = hop?.far.find((one) => familyOf(one) === familyOf(address))?.replace(/\/.*/, "");
    return via === void 0 ? [] : [{ to: network(address), via }];
  });
}
async function node(world, { files, listens }, end = "node") {
  if (files.frr !== void 0) return ofFrr(await startFrr(world, end, files.frr, { listens, whole: true }), end);
  if (files.gobgp !== void 0) return gobgp(world, files.gobgp);
  return bird(world, { bird: files.bird, bird6: files.bird6 }, end);
}
function together(one, other) {
  return {
    refused: `${one.refused}${other.refused}`,
    again: () => Promise.all([one.again(), other.again()]),
    kill() {
      one.kill();
      other.kill();
    },
    sessions: async () => (await Promise.all([one.sessions(), other.sessions()])).flat(),
    outputs: async () => ({ ...await one.outputs(), ...await other.outputs() })
  };
}
function ofFrr(frr, end) {
  return {
    refused: frr.said,
    kill: frr.kill,
    again: () => frr.show("clear bgp *", "clear bgp ipv6 *"),
    async sessions() {
      const printed = await frr.show("show bgp vrf all neighbors json");
      return states(/\{[\s\S]*/.exec(printed)?.[0] ?? "{}");
    },
    async outputs() {
      const [summary, summaryJson, neighbors, neighborsJson] = await Promise.all([
        frr.show("show bgp summary"),
        frr.show("show bgp summary json"),
        frr.show("show bgp neighbors"),
        frr.show("show bgp neighbors json")
      ]);
      return {
        [`${end}-summary.txt`]: summary,
        [`${end}-summary.json`]: summaryJson,
        [`${end}-neighbors.txt`]: neighbors,
        [`${end}-neighbors.json`]: neighborsJson
      };
    }
  };
}
function states(text) {
  const parsed = JSON.parse(text);
  const inside = (value) => typeof value === "object" && value !== null ? Object.entries(value) : [];
  const found = inside(parsed).flatMap(
    ([, vrf]) => inside(vrf).flatMap(
      ([neighbor, one]) => inside(one).flatMap(([key, state]) => key === "bgpState" ? [`${neighbor} ${String(state)}`] : [])
    )
  );
  return found.sort();
}
async function bird(world, configs, end) {
  const folder = world.folder(end);
  const running = Object.entries(configs).flatMap(([program, config]) => {
    if (config === void 0) return [];
    const file2 = join3(folder, `${program}.cfg`);
    writeFileSync2(file2, config);
    return [{ program, file: file2, socket: join3(folder, `${program}.ctl`), config }];
  });
  let refused = "";
  const children = [];
  for (const { program, file: file2, socket } of running) {
    const tried = await world.ask(end, [program, "-p", "-c", file2]);
    if (tried.code !== 0) refused += tried.printed.replaceAll(`${folder}/`, "");
    else children.push(world.start(end, [program, "-f", "-c", file2, "-s", socket]));
  }
  for (const child of children) {
    child.stdout?.resume();
    child.stderr?.resume();
  }
  const ask = (socket, ...words) => world.ask(end, ["birdc", "-s", socket, ...words]);
  for (let tries = 0; refused === "" && tries < 100; tries += 1) {
    const answers = await Promise.all(running.map(({ socket }) => ask(socket, "show", "status")));
    if (answers.every(({ printed }) => printed.includes("Daemon is up and running"))) break;
    await sleep2(100);
  }
  const shown = async () => Promise.all(running.map(({ socket }) => ask(socket, "show", "protocols")));
  return {
    refused,
    kill: () => {
      for (const child of children) child.kill("SIGKILL");
    },
    again: async () => void 0,
    async sessions() {
      const rows = (await shown()).flatMap(({ printed }) => printed.split("\n"));
      return rows.flatMap((row) => {
        const [name = "", protocol, , up = "", , ...info] = row.trim().split(/\s+/);
        return protocol === "BGP" ? [`${name} ${[up, ...info].join(" ").trim()}`] : [];
      });
    },
    async outputs() {
      const [protocols, everything] = await Promise.all([
        shown(),
        Promise.all(running.map(({ socket }) => ask(socket, "show", "protocols", "all")))
      ]);
      return Object.fromEntries(
        running.flatMap(({ program }, index) => [
          [`${end}-${program}-protocols.txt`, protocols[index]?.printed ?? ""],
          [`${end}-${program}-protocols-all.txt`, everything[index]?.printed ?? ""]
        ])
      );
    }
  };
}
async function gobgp(world, config) {
  const file2 = join3(world.folder("node"), "gobgp.json");
  const { announces, ...read } = JSON.parse(config);
  writeFileSync2(file2, JSON.stringify(read));
  const child = world.start("node", [
    "gobgpd",
    "-t",
    "json",
    "-f",
    file2,
    "--pprof-disable",
    "--api-hosts",
    "127.0.0.1:50051"
  ]);
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (data) => {
      log += data;
    });
  const ask = (...words) => world.ask("node", ["gobgp", ...words]);
  for (let tries = 0; tries < 100; tries += 1) {
    const { printed, code } = await ask("global");
    if (code === 0 && printed.includes("Router-ID")) break;
    if (child.exitCode !== null) break;
    await sleep2(100);
  }
  for (const prefix of announces ?? [])
    await ask("global", "rib", "add", prefix, "-a", familyOf(prefix) === 4 ? "ipv4" : "ipv6");
  return {
    refused: child.exitCode === null ? "" : log,
    kill: () => child.kill("SIGKILL"),
    again: async () => void 0,
    async sessions() {
      const { printed } = await ask("neighbor", "-j");
      const rows = printed.trim().startsWith("[") ? JSON.parse(printed) : [];
      return (Array.isArray(rows) ? rows : []).map(
        ({ state }) => `${state["neighbor_address"]} ${stateNames[state["session_state"] ?? 0] ?? "unknown"}`
      );
    },
    outputs: async () => ({})
  };
}
var stateNames = ["unknown", "Idle", "Connect", "Active", "OpenSent", "OpenConfirm", "Established"];

// test/lab/pairs/objects.ts
var NODE = { name: "worker-1", v4: "192.0.2.11", v6: "2001:db8:2::11", as: 64512 };
var ONE_CABLE = {
  node: [`${NODE.v4}/24`, `${NODE.v6}/64`],
  gateways: ["192.0.2.1", "2001:db8:2::1"]
};
var ONLY_IPV6 = { node: [`${NODE.v6}/64`], gateways: ["2001:db8:2::1"] };
var TWO_CABLES = {
  node: [`${NODE.v4}/24`, `${NODE.v6}/64`],
  gateways: ["192.0.2.254", "2001:db8:2::fe"],
  hop: { near: ["192.0.2.254/24", "2001:db8:2::fe/64"], far: ["203.0.113.1/30", "2001:db8:3::1/64"] }
};
function nodeObject(product, addresses, name = NODE.name) {
  const annotations = addresses.map((address) => [
    `projectcalico.org/IPv${familyOf(address)}Address`,
    `${address}/${familyOf(address) === 4 ? 24 : 64}`
  ]);
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: { "kubernetes.io/hostname": name },
      ...product === "calico" ? { annotations: Object.fromEntries(annotations) } : {}
    },
    status: {
      addresses: [
        ...addresses.map((address) => ({ type: "InternalIP", address })),
        { type: "Hostname", address: name }
      ]
    }
  };
}
var SECOND = { name: "worker-2", v4: "192.0.3.12" };
var secondNode = (product) => nodeObject(product, [SECOND.v4], SECOND.name);
var PREFIXES = { v4: "198.51.100.0/28", v6: "2001:db8:9::/64" };
function manifests(product, wanted) {
  const node2 = nodeObject(product, wanted.v6Only === true ? [NODE.v6] : [NODE.v4, NODE.v6]);
  return [node2, ...makers[product]({ ...wanted, prefixes: { ...PREFIXES, ...wanted.prefixes } })];
}
var opt = (name, value) => value === void 0 ? {} : { [name]: value };
var timer = (value) => value === void 0 ? void 0 : `${value}s`;
var basicAuth = (namespace, password) => password === void 0 ? [] : [
  {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "tor-password", namespace },
    type: "kubernetes.io/basic-auth",
    stringData: { password }
  }
];
var makers = {
  metallb(wanted) {
    const namespace = "metallb-system";
    const v6 = wanted.address.includes(":");
    const pool = (v6 ? wanted.prefixes?.v6 : wanted.prefixes?.v4) ?? "";
    return [
      {
        apiVersion: "metallb.io/v1beta2",
        kind: "BGPPeer",
        metadata: { name: "tor", namespace },
        spec: {
          myASN: wanted.as ?? NODE.as,
          ...typeof wanted.remoteAs === "number" ? { peerASN: wanted.remoteAs } : { dynamicASN: wanted.remoteAs },
          peerAddress: wanted.address,
          ...opt("peerPort", wanted.port),
          ...opt("holdTime", timer(wanted.hold)),
          ...opt("keepaliveTime", timer(wanted.hold && Math.floor(wanted.hold / 3))),
          ...opt("ebgpMultiHop", wanted.multihop),
          ...opt("sourceAddress", wanted.source),
          ...opt("routerID", wanted.routerId),
          ...opt("enableGracefulRestart", wanted.gracefulRestart),
          ...opt("bfdProfile", wanted.bfd && "fast"),
          ...opt("passwordSecret", wanted.password === void 0 ? void 0 : { name: "tor-password" })
        }
      },
      ...basicAuth(namespace, wanted.password),
      ...wanted.bfd === true ? [{ apiVersion: "metallb.io/v1beta1", kind: "BFDProfile", metadata: { name: "fast", namespace }, spec: {} }] : [],
      {
        apiVersion: "metallb.io/v1beta1",
        kind: "IPAddressPool",
        metadata: { name: "services", namespace },
        spec: { addresses: wanted.pools ?? [pool] }
      },
      {
        apiVersion: "metallb.io/v1beta1",
        kind: "BGPAdvertisement",
        metadata: { name: "services", namespace },
        spec: { ipAddressPools: ["services"] }
      }
    ];
  },
  "frr-k8s"(wanted) {
    const namespace = "frr-k8s-system";
    const v6 = wanted.address.includes(":");
    const prefix = ((v6 ? wanted.prefixes?.v6 : wanted.prefixes?.v4) ?? "").replace(/\/.*/, v6 ? "1/128" : "/32");
    return [
      {
        apiVersion: "frrk8s.metallb.io/v1beta1",
        kind: "FRRConfiguration",
        metadata: { name: "tor", namespace },
        spec: {
          bgp: {
            ...wanted.bfd === true ? { bfdProfiles: [{ name: "fast" }] } : {},
            routers: [
              {
                asn: wanted.as ?? NODE.as,
                ...opt("id", wanted.routerId),
                neighbors: [
                  {
                    address: wanted.address,
                    ...typeof wanted.remoteAs === "number" ? { asn: wanted.remoteAs } : { dynamicASN: wanted.remoteAs },
                    ...opt("port", wanted.port),
                    ...opt("holdTime", timer(wanted.hold)),
                    ...opt("keepaliveTime", timer(wanted.hold && Math.floor(wanted.hold / 3))),
                    ...opt("ebgpMultiHop", wanted.multihop),
                    ...opt("sourceaddress", wanted.source),
                    ...opt("enableGracefulRestart", wanted.gracefulRestart),
                    ...opt("bfdProfile", wanted.bfd && "fast"),
                    ...opt("passwordSecret", wanted.password === void 0 ? void 0 : { name: "tor-password" }),
                    toAdvertise: { allowed: { mode: "all" } },
                    toReceive: { allowed: { mode: "all" } }
                  }
                ],
                prefixes: [prefix]
              }
            ]
          }
        }
      },
      ...basicAuth(namespace, wanted.password)
    ];
  },
  calico(wanted) {
    const v6 = wanted.address.includes(":");
    const peerIP = wanted.port === void 0 ? wanted.address : v6 ? `[${wanted.address}]:${wanted.port}` : `${wanted.address}:${wanted.port}`;
    return [
      {
        apiVersion: "projectcalico.org/v3",
        kind: "BGPConfiguration",
        metadata: { name: "default" },
        spec: {
          asNumber: wanted.as ?? NODE.as,
          nodeToNodeMeshEnabled: false,
          ...opt("listenPort", wanted.listenPort),
          ...wanted.everyNode === true ? {} : { serviceLoadBalancerIPs: [{ cidr: (v6 ? wanted.prefixes?.v6 : wanted.prefixes?.v4) ?? "" }] }
        }
      },
      ...wanted.everyNode === true ? [
        {
          apiVersion: "projectcalico.org/v3",
          kind: "IPPool",
          metadata: { name: "pods" },
          spec: { cidr: "10.244.0.0/16", blockSize: 26, ipipMode: "Never", vxlanMode: "Never" }
        }
      ] : [],
      {
        apiVersion: "projectcalico.org/v3",
        kind: "BGPPeer",
        metadata: { name: "tor" },
        spec: {
          ...wanted.everyNode === true ? {} : { node: NODE.name },
          peerIP,
          asNumber: wanted.remoteAs,
          ...opt("ttlSecurity", wanted.ttlSecurity),
          ...opt("maxRestartTime", timer(wanted.restartTime)),
          ...opt("localASNumber", wanted.localAs),
          ...opt(
            "password",
            wanted.password === void 0 ? void 0 : { secretKeyRef: { name: "tor-password", key: "password" } }
          )
        }
      },
      ...wanted.password === void 0 ? [] : basicAuth("calico-system", wanted.password).map(({ type: _, ...one }) => one)
    ];
  },
  cilium(wanted) {
    const v6 = wanted.address.includes(":");
    const families = wanted.families ?? [v6 ? 6 : 4];
    return [
      {
        apiVersion: "cilium.io/v2",
        kind: "CiliumBGPClusterConfig",
        metadata: { name: "tor" },
        spec: {
          bgpInstances: [
            {
              name: "main",
              localASN: wanted.as ?? NODE.as,
              ...opt("localPort", wanted.listenPort),
              peers: [
                {
                  name: "tor",
                  peerASN: wanted.remoteAs,
                  peerAddress: wanted.address,
                  peerConfigRef: { name: "tor" }
                }
              ]
            }
          ]
        }
      },
      {
        apiVersion: "cilium.io/v2",
        kind: "CiliumBGPPeerConfig",
        metadata: { name: "tor" },
        spec: {
          timers: {
            connectRetryTimeSeconds: 5,
            ...opt("holdTimeSeconds", wanted.hold),
            ...opt("keepAliveTimeSeconds", wanted.hold && Math.floor(wanted.hold / 3))
          },
          ...opt("transport", wanted.port === void 0 ? void 0 : { peerPort: wanted.port }),
          ...opt("ebgpMultihop", wanted.multihop === true ? 4 : void 0),
          ...opt("authSecretRef", wanted.password && "tor-password"),
          ...wanted.gracefulRestart === true ? { gracefulRestart: { enabled: true } } : {},
          families: families.map((family) => ({
            afi: `ipv${family}`,
            safi: "unicast",
            advertisements: { matchLabels: { advertise: "bgp" } }
          }))
        }
      },
      {
        apiVersion: "cilium.io/v2",
        kind: "CiliumBGPAdvertisement",
        metadata: { name: "services", labels: { advertise: "bgp" } },
        spec: {
          advertisements: [
            {
              advertisementType: "Service",
              service: { addresses: ["LoadBalancerIP"] },
              selector: { matchExpressions: [{ key: "somekey", operator: "NotIn", values: ["never-used-value"] }] }
            }
          ]
        }
      },
      {
        apiVersion: "cilium.io/v2",
        kind: "CiliumLoadBalancerIPPool",
        metadata: { name: "services" },
        spec: { blocks: [{ cidr: (v6 ? wanted.prefixes?.v6 : wanted.prefixes?.v4) ?? "" }] }
      },
      ...basicAuth("kube-system", wanted.password).map(({ type: _, ...one }) => one)
    ];
  }
};

// test/lab/pairs/experiments.ts
function tor(of = {}) {
  const address = of.address ?? NODE.v4;
  const links = of.links ?? ["192.0.2.1/24", "2001:db8:2::1/64"];
  const v6 = address.includes(":");
  return [
    "frr version 8.4.4",
    "frr defaults traditional",
    "hostname tor",
    "!",
    "interface eth0",
    ...links.map((link) => ` ${link.includes(":") ? "ipv6" : "ip"} address ${link}`),
    "exit",
    "!",
    ...of.before ?? [],
    `router bgp ${of.as ?? 64601}${of.vrf === void 0 ? "" : ` vrf ${of.vrf}`}`,
    " bgp router-id 10.255.0.1",
    ...of.requiresPolicy === true ? [] : [" no bgp ebgp-requires-policy"],
    ...(of.process ?? []).map((line) => ` ${line}`),
    ...(of.neighbor ?? [`remote-as ${NODE.as}`]).map((line) => ` neighbor ${address} ${line}`),
    ...v6 || (of.family ?? []).length > 0 ? [
      " !",
      ` address-family ipv${v6 ? 6 : 4} unicast`,
      ...(of.family ?? ["activate"]).map((line) => `  neighbor ${address} ${line}`),
      " exit-address-family"
    ] : [],
    "exit",
    "!",
    ""
  ].join("\n");
}
function half(product, { tor: router2 = {}, wanted = {}, cabling, kill, beside }) {
  const all2 = { address: "192.0.2.1", remoteAs: 64601, ...wanted };
  const [node2, ...objects] = manifests(product, all2);
  const [besideNode, ...others] = beside === void 0 ? [] : manifests(beside, all2);
  return {
    product,
    // Both have the one Node: calico-node has written to it, if one of them is that.
    objects: [besideNode ?? node2, ...objects, ...others].filter((one) => one !== void 0),
    router: typeof router2 === "string" ? router2 : tor(router2),
    cabling: cabling ?? (all2.v6Only === true ? ONLY_IPV6 : ONE_CABLE),
    ...kill === void 0 ? {} : { kill },
    ...beside === void 0 ? {} : { beside }
  };
}
function experiment(rule, what, breaks, product, broken, mended = {}, both = {}) {
  const merged = (one) => ({
    ...both,
    ...one,
    wanted: { ...both.wanted, ...one.wanted },
    ...typeof one.tor === "string" ? { tor: one.tor } : { tor: typeof both.tor === "string" ? both.tor : { ...both.tor, ...one.tor } }
  });
  return { rule, what, breaks, broken: half(product, merged(broken)), mended: half(product, merged(mended)) };
}
var LOOPBACK = ["interface lo", " ip address 10.255.0.1/32", "exit", "!"];
var AS = `remote-as ${NODE.as}`;
var group = (...lines) => ["neighbor NODES peer-group", ...lines.map((line) => `neighbor NODES ${line}`)];
var RANGE = [...group(AS), "bgp listen range 192.0.0.0/16 peer-group NODES"];
function twoNodes(rule, what, product, { broken, mended, wanted = {}, as = 64601 }) {
  const made = (one) => {
    const all2 = { address: "10.255.0.1", remoteAs: as, multihop: true, everyNode: true, ...wanted };
    const [node2, ...objects] = manifests(product, all2);
    const config = {
      as,
      links: ["192.0.2.1/24"],
      before: [...LOOPBACK, "interface eth1", " ip address 192.0.3.1/24", "exit", "!"],
      ...typeof one.tor === "string" ? {} : one.tor
    };
    const text = tor(config).replace(
      /( neighbor )192\.0\.2\.11( .*\n)/g,
      (line, start, end) => `${line}${start}${SECOND.v4}${end}`
    );
    return {
      product,
      objects: [...node2 === void 0 ? [] : [node2], secondNode(product), ...objects],
      router: text,
      cabling: {
        node: [`${NODE.v4}/24`],
        gateways: ["192.0.2.1"],
        second: { node: [`${SECOND.v4}/24`], gateways: ["192.0.3.1"] }
      }
    };
  };
  return {
    rule,
    what,
    breaks: product === "calico" ? "no routes" : "down",
    broken: made(broken),
    mended: made(mended)
  };
}
var experiments = [
  // session/
  ...["metallb", "frr-k8s", "calico", "cilium"].map(
    (product) => experiment("session/as-number-mismatch", `${product}: the router has another AS`, "down", product, {
      tor: { as: 64999 }
    })
  ),
  experiment(
    "session/as-number-mismatch",
    "the router expects another AS of the node",
    "down",
    "metallb",
    { tor: { neighbor: ["remote-as 64513"] } },
    { tor: { neighbor: ["remote-as external"] } }
  ),
  experiment(
    "session/as-number-mismatch",
    "a confederation shows its identifier",
    "down",
    "metallb",
    { tor: { process: ["bgp confederation identifier 64900"] } },
    { tor: { process: ["bgp confederation identifier 64900"] }, wanted: { remoteAs: 64900 } }
  ),
  experiment(
    "session/as-number-mismatch",
    "local-as replaces the AS of the process",
    "down",
    "calico",
    { tor: { neighbor: [AS, "local-as 64777"] } },
    { tor: { neighbor: [AS, "local-as 64777"] }, wanted: { remoteAs: 64777 } }
  ),
  experiment("session/not-configured-on-router", "the router lists another address", "down", "metallb", {
    tor: { address: "192.0.2.99" }
  }),
  experiment(
    "session/not-configured-on-router",
    "its listen range holds other addresses",
    "down",
    "cilium",
    { tor: { process: [...group(AS), "bgp listen range 192.0.2.128/25 peer-group NODES"], neighbor: [] } },
    { tor: { process: [...group(AS), "bgp listen range 192.0.2.0/25 peer-group NODES"], neighbor: [] } }
  ),
  experiment(
    "session/not-configured-on-router",
    "it lists the node in another VRF",
    "down",
    "frr-k8s",
    { tor: { before: ["vrf blue", "exit-vrf", "!"], vrf: "blue" } },
    { tor: { before: ["vrf blue", "exit-vrf", "!"] } }
  ),
  ...["metallb", "frr-k8s", "calico", "cilium"].map(
    (product) => experiment(
      "session/password-one-sided",
      `${product}: only the router has one`,
      "down",
      product,
      { tor: { neighbor: [AS, "password s3cret"] } },
      { tor: { neighbor: [AS, "password s3cret"] }, wanted: { password: "s3cret" } }
    )
  ),
  experiment(
    "session/password-one-sided",
    "only the node has one",
    "down",
    "metallb",
    { wanted: { password: "s3cret" } },
    { wanted: { password: "s3cret" }, tor: { neighbor: [AS, "password s3cret"] } }
  ),
  experiment(
    "session/password-one-sided",
    "they differ",
    "down",
    "calico",
    { wanted: { password: "s3cret" }, tor: { neighbor: [AS, "password S3cret"] } },
    { wanted: { password: "s3cret" }, tor: { neighbor: [AS, "password s3cret"] } }
  ),
  experiment(
    "session/graceful-restart-one-sided",
    "the router has it off for the neighbor",
    "routes lost",
    "calico",
    { tor: { neighbor: [AS, "graceful-restart-disable"] } },
    { tor: { neighbor: [AS, "graceful-restart-helper"] } },
    { kill: true }
  ),
  experiment(
    "session/bfd-one-sided",
    "only the node has it",
    "nothing",
    "metallb",
    { wanted: { bfd: true } },
    { wanted: { bfd: true }, tor: { neighbor: [AS, "bfd"] } }
  ),
  experiment("session/port-mismatch", "the node dials a port that the router does not listen at", "down", "metallb", {
    wanted: { port: 1179 }
  }),
  experiment("session/port-mismatch", "cilium: it dials another port, and listens to nobody", "down", "cilium", {
    wanted: { port: 1179 }
  }),
  experiment(
    "session/port-mismatch",
    "both dial another port than the other end listens at",
    "down",
    "calico",
    { wanted: { port: 1179 }, tor: { neighbor: [AS, "port 1179"] } },
    { tor: { neighbor: [AS, "port 1179"] } }
  ),
  experiment(
    "session/multihop-needed",
    "the router\u2019s loopback, IPv4",
    "down",
    "metallb",
    {},
    { wanted: { multihop: true } },
    { wanted: { address: "10.255.0.1" }, tor: { before: LOOPBACK } }
  ),
  experiment(
    "session/multihop-needed",
    "cilium: two hops, and the node has none",
    "down",
    "cilium",
    {},
    { wanted: { multihop: true } },
    {
      wanted: { address: "203.0.113.2" },
      tor: { neighbor: [AS, "ebgp-multihop 4"], links: ["203.0.113.2/30", "2001:db8:3::2/64"] },
      cabling: TWO_CABLES
    }
  ),
  experiment(
    "session/multihop-needed",
    "two hops, and the router has none",
    "down",
    "metallb",
    {},
    { tor: { neighbor: [AS, "ebgp-multihop 4"], links: ["203.0.113.2/30", "2001:db8:3::2/64"] } },
    {
      wanted: { address: "203.0.113.2", multihop: true },
      tor: { links: ["203.0.113.2/30", "2001:db8:3::2/64"] },
      cabling: TWO_CABLES
    }
  ),
  experiment(
    "session/multihop-needed",
    "two hops and a listen range: up, and its routes stay inactive",
    "no routes",
    "metallb",
    { tor: listening(AS) },
    { tor: listening(AS, "ebgp-multihop 4") },
    { wanted: { address: "203.0.113.2", multihop: true }, cabling: TWO_CABLES }
  ),
  experiment(
    "session/reserved-as-number",
    "AS 23456",
    "down",
    "metallb",
    { tor: { as: 23456 }, wanted: { remoteAs: 23456 } },
    {}
  ),
  experiment("session/two-speakers", "MetalLB and Calico of one node", "down", "metallb", { beside: "calico" }),
  experiment(
    "session/router-id-missing",
    "a node without an IPv4 address",
    "down",
    "frr-k8s",
    {},
    { wanted: { routerId: "10.255.0.11" } },
    { wanted: { v6Only: true, address: "2001:db8:2::1" }, tor: { address: NODE.v6 } }
  ),
  experiment(
    "session/router-id-shared",
    "one router id at both ends of an iBGP session",
    "down",
    "metallb",
    { wanted: { routerId: "10.255.0.1" } },
    { wanted: { routerId: "10.255.0.11" } },
    { wanted: { remoteAs: NODE.as }, tor: { as: NODE.as } }
  ),
  experiment(
    "session/family-not-activated",
    "an IPv6 neighbor that the router activates for IPv4 alone",
    "down",
    "metallb",
    { tor: { address: NODE.v6, family: [], process: [], neighbor: [AS] } },
    { tor: { address: NODE.v6 } },
    { wanted: { address: "2001:db8:2::1" } }
  ),
  experiment(
    "session/family-not-activated",
    "calico: no common family",
    "down",
    "calico",
    { tor: { process: ["no bgp default ipv4-unicast"] } },
    { tor: { process: ["no bgp default ipv4-unicast"], family: ["activate"] } }
  ),
  ...["metallb", "calico"].map(
    (product) => experiment("session/ttl-security-one-sided", `${product}: only the router has it`, "down", product, {
      tor: { neighbor: [AS, "ttl-security hops 1"] }
    })
  ),
  experiment(
    "session/ttl-security-one-sided",
    "only the node has it",
    "down",
    "calico",
    { wanted: { ttlSecurity: 1 } },
    { wanted: { ttlSecurity: 1 }, tor: { neighbor: [AS, "ttl-security hops 1"] } }
  ),
  experiment(
    "session/hold-time-refused",
    "the router takes none below a minimum",
    "down",
    "metallb",
    { wanted: { hold: 9 } },
    { wanted: { hold: 90 } },
    { tor: { process: ["bgp minimum-holdtime 30"] } }
  ),
  experiment(
    "session/role-mismatch",
    "a strict role, and the node has none",
    "down",
    "metallb",
    { tor: { neighbor: [AS, "local-role provider strict-mode"] } },
    { tor: { neighbor: [AS, "local-role provider"] } }
  ),
  experiment("session/address-not-on-router", "no interface of the router has the peer\u2019s address", "down", "metallb", {
    wanted: { address: "192.0.2.9" }
  }),
  twoNodes("session/routes-not-reflected", "iBGP to a router that reflects nothing, no mesh", "calico", {
    broken: { tor: { neighbor: [AS] } },
    mended: { tor: { neighbor: [AS, "route-reflector-client"] } },
    wanted: { remoteAs: NODE.as },
    as: NODE.as
  }),
  // router/
  experiment("router/syntax", "the line that makes the neighbor is refused", "down", "metallb", {
    tor: { neighbor: [`remote-as ${NODE.as} password s3cret`] }
  }),
  experiment(
    "router/syntax",
    "a password of two words: the router goes on without one",
    "down",
    "calico",
    { tor: { neighbor: [AS, "password s3cret word"] } },
    { tor: { neighbor: [AS, "password s3cret"] } },
    { wanted: { password: "s3cret" } }
  ),
  experiment(
    "router/graceful-restart-disabled",
    "switched off for the whole process",
    "routes lost",
    "metallb",
    { tor: { process: ["bgp graceful-restart-disable"] } },
    {},
    { wanted: { gracefulRestart: true }, kill: true }
  ),
  experiment(
    "router/restart-timers",
    "the router keeps stale routes for two seconds",
    "routes lost",
    "metallb",
    { tor: { process: ["bgp graceful-restart stalepath-time 2"] } },
    {},
    { wanted: { gracefulRestart: true }, kill: true }
  ),
  ...["metallb", "calico"].map(
    (product) => experiment("router/policy-missing", `${product}: eBGP without a policy`, "no routes", product, {
      tor: { requiresPolicy: true }
    })
  ),
  experiment(
    "router/policy-not-defined",
    "a route map that is not there",
    "no routes",
    "metallb",
    { tor: { family: ["route-map FROM-NODES in"] } },
    { tor: { before: ["route-map FROM-NODES permit 10", "exit", "!"], family: ["route-map FROM-NODES in"] } }
  ),
  experiment(
    "router/policy-not-defined",
    "a prefix list that is not there",
    "no routes",
    "calico",
    { tor: { family: ["prefix-list NODES in"] } },
    { tor: { before: ["ip prefix-list NODES seq 5 permit 198.51.100.0/24 le 32"], family: ["prefix-list NODES in"] } }
  ),
  twoNodes("router/listen-limit", "two nodes, and a range that takes one", "metallb", {
    broken: { tor: { process: ["bgp listen limit 1", ...RANGE], neighbor: [] } },
    mended: { tor: { process: ["bgp listen limit 2", ...RANGE], neighbor: [] } }
  }),
  experiment("router/neighbor-shutdown", "the neighbor is shut down", "down", "metallb", {
    tor: { neighbor: [AS, "shutdown"] }
  }),
  experiment("router/neighbor-shutdown", "all of BGP is shut down", "down", "calico", {
    tor: { process: ["bgp shutdown message maintenance"] }
  }),
  experiment(
    "router/listen-range-refused",
    "its group has no remote-as",
    "down",
    "metallb",
    { tor: { process: [...group(), "bgp listen range 192.0.2.0/25 peer-group NODES"], neighbor: [] } },
    { tor: { process: [...group(AS), "bgp listen range 192.0.2.0/25 peer-group NODES"], neighbor: [] } }
  ),
  experiment(
    "router/prefix-limit",
    "one prefix may come, and two do",
    "down",
    "metallb",
    { tor: { family: ["maximum-prefix 1"] } },
    { tor: { family: ["maximum-prefix 1 warning-only"] } },
    { wanted: { pools: ["198.51.100.16/28", "198.51.100.48/28"] } }
  ),
  experiment(
    "router/policy-drops-routes",
    "a prefix list without `le 32`",
    "no routes",
    "metallb",
    { tor: { before: ["ip prefix-list NODES seq 5 permit 198.51.100.0/24"], family: ["prefix-list NODES in"] } },
    { tor: { before: ["ip prefix-list NODES seq 5 permit 198.51.100.0/24 le 32"], family: ["prefix-list NODES in"] } }
  ),
  experiment(
    "router/policy-drops-routes",
    "a route map whose list names another network",
    "no routes",
    "calico",
    { tor: { before: routeMap("203.0.113.0/24 le 32"), family: ["route-map FROM-NODES in"] } },
    { tor: { before: routeMap("198.51.100.0/24 le 32"), family: ["route-map FROM-NODES in"] } }
  )
];
function listening(...lines) {
  return {
    process: [...group(...lines), `bgp listen range 192.0.2.0/24 peer-group NODES`],
    neighbor: [],
    links: ["203.0.113.2/30", "2001:db8:3::2/64"]
  };
}
function routeMap(entry) {
  return [
    `ip prefix-list NODES seq 5 permit ${entry}`,
    "!",
    "route-map FROM-NODES permit 10",
    " match ip address prefix-list NODES",
    "exit",
    "!"
  ];
}

// ../../../tmp/lab/t3.mts
var only = process.env.ONLY ? new RegExp(process.env.ONLY) : /./;
var jobs = experiments.filter((e) => only.test(e.rule + e.what)).flatMap((e) => [["broken", e.broken, e], ["mended", e.mended, e]]);
var t0 = Date.now();
var next = 0;
await Promise.all(Array.from({ length: 10 }, async () => {
  while (next < jobs.length) {
    const [h, pair, e] = jobs[next++];
    const t = Date.now();
    try {
      const { outcome, outputs } = await runPair(pair);
      const up = (l) => l.length > 0 && l.every((x) => x.endsWith("Established"));
      const got = outcome.sound ? "sound" : up(outcome.node) && up(outcome.router) ? "no routes" : "down";
      const want = h === "mended" || e.breaks === "nothing" ? "sound" : e.breaks;
      console.log(got === want || want === "routes lost" && !outcome.sound ? "ok " : "BAD", e.rule, "|", e.what, "|", h, "want", want, "got", got, Date.now() - t, JSON.stringify(outcome));
    } catch (err) {
      console.log("ERR", e.rule, e.what, h, err);
    }
  }
}));
console.log(Date.now() - t0, jobs.length);
