// A server for work on the page alone: answers the routes of docs/openapi.json from fixtures about
// invented happenings, keeps changes in memory, and sends the same content policy as the real one.
//   node dev/mock.mjs [PORT]     FIRST=1 begins without an account
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { routes } from './mock-routes.mjs';
import { Refused } from './mock-state.mjs';

const dist = new URL('../dist/', import.meta.url);
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const head = {
  'Content-Security-Policy': "default-src 'self'; worker-src 'self' blob:; img-src 'self' data: blob:",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

async function body(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : {};
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const json = (status, value, more = {}) =>
    response.writeHead(status, { ...head, 'Content-Type': 'application/json', ...more }).end(JSON.stringify(value));
  try {
    if (url.pathname === '/api/v1/events') {
      response.writeHead(200, { ...head, 'Content-Type': 'text/event-stream' }).write(': here\n\n');
      return;
    }
    if (url.pathname.startsWith('/api/v1/')) {
      const path = url.pathname.slice(8).split('/').map(decodeURIComponent).slice(0);
      const given = request.method === 'GET' ? {} : await body(request);
      const answer = routes(
        request.method,
        path.filter(Boolean),
        Object.fromEntries(url.searchParams),
        given,
        request.headers,
      );
      json(200, answer.value, answer.cookie ? { 'Set-Cookie': answer.cookie } : {});
      return;
    }
    const file = url.pathname === '/' ? 'index.html' : url.pathname.slice(1);
    if (file.includes('..')) throw new Refused(404, 'missing', 'no such file');
    const bytes = await readFile(new URL(file, dist)).catch(() => {
      throw new Refused(404, 'missing', 'no such file');
    });
    response.writeHead(200, { ...head, 'Content-Type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes);
  } catch (caught) {
    if (!(caught instanceof Refused)) console.error(caught);
    json(caught.status ?? 500, {
      error: { code: caught.code ?? 'fault', message: caught.message, remedy: '' },
      ...(caught.more ?? {}),
    });
  }
});
const port = Number(process.argv[2] ?? 8091);
server.listen(port, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${port}/ — sign in as steward, reviewer or reader with any password but "wrong"`),
);
