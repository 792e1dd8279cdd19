import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus reads: durations by route, method and status, never by client; memory and the like of the process. */
export class ServiceMetrics {
  readonly #registry = new Registry();
  readonly #durations: Histogram<'method' | 'route' | 'status'>;
  readonly #open: Gauge;

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    this.#durations = new Histogram({
      name: 'plumbline_http_request_duration_seconds',
      help: 'Time from a request to the end of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
      registers: [this.#registry],
    });
    this.#open = new Gauge({
      name: 'plumbline_http_requests_open',
      help: 'Requests that are being answered.',
      registers: [this.#registry],
    });
  }

  begun(): void {
    this.#open.inc();
  }

  /** `route` is the pattern that the path matched, so that no client's code becomes a label. */
  ended(method: string, route: string, status: number, seconds: number): void {
    this.#open.dec();
    this.#durations.observe({ method, route, status: String(status) }, seconds);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
