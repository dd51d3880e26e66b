/** The visitor's session: made when it is first needed, renewed when it has run out, replaced when it cannot be renewed. */
import { Refused, type Api } from "./api";
import type { Store } from "./store";

const isRefused = (error: unknown): boolean => error instanceof Refused && error.status === 401;

export class Session {
  /** @param replaced called when the earlier conversation cannot be gone on with. */
  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly replaced: () => void,
  ) {}

  /**
   * Do something that needs a session. `create`: a new one will do if there is none.
   *
   * Throws what `action` throws; a refusal with 401 only if the session can be neither renewed nor replaced, or there is none.
   */
  async use<T>(action: (token: string) => Promise<T>, create = true): Promise<T> {
    const kept = this.store.read().token;
    if (!kept && !create) throw new Refused(401, 0); // another tab has ended it; asking the server would begin a new one
    const token = kept || (await this.begin());
    try {
      return await action(token);
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
    return action(await this.renew(token, create));
  }

  private async renew(token: string, create: boolean): Promise<string> {
    try {
      return this.keep(await this.api.session(token));
    } catch (error) {
      if (!isRefused(error) || !create) throw error;
    }
    this.replaced();
    return this.begin();
  }

  private async begin(): Promise<string> {
    return this.keep(await this.api.session());
  }

  private keep(token: string): string {
    this.store.write({ token });
    return token;
  }
}
