// A training: the picture and the words come from Python as it goes; here are the bar, and the stop.

function render({ model, el }) {
  const progress = make("progress", { "aria-label": "epochs done" });
  const left = make("span", { class: "left" });
  const stop = button("■ stop", "stop after this epoch", () => {
    stop.disabled = true;
    python.ask("stop");
  });
  const python = listener(model, "✗ The stop is not heard. While the cell runs, interrupt it: Kernel, Interrupt Kernel. Else run it again.", () => {
    stop.disabled = !python.silent() || python.lost();
  });
  const bar = make("div", { class: "bar" }, progress, left, stop);
  const says = make("p", { class: "says" });
  const place = frame("The losses");
  const root = make("div", { class: "nnlab-live nnlab-training" }, bar, python.place, says, place);
  const release = quiet(root);
  el.append(root);

  const events = "change:picture change:done change:total change:left change:running";
  show();
  model.on(events, show);
  return () => {
    model.off(events, show);
    python.end();
    release();
  };

  function show() {
    const running = model.get("running");
    progress.max = Math.max(model.get("total"), 1); // no epochs are no bar
    progress.value = model.get("done");
    left.textContent = model.get("left");
    bar.hidden = !running;
    says.textContent = model.get("says");
    says.setAttribute("aria-live", running ? "off" : "polite"); // many times a second is no speech
    place.replaceChildren(picture(model.get("picture"), model.get("words")));
  }
}

export default live(render);
