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
