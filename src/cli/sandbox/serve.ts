/** Serves one page to this machine. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clause } from '../../host/files.ts';
import { Refusal } from '../../project/refusal.ts';
import type { SandboxPage } from './page.ts';

export interface Served {
  /** `http://127.0.0.1:40123/` */
  readonly address: string;
  readonly closed: Promise<void>;
  close(): void;
}

const loopback = '127.0.0.1';

/** On a port of the loopback interface; 0 for one that is free. Throws a Refusal where the port cannot be had. */
export async function serve(page: SandboxPage, port: number): Promise<Served> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'it is in use' : clause(error);
      reject(new Refusal(`Port ${port} cannot be opened: ${why}. Name another with --port.`));
    });
    server.listen({ host: loopback, port, exclusive: true }, resolve);
  });
  const { port: own } = server.address() as AddressInfo;
  server.on('request', answering(page, own));
  return {
    address: `http://${loopback}:${own}/`,
    closed: new Promise((resolve) => server.once('close', () => resolve())),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Only the page, and only to those who asked this machine by its own name: a name that was bent to 127.0.0.1 gets nothing. */
export function answering({ html, policy }: SandboxPage, port: number): RequestListener {
  const body = Buffer.from(html);
  const hosts = new Set([loopback, 'localhost'].flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]));
  return ({ method, url, headers }, response) => {
    const refuse = (status: number, more: { readonly [name: string]: string } = {}) =>
      response.writeHead(status, { 'Content-Length': 0, ...common, ...more }).end();
    if (!hosts.has((headers.host ?? '').toLowerCase())) refuse(421);
    else if (method !== 'GET' && method !== 'HEAD') refuse(405, { Allow: 'GET, HEAD' });
    else if (url !== '/') refuse(404);
    else {
      response.writeHead(200, {
        ...common,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Length': body.length,
        'Content-Security-Policy': policy,
      });
      response.end(method === 'HEAD' ? undefined : body);
    }
  };
}

const common = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  // Browsers look up the names of links on a page that came without TLS.
  'X-DNS-Prefetch-Control': 'off',
};
