/** Whose turn it is on the one session: a client keeps it from its first message until it is outside of any transaction. */
export class Turn<Client> {
  #owner: Client | undefined;
  #waiting: { readonly client: Client; readonly begin: () => void }[] = [];

  /** Resolves when it is the client's turn; at once if it has it already. */
  take(client: Client): Promise<void> {
    if (this.#owner === undefined || this.#owner === client) {
      this.#owner = client;
      return Promise.resolve();
    }
    return new Promise(begin => this.#waiting.push({ client, begin }));
  }

  /** Hands the session to whoever has waited longest. */
  end(client: Client): void {
    if (this.#owner !== client) return;
    const next = this.#waiting.shift();
    this.#owner = next?.client;
    next?.begin();
  }

  /** Forgets a client that has left: those who wait no longer wait for it. */
  forget(client: Client): void {
    const waiters = this.#waiting.filter(waiter => waiter.client === client);
    this.#waiting = this.#waiting.filter(waiter => waiter.client !== client);
    for (const waiter of waiters) waiter.begin();
    this.end(client);
  }

  isOf(client: Client): boolean {
    return this.#owner === client;
  }
}
