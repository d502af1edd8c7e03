/** Texts of objects, each a function of its number. */

/** A peer that no rule has a word to say about: what is timed is reading and judging, not printing. @param {number} i */
export function bgpPeer(i) {
  const rack = i % 250;
  return `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: tor-${i}
  labels:
    rack: rack-${rack}
    team: network
spec:
  # The switch at the top of the rack.
  peerIP: 10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}
  asNumber: ${64_600 + (i % 900)}
  nodeSelector: rack == 'rack-${rack}'
  password:
    secretKeyRef:
      name: bgp-${rack}
      key: password
  maxRestartTime: 60s
`;
}

/** @param {number} i */
export function service(i) {
  return `apiVersion: v1
kind: Service
metadata:
  name: web-${i}
  namespace: team-${i % 100}
spec:
  selector:
    app: web-${i}
  ports:
    - name: http
      port: 80
      targetPort: 8080
`;
}

/** @param {number} i */
export function configMap(i) {
  const lines = Array.from({ length: 20 + (i % 30) }, (_, n) => `    option-${n} = value-${(i * 31 + n) % 997}`);
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-${i}
  namespace: team-${i % 100}
data:
  settings.ini: |
${lines.join('\n')}
`;
}

/** @param {number} i */
export function deployment(i) {
  const env = Array.from(
    { length: 4 + (i % 8) },
    (_, n) => `            - name: OPTION_${n}\n              value: "${(i * 17 + n) % 1009}"`,
  );
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${i}
  namespace: team-${i % 100}
  labels: { app: web-${i}, tier: front }
spec:
  replicas: ${1 + (i % 5)}
  selector:
    matchLabels: { app: web-${i} }
  template:
    metadata:
      labels: { app: web-${i}, tier: front }
    spec:
      containers:
        - name: web
          image: registry.example/web:${i % 40}
          ports:
            - containerPort: 8080
          env:
${env.join('\n')}
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
          readinessProbe:
            httpGet: { path: /ready, port: 8080 }
`;
}

/** A plan as `terraform show -json` prints it: groups and rules among much that is neither. @param {number} bytes */
export function planOf(bytes) {
  const changes = [];
  for (let size = 0, i = 0; size < bytes; i++) {
    const change = i % 50 === 0 ? securityGroup(i) : i % 50 === 1 ? securityGroupRule(i) : bucket(i);
    const text = JSON.stringify(change);
    size += text.length + 1;
    changes.push(text);
  }
  return `{"format_version":"1.2","terraform_version":"1.9.5","complete":true,"errored":false,"resource_changes":[${changes.join(',')}],"configuration":{"root_module":{}}}`;
}

/** @param {string} type @param {number} i @param {object} after */
function created(type, i, after) {
  return {
    address: `${type}.r${i}`,
    mode: 'managed',
    type,
    name: `r${i}`,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: ['create'],
      before: null,
      after,
      after_unknown: { id: true, arn: true },
      before_sensitive: false,
      after_sensitive: {},
    },
  };
}

/** @param {number} i */
function securityGroup(i) {
  return created('aws_security_group', i, {
    name: `nodes-${i}`,
    description: 'Nodes',
    vpc_id: 'vpc-1',
    ingress: [],
    egress: [],
    tags: null,
  });
}

/** @param {number} i */
function securityGroupRule(i) {
  return created('aws_security_group_rule', i, {
    type: 'ingress',
    protocol: 'tcp',
    from_port: 179,
    to_port: 179,
    self: null,
    cidr_blocks: ['10.0.0.0/8'],
    ipv6_cidr_blocks: null,
    prefix_list_ids: null,
    security_group_id: `sg-${i}`,
    source_security_group_id: null,
  });
}

/** @param {number} i */
function bucket(i) {
  const statement = { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::data-${i}/*` };
  return created('aws_s3_bucket', i, {
    bucket: `data-${i}`,
    policy: JSON.stringify({ Version: '2012-10-17', Statement: Array(6).fill(statement) }),
    tags: Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`tag-${n}`, `value-${(i * 13 + n) % 4001}`])),
  });
}
