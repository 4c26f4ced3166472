// The one script of all pages. Every page works without it; it only saves time.
// What it reads from the page: data-focus-first, data-opens, data-closes, data-dialog,
// data-repeat, data-forget, data-keep, data-kept, data-live, data-version, data-offline,
// data-print, data-copy.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/* ---- Where the eye and the screen reader should begin ------------------------- */

// On a narrow page the links are one line: the page we are on is pushed into view.
function showWhereWeAre() {
  const line = one(".staff .site-nav-list");
  const here = line && one("[aria-current]", line);
  if (here) line.scrollLeft = here.offsetLeft - line.clientWidth / 2 + here.offsetWidth / 2;
}

function focusWhatMatters(within = document) {
  const first = one("[data-focus-first]", within) ?? one("[data-focus-message]", within);
  first?.focus();
}

// A link of the error summary puts the cursor into its field and shows its label.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-focus-first] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".field") ?? field).scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});

/* ---- Dialogs: a section of the page becomes a native dialog ------------------- */

function raiseDialogs(within = document) {
  for (const place of all("[data-dialog]", within)) {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.id = place.id;
    dialog.setAttribute("aria-labelledby", `${place.id}-title`);
    dialog.append(...place.childNodes);
    place.replaceWith(dialog);
    // Something wrong inside is shown at once, not hidden behind a button.
    if (one("[data-invalid]", dialog)) dialog.showModal();
  }
  for (const button of all("[data-opens][hidden], [data-closes][hidden]", within)) {
    button.hidden = false;
  }
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.target.closest("[data-closes]")) {
    event.target.closest("dialog")?.close();
  } else if (event.target instanceof HTMLDialogElement) {
    // A click on the veil lands on the dialog itself.
    event.target.close();
  }
  const menu = event.target.closest("details.user-menu");
  for (const open of all("details.user-menu[open]")) {
    if (open !== menu) open.open = false;
  }
});

/* ---- A form is sent once ------------------------------------------------------ */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get" || "repeat" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  if ("forget" in form.dataset) sessionStorage.clear();
  // No answer for so long means none is coming; the server knows a second sending.
  setTimeout(letGo, 20_000, form);
});

// Back from the browser's memory: the form may be sent again.
addEventListener("pageshow", () => {
  all("form[data-sent]").forEach(letGo);
  listen();
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) letGo(form);
});

function letGo(form) {
  delete form.dataset.sent;
  all("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
}

/* ---- Nothing typed is lost: data-keep="key" on a form or a field -------------- */

const KEEP = "keep:";

function keptFields(within = document) {
  return all("[data-keep]", within).flatMap((keeper) => {
    const fields = keeper.matches("form") ? [...keeper.elements] : [keeper];
    return fields
      .filter((field) => field.name && !/^(hidden|password|file|submit|button)$/.test(field.type))
      .map((field) => ({ field, key: `${KEEP}${keeper.dataset.keep}:${nameInForm(field)}` }));
  });
}

function nameInForm(field) {
  return /^(radio|checkbox)$/.test(field.type) ? `${field.name}=${field.value}` : field.name;
}

function giveBack(within = document) {
  for (const { field, key } of keptFields(within)) {
    const kept = sessionStorage.getItem(key);
    if (kept === null) continue;
    if (/^(radio|checkbox)$/.test(field.type)) field.checked = kept === "on";
    else if (isAsServed(field)) field.value = kept;
  }
}

// A select has no default value of its own: the option that came chosen is it.
function isAsServed(field) {
  if (field.type !== "select-one") return !field.value || field.value === field.defaultValue;
  const served = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return field.value === served?.value;
}

function keep(event) {
  const group = event.target.form?.elements[event.target.name];
  const changed = group instanceof RadioNodeList ? [...group] : [event.target];
  for (const { field, key } of keptFields()) {
    if (!changed.includes(field)) continue;
    const isChoice = /^(radio|checkbox)$/.test(field.type);
    sessionStorage.setItem(key, isChoice ? (field.checked ? "on" : "off") : field.value);
  }
}

document.addEventListener("input", keep);
document.addEventListener("change", keep);

// A page that says data-kept="key" has the words safely on the server.
function forgetKept() {
  for (const { dataset } of all("[data-kept]")) {
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(`${KEEP}${dataset.kept}:`))
      .forEach((key) => sessionStorage.removeItem(key));
  }
}

