/** A plan as `terraform show -json` prints it: groups and rules among much that is neither, in the modules of 200 teams. */

/** @typedef {{ type: string, after: Record<string, unknown>, unknown?: object, refers?: Record<string, string[]> }} Planned */

const resources = [
  [securityGroup, instance, policy, bucket, instance, policy, bucket, instance, rule, bucket, policy, instance],
  [bareGroup, entry, entry, bucket, instance, policy, bucket, instance, policy, bucket, instance, policy],
].flat();

/** @param {number} bytes */
export function planOf(bytes) {
  /** @type {{ changes: string[], planned: string[], prior: string[], blocks: string[] }} */
  const parts = { changes: [], planned: [], prior: [], blocks: [] };
  for (let size = 0, i = 0; size < bytes; i++) {
    const make = resources[i % resources.length] ?? bucket;
    for (const [part, value] of Object.entries(described(i, make(i)))) {
      const text = JSON.stringify(value);
      parts[/** @type {keyof typeof parts} */ (part)].push(text);
      size += text.length + 1;
    }
  }
  const calls = [...new Set(parts.changes.map((_, i) => team(i)))].map(
    (name) =>
      `"${name}":{"source":"./team","module":{"resources":[${parts.blocks.filter((_, i) => team(i) === name)}]}}`,
  );
  return `{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[${parts.planned}]}},"resource_changes":[${parts.changes}],"prior_state":{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{"resources":[${parts.prior}]}}},"configuration":{"root_module":{"module_calls":{${calls}}}},"complete":true,"errored":false}`;
}

/** @param {number} i */
function team(i) {
  return `team_${Math.floor(i / 24) % 200}`;
}

/** All that a plan says of one resource; every third exists already. @param {number} i @param {Planned} planned */
function described(i, { type, after, unknown = {}, refers = {} }) {
  const module = `module.${team(i)}`;
  const exists = i % 3 === 0;
  const values = exists ? { id: `id-${i}`, arn: `arn:aws:x:::${i}`, ...after } : after;
  const named = { address: `${module}.${type}.r${i}`, mode: 'managed', type, name: `r${i}` };
  const shown = { ...named, provider_name: 'registry.terraform.io/hashicorp/aws', schema_version: 1, values };
  const expressions = Object.fromEntries([
    ...Object.keys(after).map((key) => [key, { constant_value: null }]),
    ...Object.entries(refers).map(([key, references]) => [key, { references }]),
  ]);
  return {
    changes: {
      ...named,
      module_address: module,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: {
        actions: [exists ? 'no-op' : 'create'],
        before: exists ? values : null,
        after: values,
        after_unknown: exists ? {} : { id: true, arn: true, tags_all: true, ...unknown },
        before_sensitive: exists ? {} : false,
        after_sensitive: { tags_all: {} },
      },
    },
    planned: { ...shown, sensitive_values: { tags_all: {} } },
    ...(exists ? { prior: { ...shown, sensitive_values: {} } } : {}),
    blocks: { address: `${type}.r${i}`, mode: 'managed', type, name: `r${i}`, expressions, schema_version: 1 },
  };
}

/** @param {number} i */
function tags(i) {
  return Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`tag-${n}`, `value-${(i * 13 + n) % 4001}`]));
}

/** @param {number} i @returns {Planned} */
function securityGroup(i) {
  const ports = [22, 443, 10250, i % 5 === 0 ? 22 : 179];
  const ingress = ports.map((port) => ({
    description: `port ${port}`,
    protocol: 'tcp',
    from_port: port,
    to_port: port,
    self: port === 179,
    cidr_blocks: port === 179 ? [] : [`10.${i % 250}.0.0/16`, `10.${(i + 1) % 250}.0.0/16`],
    ipv6_cidr_blocks: [],
    prefix_list_ids: [],
    security_groups: [],
  }));
  return {
    type: 'aws_security_group',
    after: { name: `nodes-${i}`, description: 'Nodes', vpc_id: 'vpc-1', ingress, egress: [], tags: tags(i) },
    unknown: { ingress: ingress.map(() => ({ cidr_blocks: [false, false] })), egress: [], owner_id: true },
  };
}

/** Its rules are resources. @param {number} i @returns {Planned} */
function bareGroup(i) {
  return {
    type: 'aws_security_group',
    after: { name: `nodes-${i}`, description: 'Nodes', vpc_id: 'vpc-1', tags: tags(i) },
    unknown: { ingress: true, egress: true, owner_id: true },
  };
}

/** For the group before it. @param {number} i @returns {Planned} */
function entry(i) {
  return {
    type: 'aws_vpc_security_group_ingress_rule',
    after: { ip_protocol: 'tcp', from_port: 179, to_port: 179, cidr_ipv4: `10.${i % 250}.0.0/16`, tags: tags(i) },
    unknown: { security_group_id: true, security_group_rule_id: true },
    refers: { security_group_id: [`aws_security_group.r${i - (i % 12)}.id`, `aws_security_group.r${i - (i % 12)}`] },
  };
}

/** @param {number} i @returns {Planned} */
function rule(i) {
  return {
    type: 'aws_security_group_rule',
    after: {
      type: 'ingress',
      protocol: 'tcp',
      from_port: 443,
      to_port: 443,
      self: null,
      cidr_blocks: ['10.0.0.0/8'],
      ipv6_cidr_blocks: null,
      prefix_list_ids: null,
      security_group_id: `sg-${i}`,
    },
    unknown: { source_security_group_id: true },
  };
}

/** @param {number} i @returns {Planned} */
function instance(i) {
  return {
    type: 'aws_instance',
    after: {
      ami: 'ami-1',
      instance_type: 'm6i.large',
      subnet_id: `subnet-${i % 90}`,
      source_dest_check: true,
      root_block_device: [{ volume_size: 100, volume_type: 'gp3', encrypted: true, tags: tags(i) }],
      user_data: `#!/bin/sh\n${Array.from({ length: 12 }, (_, n) => `echo "step ${n} of ${i}"`).join('\n')}\n`,
      tags: { Name: `web-${i}`, ...tags(i) },
    },
    unknown: { vpc_security_group_ids: true, private_ip: true },
    refers: {
      vpc_security_group_ids: [`aws_security_group.r${i - (i % 12)}.id`, `aws_security_group.r${i - (i % 12)}`],
    },
  };
}

/** @param {number} i @returns {Planned} */
function policy(i) {
  const statement = { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::data-${i}/*` };
  return {
    type: 'aws_iam_policy',
    after: {
      name: `p-${i}`,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: Array(6).fill(statement) }),
      tags: tags(i),
    },
  };
}

/** @param {number} i @returns {Planned} */
function bucket(i) {
  return {
    type: 'aws_s3_bucket',
    after: { bucket: `data-${i}`, force_destroy: false, tags: { ...tags(i), owner: `team-${i % 200}` } },
  };
}
