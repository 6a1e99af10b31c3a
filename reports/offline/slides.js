// One slide at a time, by keys, buttons or the address; without this script all slides stand below one another.
const slides = [...document.querySelectorAll("section")];
const told = document.querySelector("output");
let here = 0;

function show(number, focus) {
  here = Math.max(0, Math.min(slides.length - 1, number));
  slides.forEach((slide, at) => slide.classList.toggle("here", at === here));
  told.textContent = `${here + 1} of ${slides.length}`;
  history.replaceState(null, "", `#${slides[here].id}`);
  if (focus) slides[here].focus();
  window.scrollTo(0, 0);
}

const KEYS = {
  ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity,
};
document.addEventListener("keydown", (event) => {
  const inside = event.target.closest("button, summary, a");
  if (!(event.key in KEYS) || event.altKey || event.ctrlKey || event.metaKey || (inside && event.key === " ")) return;
  event.preventDefault();
  show(here + KEYS[event.key], true);
});
document.querySelector("[data-back]").addEventListener("click", () => show(here - 1));
document.querySelector("[data-on]").addEventListener("click", () => show(here + 1));
window.addEventListener("hashchange", () => show(slides.findIndex((slide) => `#${slide.id}` === location.hash)));
document.documentElement.classList.add("one");
show(slides.findIndex((slide) => `#${slide.id}` === location.hash));
