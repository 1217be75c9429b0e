// The boundary: start and stop, choose the network; the picture comes from Python as it learns.

let views = 0; // of this widget: each has a script of its own

function render({ model, el }) {
  const { activations, layers, units, rates } = model.get("choices");
  const svg = picture(model.get("picture"), model.get("words"));
  const parts = Object.fromEntries(["classes", "line", "curve", "axes"].map((name) => [name, svg.querySelector(`.${name}`)]));

  const start = button("", "start", () => send("running", !running()));
  start.removeAttribute("title");
  const anew = make("button", { type: "button", onclick: () => send("again", model.get("again") + 1) }, "new weights");
  const depth = choice(Array.from({ length: layers + 1 }, (_, i) => i), deepen);
  let size = 8; // units of a layer that is new
  let settled = ""; // the number of units, as the network has it
  let shown = null; // the hidden layers that the controls show
  const width = make("input", { type: "number", min: 1, max: units, oninput: judge, onchange: widen });
  width.addEventListener("keydown", (event) => {
    if (event.key === "Enter") widen();
  });
  const refused = make("p", { class: "refused", role: "status" });
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
  const trainer = make("span");
  const beside = make("span");
  const legend = make("p", { class: "about" }, "The line is the boundary; the deeper the colour, the more certain the network. On the right, the loss after each epoch. ", trainer, beside);
  const python = listener(model, AGAIN, show);
  const root = make("div", { class: "nnlab-live nnlab-boundary" }, bar, refused, python.place, says, frame("The plane, and the losses", svg), legend);
  const release = quiet(root);
  el.append(root);

  const events = "change:moving change:says change:trainer change:running change:hidden change:activation change:rate";
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

  /** So many hidden layers: those that there are, and more like the last. */
  function deepen() {
    const hidden = model.get("hidden");
    send("hidden", Array.from({ length: Number(depth.value) }, (_, i) => hidden[i] ?? size));
  }

  /** So many units in each hidden layer. A number that there cannot be leaves the network as it is, and goes back. */
  function widen() {
    if (width.value === settled) return;
    if (judge()) send("hidden", model.get("hidden").map(() => Number(width.value)));
    else showSizes();
  }

  /** Whether there can be so many units; what there cannot be is said while it is typed. */
  function judge() {
    const fits = width.value === settled || (width.value !== "" && width.validity.valid);
    width.setAttribute("aria-invalid", !fits);
    refused.textContent = fits ? "" : `✗ The units in each layer need a whole number from 1 to ${units}.`;
    return fits;
  }

  /** One number where all hidden layers have as many units; else no number, and all of them dimmed in its place. */
  function showSizes() {
    const hidden = model.get("hidden");
    size = hidden.at(-1) ?? size;
    settled = hidden.every((units) => units === size) ? String(size) : "";
    width.value = settled;
    width.placeholder = hidden.join(", ");
    width.disabled = hidden.length === 0 || python.lost();
    width.setAttribute("aria-invalid", false);
    refused.textContent = "";
    depth.value = hidden.length;
    shown = String(hidden);
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
    parts.classes.setAttribute("href", moving.classes);
    for (const name of ["line", "curve"]) parts[name].setAttribute("d", moving[name]);
    parts.axes.replaceChildren(...picture(`<svg xmlns="http://www.w3.org/2000/svg">${moving.axes}</svg>`, "").childNodes);
    svg.setAttribute("aria-label", model.get("words"));
    start.textContent = runs ? "❚❚ stop" : "▶ start";
    start.setAttribute("aria-label", runs ? "stop" : "start");
    if (String(model.get("hidden")) !== shown) showSizes(); // else what is being typed would go
    bend.value = model.get("activation");
    rate.value = model.get("rate");
    says.textContent = model.get("says");
    trainer.textContent = model.get("trainer");
    beside.textContent = runs ? " It trains beside your cells: stop ends it, Interrupt Kernel does not." : "";
    says.setAttribute("aria-live", runs ? "off" : "polite"); // many times a second is no speech
  }
}

export default live(render);
