// What all widgets of nnlab share. Python puts this before a widget's own script; there is no build step.

/** An element with attributes, and children that are elements or text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** A number that no other view has. */
function unlike() {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}

/**
 * The picture that Python drew, as an element: parsed as XML, so that it is SVG and nothing else. What clips it gets a name of
 * its own: the same may be on the page twice, and what is clipped by something in a hidden tab is not clipped at all.
 */
function picture(source, words) {
  const svg = document.importNode(new DOMParser().parseFromString(source, "image/svg+xml").documentElement, true);
  for (const clip of svg.querySelectorAll("clipPath")) {
    const name = `${clip.id}-${unlike()}`;
    for (const part of svg.querySelectorAll(`[clip-path="url(#${clip.id})"]`)) part.setAttribute("clip-path", `url(#${name})`);
    clip.id = name;
  }
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", words);
  return svg;
}

/**
 * The place of a picture. It is as large as it was drawn, so that its text grows with the page's; where there is no room for
 * all of it, it can be scrolled, by keys too.
 */
function frame(name, ...children) {
  return make("div", { class: "view", tabindex: 0, role: "group", "aria-label": name }, ...children);
}

/** Writes a formula: _{...} goes below, ^{...} above, single letters are variables. */
function write(element, formula) {
  element.replaceChildren();
  for (const part of formula.split(/([_^]\{[^}]*\})/)) {
    const marked = /^([_^])\{(.*)\}$/.exec(part);
    if (marked) {
      element.append(make(marked[1] === "_" ? "sub" : "sup", {}, marked[2]));
      continue;
    }
    for (const word of part.split(/([A-Za-zδσ]+)/)) {
      element.append(/^([A-Za-zδσ]|d[wb])$/.test(word) ? make("var", {}, word) : word);
    }
  }
}

/** The same without its marks, to be read aloud. */
function plain(formula) {
  return formula.replace(/\^\{\((\d+)\)\}/g, " of layer $1").replace(/[_^]\{([^}]*)\}/g, "$1");
}

/** A button with words and, where it shows a sign, a name. */
function button(sign, name, press, keys = "") {
  const title = keys ? `${name} (${keys})` : name;
  return make("button", { type: "button", "aria-label": name, title, onclick: press }, sign);
}

/**
 * What has the keyboard keeps it: else JupyterLab takes a letter for a command, two d for deleting the cell. Keys pressed
 * with Control and the like, such as that for saving, are JupyterLab's. Returns what ends it.
 */
function quiet(root) {
  const hear = (event) => {
    if (!root.contains(event.target)) return;
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !(event.ctrlKey || event.metaKey || event.altKey));
  };
  window.addEventListener("keydown", hear, { capture: true }); // before JupyterLab, which listens at the document
  return () => window.removeEventListener("keydown", hear, { capture: true });
}

const AWAY = 100; // milliseconds without its place until nobody looks any more: a page moves things

/**
 * What a script gives to anywidget. The outputs of a notebook hold pictures (kept.py); wherever the page has one of this
 * widget, `render` shows it alive beside the picture, which is hidden and may be renewed by Python. A front end that asks for
 * a view gets one.
 */
function live(render) {
  return {
    render,
    initialize({ model }) {
      const name = model.get("place");
      const awake = new Map(); // the outputs in which it is, each with what ends it
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true });
      look();
      return () => {
        observer.disconnect();
        for (const output of [...awake.keys()]) sleep(output);
      };

      function look() {
        for (const still of document.getElementsByClassName(name)) {
          const output = still.closest(".jp-OutputArea-child") ?? still.parentElement;
          if (!awake.has(output)) wake(output);
        }
        for (const output of awake.keys()) {
          if (!there(output)) setTimeout(() => there(output) || sleep(output), AWAY);
        }
      }

      function there(output) {
        return output.isConnected && output.getElementsByClassName(name).length > 0;
      }

      function wake(output) {
        const el = make("div", { class: "nnlab-view jp-OutputArea-output" });
        output.classList.add("nnlab-awake");
        output.append(el);
        const end = render({ model, el });
        awake.set(output, () => {
          end();
          el.remove();
          output.classList.remove("nnlab-awake");
        });
      }

      function sleep(output) {
        awake.get(output)?.();
        awake.delete(output);
      }
    },
  };
}

const PATIENCE = 3000; // milliseconds until Python's silence is spoken of

/**
 * Asks Python whether it is there, whenever something is wanted of it. Where no answer comes, because the kernel has ended
 * by itself, or a cell keeps it busy, `place` shows the words, until one does. Where it is known that the kernel is gone, or a
 * new one, `place` says so, and what is to be pressed in the widget is disabled. `change` hears of all this.
 * What is given to `ask` is sent before.
 */
function listener(model, words, change = () => {}) {
  const place = make("p", { class: "unanswered", role: "status" });
  let waiting = null;
  let lost = false;
  const heard = (message) => {
    if (message !== "here" || lost) return;
    clearTimeout(waiting);
    waiting = null;
    tell("");
  };
  function tell(said) {
    if (place.textContent === said) return;
    place.textContent = said;
    change();
  }
  async function look() {
    const name = model.get("place").replace("nnlab-", "");
    if (await model.widget_manager.get_model(name).then((found) => found.comm_live, () => false)) return;
    lost = true;
    clearTimeout(waiting);
    tell(LOST);
    for (const control of place.parentElement.querySelectorAll("button, input, select")) control.disabled = true;
  }
  model.on("msg:custom", heard);
  model.on("comm_live_update", look);
  look();
  return {
    place,
    silent: () => place.textContent !== "",
    lost: () => lost,
    ask(...messages) {
      if (lost) return;
      try {
        for (const message of messages) model.send(message);
        if (waiting !== null) return;
        model.send("there?");
      } catch {
        tell(words); // the kernel to which it could be sent is gone
        return;
      }
      waiting = setTimeout(() => {
        waiting = null;
        tell(words);
      }, PATIENCE);
    },
    end() {
      clearTimeout(waiting);
      model.off("msg:custom", heard);
      model.off("comm_live_update", look);
    },
  };
}

const LOST = "Run the cell again to bring this to life."; // kept.py says the same
const AGAIN = "✗ Python does not answer. While another cell runs, wait for its end; after a new start of the kernel, run this cell again.";
