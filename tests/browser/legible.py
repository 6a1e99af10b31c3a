"""Whether a page can be read: what is cut off or lies beyond the screen, and how text is made twice as large."""

from __future__ import annotations

TEXT_TWICE_AS_LARGE = """() => {
  const every = [...document.querySelectorAll(".stMainBlockContainer *")].filter((one) => !one.closest("svg, .js-plotly-plot"));
  const sizes = every.map((one) => [getComputedStyle(one).fontSize, getComputedStyle(one).lineHeight]);
  every.forEach((one, at) => ["font-size", "line-height"].forEach((name, which) => {
    const pixels = parseFloat(sizes[at][which]);
    if (pixels) one.style.setProperty(name, `${2 * pixels}px`, "important");
  }));
}"""
CLIPPED = """() => {
  const page = document.documentElement;
  const beyond = page.scrollWidth > page.clientWidth ? ["the page is wider than the screen"] : [];
  const main = document.querySelector(".stMainBlockContainer");
  const words = [...main.querySelectorAll("a, button, p, h1, h2, h3, li, th, td, summary, label")];
  const seen = (one) => one.offsetParent && getComputedStyle(one).clipPath === "none" && !one.closest(".spoken, .scroll, svg");
  const cut = (one) => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const hidden = style.overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1;
    return hidden || (box.width > 1 && box.right > page.clientWidth + 1 && !one.closest(".js-plotly-plot"));
  };
  return [...beyond, ...words.filter((one) => seen(one) && cut(one)).map((one) => one.outerHTML.slice(0, 160))];
}"""
