// A training: the picture and the words come from Python as it goes; here are the bar, and the stop.

function render({ model, el }) {
  const progress = make("progress", { "aria-label": "epochs done" });
  const left = make("span", { class: "left" });
  const stop = button("■ stop", "stop after this epoch", () => {
    stop.disabled = true;
    model.send("stop");
  });
  const bar = make("div", { class: "bar" }, progress, left, stop);
  const says = make("p", { class: "says" });
  const place = make("div");
  const root = make("div", { class: "nnlab-live nnlab-training" }, bar, says, place);
  const release = quiet(root);
  el.append(root);

  const events = "change:picture change:done change:total change:left change:running";
  show();
  model.on(events, show);
  return () => {
    model.off(events, show);
    release();
  };

  function show() {
    const running = model.get("running");
    progress.max = model.get("total");
    progress.value = model.get("done");
    left.textContent = model.get("left");
    bar.hidden = !running;
    says.textContent = model.get("says");
    says.setAttribute("aria-live", running ? "off" : "polite"); // many times a second is no speech
    place.replaceChildren(picture(model.get("picture"), model.get("words")));
  }
}

export default { render };
