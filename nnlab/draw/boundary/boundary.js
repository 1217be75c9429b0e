// The boundary: start and stop, choose the network; the picture comes from Python as it learns.

let views = 0; // of this widget: each has a script of its own

function render({ model, el }) {
  const { activations, layers, units, rates } = model.get("choices");
  const svg = picture(model.get("picture"), model.get("words"));
  const parts = Object.fromEntries(["classes", "line", "curve", "axes"].map((name) => [name, svg.querySelector(`.${name}`)]));

  const start = button("", "start", () => send("running", !running()));
  start.removeAttribute("title");
  const anew = make("button", { type: "button", onclick: () => send("again", model.get("again") + 1) }, "new weights");
  const depth = choice(Array.from({ length: layers + 1 }, (_, i) => i), () => send("hidden", Array(Number(depth.value)).fill(Number(width.value))));
  const width = make("input", { type: "number", min: 1, max: units, onchange: within });
  const bend = choice(activations, () => send("activation", bend.value));
  const rate = choice([...new Set([...rates, model.get("rate")])].sort((a, b) => a - b), () => send("rate", Number(rate.value)));
  const says = make("p", { class: "says" });
  const bar = make(
    "div",
    { class: "bar" },
    start,
    anew,
    make("label", {}, "hidden layers", depth),
    make("label", {}, "units in each", width),
    make("label", {}, "activation", bend),
    make("label", {}, "learning rate", rate),
  );
  const legend = make("p", { class: "about" }, "The line is the boundary; the deeper the colour, the more certain the network. On the right, the loss after each epoch.");
  const python = listener(model, AGAIN, show);
  const root = make("div", { class: "nnlab-live nnlab-boundary" }, bar, python.place, says, frame("The plane, and the losses", svg), legend);
  const release = quiet(root);
  el.append(root);

  const events = "change:moving change:says change:running change:hidden change:activation change:rate";
  views += 1;
  show();
  model.on(events, show);
  if (model.get("running")) python.ask(); // a notebook that was saved while it trained says so for ever
  return () => {
    model.off(events, show);
    python.end();
    release();
    views -= 1;
    if (views > 0 || python.lost()) return;
    model.set("running", false); // nobody looks any more
    model.save_changes();
  };

  function running() {
    return model.get("running") && !python.silent();
  }

  /** A number of units that there can be; what is typed may be none. */
  function within() {
    width.value = Math.min(Math.max(Math.round(Number(width.value)) || 1, 1), units);
    depth.dispatchEvent(new Event("change"));
  }

  function send(name, value) {
    model.set(name, value);
    model.save_changes();
    python.ask();
  }

  function choice(values, change) {
    return make("select", { onchange: change }, ...values.map((value) => make("option", { value }, String(value))));
  }

  function show() {
    const moving = model.get("moving");
    const runs = running();
    const hidden = model.get("hidden");
    parts.classes.setAttribute("href", moving.classes);
    for (const name of ["line", "curve"]) parts[name].setAttribute("d", moving[name]);
    parts.axes.replaceChildren(...picture(`<svg xmlns="http://www.w3.org/2000/svg">${moving.axes}</svg>`, "").childNodes);
    svg.setAttribute("aria-label", model.get("words"));
    start.textContent = runs ? "❚❚ stop" : "▶ start";
    start.setAttribute("aria-label", runs ? "stop" : "start");
    depth.value = hidden.length;
    width.value = hidden[0] ?? width.value;
    width.disabled = hidden.length === 0 || python.lost();
    bend.value = model.get("activation");
    rate.value = model.get("rate");
    says.textContent = model.get("says");
    says.setAttribute("aria-live", runs ? "off" : "polite"); // many times a second is no speech
  }
}

export default live(render);
