// Nobody touches the machine any more: ask once, count down, wipe. The first page has
// nothing to wipe and asks nothing.

const COUNT_FROM = 30;

export class Idle {
  constructor(dialog, reset) {
    Object.assign(this, { dialog, reset, after: 0, left: 0 });
    this.seconds = dialog.querySelector("[data-seconds]");
    for (const kind of ["pointerdown", "keydown"]) {
      document.addEventListener(kind, () => this.touched(), { capture: true, passive: true });
    }
    dialog.querySelector("[data-stay]").addEventListener("click", () => this.stay());
    dialog.querySelector("[data-leave]").addEventListener("click", () => this.leave());
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.stay(); });
  }

  begin(after) {
    this.after = after;
    this.close();
    this.wait();
  }

  touched() {
    if (!this.dialog.open) this.wait();
  }

  wait() {
    clearTimeout(this.timer);
    if (this.after) this.timer = setTimeout(() => this.ask(), this.after * 1_000);
  }

  ask() {
    this.left = COUNT_FROM;
    this.dialog.showModal();
    this.count();
  }

  count() {
    this.seconds.textContent = this.left;
    if (this.left <= 0) return this.leave();
    this.left -= 1;
    this.timer = setTimeout(() => this.count(), 1_000);
  }

  stay() {
    this.close();
    this.wait();
  }

  leave() {
    this.close();
    this.reset();
  }

  close() {
    clearTimeout(this.timer);
    if (this.dialog.open) this.dialog.close();
  }
}
