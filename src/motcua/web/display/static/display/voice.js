// The voice of the hall: says one call after another, each to its end, none of them twice.
// What is to be said is a function of the newest snapshot and of what was said already:
// a call that was undone is gone before its turn, one called again has another key.

const TOO_OLD = 60_000;
const KEPT = "voice";
const MOST_KEPT = 200;
const PATIENCE = 4_000;

export class Voice {
  #context = null;
  #waiting = [];
  #offered = new Set();
  #isBusy = false;
  #isOn = false;
  #hasClips = false;
  #now;

  /** `now` gives the server's time in milliseconds. */
  constructor(now) {
    this.#now = now;
    this.current = "";
    this.tried = 0;
  }

  /** What the machine reports: is there a voice, only a chime, or does the browser forbid it? */
  get state() {
    if (this.#context?.state !== "running") return "blocked";
    return this.#hasClips ? "voice" : "chime";
  }

  /** Speak from now on. What was called before the machine was chosen, another one said;
   *  a page opened anew (`goesOn`) goes on where the one before it ended. */
  begin(goesOn) {
    this.#isOn = true;
    const before = goesOn ? memory() : {};
    remember({ since: before.since ?? this.#now(), spoken: before.spoken ?? [] });
    if (this.#context) return;
    this.#context = new AudioContext();
    this.#context.addEventListener("statechange", () => this.#go());
  }

  /** Say what is being said to its end, then nothing more. */
  end() {
    this.#isOn = false;
    localStorage.removeItem(KEPT);
  }

  /** After a touch of the page the browser lets us sound. */
  async unblock() {
    await this.#context.resume();
    this.#go();
  }

  /** All calls of the newest snapshot, the oldest first. */
  offer(calls) {
    const { since, spoken = [] } = memory();
    this.#offered = new Set(calls.map(({ key }) => key));
    this.#waiting = calls.filter(({ key, at }) => !spoken.includes(key) && at > since);
    this.#go();
  }

  /** Whether the server has clips for this sound. */
  async look(sound) {
    this.#hasClips = (await this.#fetched(sound)) !== null;
  }

  async #go() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (let call = this.#next(); call; call = this.#next()) await this.#say(call);
    } finally {
      this.#isBusy = false;
    }
  }

  #next() {
    if (!this.#isOn || this.#context.state !== "running") return null;
    const isDue = ({ key, at }) => this.#offered.has(key) && this.#now() - at <= TOO_OLD;
    while (this.#waiting.length) {
      const call = this.#waiting.shift();
      if (isDue(call)) return call;
    }
    return null;
  }

  async #say(call) {
    // Kept before it sounds: a page that is opened anew goes on with the next one.
    const { since, spoken = [] } = memory();
    remember({ since, spoken: [...spoken, call.key].slice(-MOST_KEPT) });
    const bytes = call.sound ? await this.#fetched(call.sound) : null;
    const clip = bytes && await this.#context.decodeAudioData(bytes).catch(() => null);
    if (call.sound) this.#hasClips = Boolean(clip);
    this.current = call.key;
    tell("began", call);
    await this.#play(clip ?? chime(this.#context));
    if (call.isTrial) this.tried = call.at;
    this.current = "";
    tell("ended", call);
  }

  async #fetched(sound) {
    try {
      const answer = await fetch(sound, { signal: AbortSignal.timeout(PATIENCE) });
      return answer.status === 200 ? await answer.arrayBuffer() : null;
    } catch {
      return null;
    }
  }

  #play(buffer) {
    return new Promise((resolve) => {
      const source = this.#context.createBufferSource();
      source.buffer = buffer;
      source.connect(this.#context.destination);
      // A loudspeaker pulled out in the middle ends nothing: the next call must not wait for ever.
      const giveUp = setTimeout(resolve, buffer.duration * 1_000 + PATIENCE);
      source.addEventListener("ended", () => {
        clearTimeout(giveUp);
        resolve();
      });
      source.start();
    });
  }
}

/** Two notes of half a second, as at a station; drawn here, so that no file is needed. */
function chime(context) {
  const rate = context.sampleRate;
  const notes = [659.25, 523.25];
  const seconds = 0.5;
  const buffer = context.createBuffer(1, Math.round(rate * (seconds * notes.length + 0.3)), rate);
  const wave = buffer.getChannelData(0);
  notes.forEach((pitch, place) => {
    const first = Math.round(rate * seconds * place);
    for (let i = 0; first + i < wave.length; i += 1) {
      const t = i / rate;
      const loudness = Math.min(1, t * 100) * Math.exp(-4 * t) * 0.4;
      wave[first + i] += loudness * (Math.sin(2 * Math.PI * pitch * t) + Math.sin(4 * Math.PI * pitch * t) / 4);
    }
  });
  return buffer;
}

function tell(what, call) {
  document.dispatchEvent(new CustomEvent("voice", { detail: { what, ...call } }));
}

/* ---- What was said, and since when we speak: it outlives the page and the server ---- */

function memory() {
  return JSON.parse(localStorage.getItem(KEPT) ?? "{}");
}

function remember(what) {
  localStorage.setItem(KEPT, JSON.stringify(what));
}
