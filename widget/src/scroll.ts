/** Keeps the end of the conversation in sight while the visitor is there, whatever grows or shrinks around it. */
const NEAR = 48; // px from the end that still count as being there

export class LogScroll {
  private log: HTMLElement | null = null;
  private atEnd = true;
  private readonly sizes = new ResizeObserver(() => this.keep());

  /** Called after each update with the log that is shown now, if any. */
  follow(log: HTMLElement | null): void {
    if (log !== this.log) {
      this.sizes.disconnect();
      this.log = log;
      this.atEnd = true;
      if (log) this.sizes.observe(log);
      log?.addEventListener("scroll", () => (this.atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR), { passive: true });
    }
    this.keep();
  }

  /** Show the latest turn: its end, or its beginning where it is taller than the log. */
  showLatest(): void {
    const log = this.log;
    const last = [...(log?.querySelectorAll<HTMLElement>(".turn") ?? [])].pop();
    if (!log) return;
    this.atEnd = !last || last.offsetHeight <= log.clientHeight;
    log.scrollTop = last && !this.atEnd ? last.offsetTop : log.scrollHeight;
  }

  private keep(): void {
    if (this.atEnd && this.log) this.log.scrollTop = this.log.scrollHeight;
  }
}
