import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { fault } from '../faults/make.js';
import type { PlainPhrase } from '../faults/phrase.js';
import { serviceFaults } from '../faults/service.js';
import { problemOf, Refusal } from './refusal.js';

const reasons: Readonly<Record<string, readonly [status: number, reason: PlainPhrase]>> = {
  HPE_HEADER_OVERFLOW: [431, 'headers_too_long'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'not_ended_in_time'],
};

/** Answers what is no request of HTTP at all, which express never sees, and hangs up. */
export function answerUnreadable(problem: Error, socket: Duplex): void {
  const code = 'code' in problem ? String(problem.code) : '';
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason] = reasons[code] ?? [400, 'not_http'];
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
