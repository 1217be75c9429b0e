// The descent: sliders and a switch go to Python, and the way down comes back.

function render({ model, el }) {
  const limits = model.get("limits");
  const svg = picture(model.get("picture"), model.get("words"));
  const parts = Object.fromEntries(["way", "stops", "curve", "axes"].map((name) => [name, svg.querySelector(`.${name}`)]));

  // The rate's slider is logarithmic: each notch multiplies it by the same factor.
  const notches = 200;
  const rate = make("input", { type: "range", min: 0, max: notches, "aria-label": "learning rate" });
  const steps = make("input", { type: "range", min: 0, max: limits.steps, "aria-label": "steps" });
  const momentum = make("input", { type: "checkbox", role: "switch" });
  const shown = { rate: make("output"), steps: make("output") };
  const says = make("p", { class: "says", "aria-live": "polite" });
  const controls = make(
    "div",
    { class: "bar" },
    make("label", {}, "learning rate", rate, shown.rate),
    make("label", {}, "steps", steps, shown.steps),
    make("label", {}, momentum, `momentum ${model.get("switch")}`),
  );
  const legend = make("p", { class: "about" }, `The square is the start${limits.bottom ? ", the cross the bottom" : ""}; each dot is a step. On the right, the loss after each step.`);
  const python = listener(model, AGAIN);
  const root = make("div", { class: "nnlab-live nnlab-descend" }, controls, python.place, says, frame("The way down", svg), legend);
  const release = quiet(root);
  el.append(root);

  rate.addEventListener("input", () => send("rate", limits.slowest * (limits.fastest / limits.slowest) ** (rate.value / notches)));
  steps.addEventListener("input", () => send("steps", Number(steps.value)));
  momentum.addEventListener("change", () => send("momentum", momentum.checked ? model.get("switch") : 0));
  show();
  model.on("change:moving", show);
  return () => {
    model.off("change:moving", show);
    python.end();
    release();
  };

  function send(name, value) {
    model.set(name, value);
    model.save_changes();
    python.ask();
  }

  function show() {
    const moving = model.get("moving");
    for (const name of ["way", "stops", "curve"]) parts[name].setAttribute("d", moving[name]);
    const axes = picture(`<svg xmlns="http://www.w3.org/2000/svg">${moving.axes}</svg>`, "");
    parts.axes.replaceChildren(...axes.childNodes);
    svg.setAttribute("aria-label", model.get("words"));
    root.classList.toggle("diverged", model.get("diverged"));
    says.textContent = (model.get("diverged") ? "✗ " : "") + model.get("says");
    rate.value = Math.round((notches * Math.log(Math.max(model.get("rate"), limits.slowest) / limits.slowest)) / Math.log(limits.fastest / limits.slowest));
    steps.value = model.get("steps");
    momentum.checked = model.get("momentum") > 0;
    shown.rate.textContent = Number(model.get("rate").toPrecision(3));
    rate.setAttribute("aria-valuetext", shown.rate.textContent);
    shown.steps.textContent = steps.value;
  }
}

export default live(render);
