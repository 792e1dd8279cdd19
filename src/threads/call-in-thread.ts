import { Session } from 'node:inspector';
import type { Worker } from 'node:worker_threads';

/**
 * Evaluates a line of JavaScript in a thread, also while it is deep in WebAssembly and hears no message: requests of the inspector
 * interrupt it. Done when the thread has answered or ended.
 */
export function callInThread(worker: Worker, line: string): Promise<void> {
  const session = new Session();
  session.connect();
  return new Promise<void>((resolve, reject) => {
    worker.once('exit', () => resolve());
    session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) => {
      // Its `workerId` counts anew in each session; the title has the thread's own number.
      if (!workerInfo.title.startsWith(`[worker ${worker.threadId}]`)) return;
      const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: line } });
      session.post('NodeWorker.sendMessageToWorker', { sessionId, message }, failure => failure && reject(failure));
    });
    session.on('NodeWorker.receivedMessageFromWorker', () => resolve());
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, failure => failure && reject(failure));
  }).finally(() => session.disconnect());
}
