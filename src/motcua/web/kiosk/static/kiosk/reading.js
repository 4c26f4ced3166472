// Reads the page out on demand; touched again, or the page changed, it is silent.

let sound = null;
let button = null;

export function readAloud(pressed) {
  const wasReading = sound !== null;
  stopReading();
  if (wasReading) return;
  button = pressed;
  button.dataset.isReading = "";
  sound = new Audio(pressed.dataset.read);
  sound.addEventListener("ended", stopReading);
  sound.addEventListener("error", stopReading);
  sound.play().catch(stopReading);
}

export function stopReading() {
  sound?.pause();
  sound = null;
  if (button) delete button.dataset.isReading;
  button = null;
}
