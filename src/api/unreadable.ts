import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { problemOf, Refusal } from './refusal.js';

const reasons: Readonly<Record<string, readonly [status: number, reason: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'its first line and headers are longer than 16 KB together'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'it did not come to its end in time'],
};

/** Answers what is no request of HTTP at all, which express never sees, and hangs up. */
export function answerUnreadable(problem: Error, socket: Duplex): void {
  const code = 'code' in problem ? String(problem.code) : '';
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason] = reasons[code] ?? [400, 'it is not written as HTTP wants it'];
  const requestId = randomUUID();
  const document = problemOf(new Refusal(status, fault(serviceFaults, 'request_unreadable', { reason })), '', requestId);
  const body = JSON.stringify(document);
  socket.end(
    [
      `HTTP/1.1 ${status} ${document.title}`,
      'Connection: close',
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      '',
      body,
    ].join('\r\n'),
  );
}
