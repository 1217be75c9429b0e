// The boundary: start and stop, choose the network; the picture comes from Python as it learns.

function render({ model, el }) {
  const { activations, layers, units, rates } = model.get("choices");
  const svg = picture(model.get("picture"), model.get("words"));
  const parts = Object.fromEntries(["classes", "line", "curve", "axes"].map((name) => [name, svg.querySelector(`.${name}`)]));

  const start = button("", "start", () => send("running", !model.get("running")));
  start.removeAttribute("title");
  const anew = make("button", { type: "button", onclick: () => send("again", model.get("again") + 1) }, "new weights");
  const depth = choice(Array.from({ length: layers + 1 }, (_, i) => i), () => send("hidden", Array(Number(depth.value)).fill(Number(width.value))));
  const width = make("input", { type: "number", min: 1, max: units, onchange: () => depth.dispatchEvent(new Event("change")) });
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
  const root = make("div", { class: "nnlab-live nnlab-boundary" }, bar, says, svg, legend);
  const release = quiet(root);
  el.append(root);

  const events = "change:moving change:says change:running change:hidden change:activation change:rate";
  show();
  model.on(events, show);
  return () => {
    model.off(events, show);
    release();
    send("running", false); // nobody looks any more
  };

  function send(name, value) {
    model.set(name, value);
    model.save_changes();
  }

  function choice(values, change) {
    return make("select", { onchange: change }, ...values.map((value) => make("option", { value }, String(value))));
  }

  function show() {
    const moving = model.get("moving");
    const running = model.get("running");
    const hidden = model.get("hidden");
    parts.classes.setAttribute("href", moving.classes);
    for (const name of ["line", "curve"]) parts[name].setAttribute("d", moving[name]);
    parts.axes.replaceChildren(...picture(`<svg xmlns="http://www.w3.org/2000/svg">${moving.axes}</svg>`, "").childNodes);
    svg.setAttribute("aria-label", model.get("words"));
    start.textContent = running ? "❚❚ stop" : "▶ start";
    start.setAttribute("aria-label", running ? "stop" : "start");
    depth.value = hidden.length;
    width.value = hidden[0] ?? width.value;
    width.disabled = hidden.length === 0;
    bend.value = model.get("activation");
    rate.value = model.get("rate");
    says.textContent = model.get("says");
    says.setAttribute("aria-live", running ? "off" : "polite"); // many times a second is no speech
  }
}

export default { render };
