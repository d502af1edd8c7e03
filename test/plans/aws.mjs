/** moto on a loopback port in AWS' place, behind a door that can refuse a request, and leaves nothing of moto's to chance. */
import { spawn } from 'node:child_process';
import { createServer, request } from 'node:http';
import { createServer as createListener } from 'node:net';

// Not DependencyViolation: on that the provider tries again for a minute and a half.
const unauthorized =
  '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>not yours</Message></Error></Errors></Response>';

// moto draws a subnet's zone where none is asked for, and what it draws depends on how many requests came before.
const zone = 'eu-central-1b';

export class Aws {
  /** The action of EC2 that is refused, if one is. @type {string | undefined} */
  refused;

  /** @param {import('node:child_process').ChildProcess} moto @param {number} behind moto's port @param {number} port */
  constructor(moto, behind, port) {
    this.moto = moto;
    this.behind = behind;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.server = createServer((incoming, outgoing) => this.#pass(incoming, outgoing));
  }

  /** @param {string} program moto_server */
  static async start(program) {
    const [behind, port] = [await freePort(), await freePort()];
    const aws = new Aws(spawn(program, ['-H', '127.0.0.1', '-p', String(behind)], { stdio: 'ignore' }), behind, port);
    try {
      await answers(`http://127.0.0.1:${behind}/moto-api/`);
    } catch (error) {
      aws.moto.kill();
      throw error;
    }
    await new Promise((resolve) => aws.server.listen(port, '127.0.0.1', () => resolve(undefined)));
    return aws;
  }

  /** An empty account. One seed gives one sequence of ids: sets of ids are sorted by them. */
  async reset() {
    this.refused = undefined;
    for (const what of ['reset', 'seed?a=17']) await fetch(`${this.url}/moto-api/${what}`, { method: 'POST' });
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
    this.moto.kill();
  }

  /** @param {import('node:http').IncomingMessage} incoming @param {import('node:http').ServerResponse} outgoing */
  async #pass(incoming, outgoing) {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = withZone(Buffer.concat(chunks));
    if (this.refused !== undefined && body.includes(`Action=${this.refused}&`)) {
      outgoing.writeHead(403, { 'content-type': 'text/xml' });
      outgoing.end(unauthorized);
      return;
    }
    const { method, url, headers } = incoming;
    const sent = { ...headers, 'content-length': String(body.length) };
    delete sent['transfer-encoding'];
    const passed = request({ host: '127.0.0.1', port: this.behind, method, path: url, headers: sent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    passed.end(body);
  }
}

/** A request's body; one that makes a subnet names the zone. @param {Buffer} body @returns {Buffer} */
function withZone(body) {
  if (!body.includes('Action=CreateSubnet&') || body.includes('AvailabilityZone')) return body;
  return Buffer.concat([body, Buffer.from(`&AvailabilityZone=${zone}`)]);
}

/** @param {string} url */
async function answers(url) {
  for (let left = 240; left > 0; left--) {
    try {
      await fetch(url);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
  throw new Error('moto_server does not answer');
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createListener();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
