// What only the desk's pages need. They work without it; it only saves time.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/* ---- Live parts: forms get the page's token, a changed page says so ------------ */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.elements.csrfmiddlewaretoken) return;
  const token = one("input[name='csrfmiddlewaretoken'][value]");
  if (token) form.append(token.cloneNode());
}, { capture: true });

for (const place of all("[data-live]")) {
  const shown = one("[data-revision]", place)?.dataset.revision;
  const notice = one("[data-changed]");
  if (!shown || !notice) continue;
  new MutationObserver(() => {
    const now = one("[data-revision]", place)?.dataset.revision;
    notice.hidden = !now || now === shown;
  }).observe(place, { childList: true });
}

// A link may lead straight to a verb's dialog: …#send_back.
const asked = location.hash && document.getElementById(location.hash.slice(1));
if (asked instanceof HTMLDialogElement) {
  if (!asked.open) asked.showModal();
  one("textarea, select, input:not([type='hidden'])", asked)?.focus();
}

/* ---- Keys of this surface ------------------------------------------------------ */

document.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    const print = one("a[href$='size=a4']");
    if (!print) return;
    event.preventDefault();
    print.click();
  }
  signingKeys(event);
  oneKey(event);
  if (event.target.id === "procedure-words" || event.target.closest("#procedure-found")) {
    walkFound(event);
  }
});

// One key, one thing: whatever says `data-key` is pressed by it.
function oneKey(event) {
  const isTyping = event.target.closest("input, textarea, select, dialog");
  const { key, ctrlKey, altKey, metaKey, repeat, defaultPrevented } = event;
  if (isTyping || ctrlKey || altKey || metaKey || repeat || defaultPrevented) return;
  if (localStorage.getItem("shortcuts") === "off" || one("dialog[open]")) return;
  const thing = all("[data-key]").find((it) => it.dataset.key === key);
  if (!thing) return;
  event.preventDefault();
  thing.click();
}

// The signing list: y signs what is chosen, n sends the row back, the space bar shows it.
function signingKeys(event) {
  const form = one("#approve-many");
  const isBusy = event.target.closest("input:not([type='checkbox']), textarea, select, summary, button");
  const { key, ctrlKey, altKey, metaKey, repeat } = event;
  if (!form || isBusy || ctrlKey || altKey || metaKey || repeat || one("dialog[open]")) return;
  // The switch of the sheet of keys is for these too (WCAG 2.1.4).
  if (localStorage.getItem("shortcuts") === "off") return;
  const row = one("tr.is-here");
  const press = { y: "[data-confirm]", n: "[data-send-back]", " ": "[data-preview]" }[key];
  const button = press && one(press, key === "y" ? form : row ?? undefined);
  if (!button || (key !== "y" && !row) || (key === " " && event.target.matches("input"))) return;
  event.preventDefault();
  button.click();
}

function walkFound(event) {
  const links = all("#procedure-found a");
  const now = links.indexOf(event.target);
  const isTyping = now < 0;
  if (event.key === "Enter" && isTyping && links.length) {
    event.preventDefault();
    links[0].click();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !links.length) return;
  event.preventDefault();
  (links[now + step] ?? (step < 0 ? one("#procedure-words") : links.at(-1))).focus();
}

async function preview(address) {
  const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
  // Signed out, or gone: the whole page says what it is.
  if (!answer.ok || answer.redirected) return location.assign(address.split("?")[0]);
  one("#preview-sheet").innerHTML = await answer.text();
  one("#preview").showModal();
}

/* ---- Choose all, every required paper is there ---------------------------------- */

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-choose-all]")) {
    const boxes = all("input[name='chosen']");
    const every = boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !every; });
  }
  const looked = event.target.closest("[data-preview]");
  if (looked) preview(looked.dataset.preview);
  if (event.target.closest("[data-all-present]")) {
    all("[data-required] input[value='yes']").forEach((radio) => {
      radio.checked = true;
      tellChanged(radio);
    });
  }
});

/* ---- Intake: what is typed while the server answers is never overwritten --------- */

const fields = (within) => all("input, select, textarea", within).filter((f) => f.name && f.type !== "hidden");
const tellChanged = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));
let typedMeanwhile = [];

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  if (!target.closest?.("#intake-form") || requestConfig.verb !== "post") return;
  typedMeanwhile = fields(target)
    .filter(({ type }) => !/^(radio|checkbox)$/.test(type))
    .filter(({ name, value }) => value !== (requestConfig.formData?.get(name) ?? requestConfig.parameters[name]))
    .map(({ id, value }) => ({ id, value }));
});

document.addEventListener("htmx:afterSwap", () => {
  for (const { id, value } of typedMeanwhile) {
    const field = document.getElementById(id);
    if (field) field.value = value;
  }
  typedMeanwhile = [];
  const form = one("#intake-form");
  if (form) fields(form).filter(({ type, value }) => value && !/^(radio|checkbox)$/.test(type)).forEach(tellChanged);
});

function settle() {
  const intake = one("#intake");
  if (!intake) return;
  // Loaded again (after signing in, by F5) the page finds its sheet and what was typed.
  if (!new URLSearchParams(location.search).has("q")) history.replaceState(history.state, "", intake.dataset.address);
  for (const button of all("[data-all-present]")) button.hidden = !one("[data-required]");
  const number = one("#id_submitter-personal_id");
  if (one(".intake-chosen") && number && !number.value && !one(".error-summary")) number.focus();
}

settle();
for (const button of all("[data-choose-all][hidden], [data-preview][hidden]")) button.hidden = false;
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "intake-place") settle();
});