/* ---- Off line ----------------------------------------------------------------- */

function showOffline() {
  const line = one("[data-offline] > *");
  if (line) line.hidden = navigator.onLine;
}

addEventListener("online", showOffline);
addEventListener("offline", showOffline);

/* ---- Live parts: every snapshot is whole, so nothing can be missed ------------ */

const PATIENCE = 5_000;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Ho_Chi_Minh" };

function listen(within = document) {
  for (const place of all("[data-live]", within)) {
    if (place.dataset.listening) continue;
    place.dataset.listening = "yes";
    const source = new EventSource(place.dataset.live);
    const freshness = watchFreshness(place);
    source.addEventListener("open", freshness.back);
    source.addEventListener("snapshot", (event) => {
      if (!place.isConnected) {
        source.close();
        return;
      }
      freshness.told();
      swap(place, event.data);
    });
    source.addEventListener("error", freshness.lost);
    const stop = () => {
      source.close();
      freshness.back();
      delete place.dataset.listening;
    };
    addEventListener("pagehide", stop, { once: true });
  }
}

// A stream that breaks for a moment is nobody's business; longer, the part says how
// old it is. Nothing fades: what is written stays as easy to read as before.
function watchFreshness(place) {
  let toldAt = new Date();
  let waiting = 0;
  let words = null;
  const back = () => {
    clearTimeout(waiting);
    waiting = 0;
    words?.remove();
    words = null;
  };
  const say = () => {
    words = one("[data-stale-words]").content.firstElementChild.cloneNode(true);
    one("time", words).textContent = new Intl.DateTimeFormat("vi", CLOCK).format(toldAt);
    place.before(words);
  };
  return {
    back,
    lost: () => { if (!waiting && place.isConnected) waiting = setTimeout(say, PATIENCE); },
    told: () => {
      toldAt = new Date();
      back();
    },
  };
}

// A page that acted was answered already: a snapshot drawn before that, and late on its
// way, would put back what is over, and a key pressed then would mean nothing.
function isOlder(place, html) {
  const shown = one("[data-version]", place);
  if (!shown) return false;
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const told = one("[data-version]", fresh.content);
  return told !== null && Number(told.dataset.version) < Number(shown.dataset.version);
}

function swap(place, html) {
  if (isOlder(place, html)) return;
  const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
  const here = one(".is-here [data-row-link]", place)?.getAttribute("href");
  place.innerHTML = html;
  wake(place);
  if (focused) document.getElementById(focused)?.focus();
  const again = all("[data-row-link]", place).find((link) => link.getAttribute("href") === here);
  again?.closest("tr").classList.add("is-here");
}

/* ---- Print, and copy ------------------------------------------------------------ */

function showTools(within) {
  for (const button of all("[data-print][hidden], [data-copy][hidden]", within)) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print], [data-copy]");
  if (button && "print" in button.dataset) print();
  else if (button) copy(button);
});

async function copy(button) {
  const { copy: text, copied } = button.dataset;
  // Without https a page may not write to the clipboard; the old way still can.
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else copyBySelecting(text);
  one("[role='status']", button).textContent = copied;
  setTimeout(() => { one("[role='status']", button).textContent = ""; }, 4_000);
}

function copyBySelecting(text) {
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}

/* ---- Begin -------------------------------------------------------------------- */

function wake(within) {
  raiseDialogs(within);
  giveBack(within);
  showTools(within);
  listen(within);
}

forgetKept();
wake(document);
showOffline();
showWhereWeAre();
focusWhatMatters();
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) wake(event.detail.elt);
});
document.addEventListener("htmx:afterSwap", (event) => focusWhatMatters(event.detail.elt));
