// The page of a number. It follows the hall by itself (app.js); here it also says so
// where nobody looks at it: in its title, to screen readers, and by shaking the phone.

const SHAKES = [400, 200, 400, 200, 800]; // ms on, off, …

const place = document.querySelector("[data-ticket]");
const said = document.querySelector("[data-ticket-said]");
const [, ...house] = document.title.split(" · ");
let before = now();

function now() {
  const { ticketNow = "", call = "" } = place.querySelector("[data-ticket-now]")?.dataset ?? {};
  return { words: ticketNow, call };
}

function tell() {
  const { words, call } = now();
  if (words !== before.words) {
    document.title = [words, ...house].join(" · ");
    said.textContent = words;
  }
  // A browser lets a page shake the phone only after somebody touched it.
  if (call && call !== before.call && navigator.userActivation?.hasBeenActive) {
    navigator.vibrate?.(SHAKES);
  }
  before = { words, call };
}

new MutationObserver(tell).observe(place, { childList: true });
