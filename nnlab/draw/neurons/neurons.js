// The neurons: choose a picture, and every tile shows what its neuron says to it.

function render({ model, el }) {
  const pictures = model.get("pictures");
  const tiles = model.get("tiles");
  const svg = picture(model.get("picture"), model.get("words"));
  const bars = [...svg.querySelectorAll(".bar")];
  const words = [...svg.querySelectorAll(".activation")];
  const full = Number(svg.querySelector(".frame").getAttribute("width"));
  const name = `nnlab-${unlike()}`; // what makes the choices exclude one another

  const says = make("p", { class: "says", "aria-live": "polite" });
  const reading = make("p", { class: "reading" }, "\u00a0");
  const choices = pictures.map(({ image, says: title }, i) => {
    const input = make("input", { type: "radio", name, "aria-label": title, onchange: () => choose(i) });
    return make("label", { title }, input, make("img", { src: image, alt: "" }));
  });
  const shelf = make("div", { class: "shelf", role: "radiogroup", "aria-label": "picture" }, ...choices);
  const legend = make("p", { class: "about" }, "Each tile is the weights of one neuron: blue positive, orange negative, the paler the smaller. ");
  if (pictures.length) legend.append("The bar below it is its activation; the tiles of silent neurons are faded.");
  legend.append(" Keys: ← → ↑ ↓ read one tile after another.");
  const partly = model.get("partly") ? [make("p", { class: "partly" }, model.get("partly"))] : [];
  const root = make("div", { class: "nnlab-live nnlab-neurons" }, ...partly, ...(pictures.length ? [shelf, says] : []), make("div", { class: "view" }, svg), reading, legend);
  svg.addEventListener("pointerover", (event) => read(event.target.closest("[data-tile]")));
  svg.addEventListener("pointerleave", () => read(null));
  svg.setAttribute("role", "group");
  svg.addEventListener("keydown", keys);
  const places = [...svg.querySelectorAll("[data-tile]")];
  const high = (tile) => tile.querySelector(".frame").getAttribute("y");
  const columns = places.filter((tile) => high(tile) === high(places[0])).length;
  places.forEach((tile, j) => {
    tile.setAttribute("tabindex", j === 0 ? 0 : -1); // one stop for all; arrow keys go from one to the next
    tile.setAttribute("role", "img");
    tile.addEventListener("focus", () => read(tile));
  });
  const release = quiet(root);
  el.append(root);

  let under = null;
  show();
  model.on("change:chosen", show);
  return () => {
    model.off("change:chosen", show);
    release();
  };

  function keys(event) {
    const j = places.indexOf(event.target.closest("[data-tile]"));
    const moves = { ArrowRight: j + 1, ArrowLeft: j - 1, ArrowDown: j + columns, ArrowUp: j - columns, Home: 0, End: places.length - 1 };
    if (j < 0 || !(event.key in moves) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = places[moves[event.key]];
    if (!next) return;
    places[j].setAttribute("tabindex", -1);
    next.setAttribute("tabindex", 0);
    next.focus();
  }

  function choose(i) {
    model.set("chosen", i);
    model.save_changes();
  }

  function show() {
    const i = model.get("chosen");
    const chosen = pictures[i];
    places.forEach((tile, j) => tile.setAttribute("aria-label", said(j)));
    if (!chosen) return;
    choices[i].querySelector("input").checked = true;
    says.textContent = chosen.says;
    bars.forEach((bar, j) => bar.setAttribute("width", full * chosen.bars[j]));
    words.forEach((word, j) => (word.textContent = chosen.words[j]));
    places.forEach((tile, j) => tile.classList.toggle("silent", chosen.bars[j] === 0));
    read(under);
  }

  function read(tile) {
    under = tile;
    reading.textContent = tile ? said(Number(tile.dataset.tile)) : "\u00a0";
  }

  function said(j) {
    const chosen = pictures[model.get("chosen")];
    return tiles[j] + (chosen ? `, z = ${chosen.z[j]}, a = ${chosen.words[j]}` : "");
  }
}

export default live(render);
