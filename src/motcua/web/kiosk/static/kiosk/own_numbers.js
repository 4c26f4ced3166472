// Numbers that this machine may give out by itself, and those it gave out and has to tell.
// Both lie in the browser's storage: a machine switched off in between loses neither.
// The page's body says how it stands: data-lent (for which day), data-untold (how many).
// Time is the server's, carried on by a clock that nobody can set.

const LENT = "kiosk-lent";
const UNTOLD = "kiosk-untold";
const LEND_EVERY = 600_000;
const MOST_TOLD = 50;
const DIGITS = 3;

export class OwnNumbers {
  constructor({ lend, bringIn }, post) {
    Object.assign(this, { lend, bringIn, post, lentAt: -Infinity });
    this.lent = read(LENT, { day: "", blocks: {}, open: [], used: {} });
    this.begin = { server: Date.now(), here: performance.now() };
  }

  now() {
    return this.begin.server + (performance.now() - this.begin.here);
  }

  // A number out of our block, kept before anybody sees it; or why there is none.
  give({ letter, key, ground }, language) {
    const at = this.now();
    const { day, blocks, open, used } = this.lent;
    if (day !== localDay(at)) return { why: "none" };
    if (!open.some(([opens, closes]) => opens <= at && at < closes)) return { why: "closed" };
    const [first, last] = blocks[letter] ?? [1, 0];
    const number = first + (used[letter] ?? 0);
    if (number > last) return { why: "none" };
    used[letter] = number - first + 1;
    write(LENT, this.lent);
    keepUntold([...read(UNTOLD, []), { key, letter, day, number, at, ground, language }]);
    return { label: `${letter}${String(number).padStart(DIGITS, "0")}` };
  }

  // The server answers again: tell it what was given out, ask for today's block.
  async settle() {
    await this.tell();
    if (performance.now() - this.lentAt < LEND_EVERY && this.lent.day === localDay(this.now())) return;
    const answer = await this.post(this.lend, new FormData());
    if (!answer.ok) return;
    const { now, day, blocks, given, open } = await answer.json();
    this.begin = { server: now, here: performance.now() };
    this.lentAt = performance.now();
    const used = day === this.lent.day ? this.lent.used : {};
    for (const [letter, count] of Object.entries(given)) used[letter] = Math.max(used[letter] ?? 0, count);
    this.lent = { day, blocks, open, used };
    write(LENT, this.lent);
    document.body.dataset.lent = day;
  }

  async tell() {
    const untold = read(UNTOLD, []);
    if (!untold.length) return;
    const body = JSON.stringify({ taken: untold.slice(0, MOST_TOLD) });
    const answer = await this.post(this.bringIn, body, { "Content-Type": "application/json" });
    if (!answer.ok) return;
    const { done, refused } = await answer.json();
    const told = new Set([...done, ...refused]);
    keepUntold(read(UNTOLD, []).filter(({ key }) => !told.has(key)));
    if (refused.length) reportError(new Error(`${refused.length} numbers of ours were refused`));
  }
}

function localDay(at) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(at);
}

function keepUntold(rows) {
  write(UNTOLD, rows);
  document.body.dataset.untold = rows.length;
}

function read(name, without) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? without;
  } catch {
    return without;
  }
}

function write(name, value) {
  localStorage.setItem(name, JSON.stringify(value));
}
