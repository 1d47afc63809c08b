/* Elements: pieces of the page. Whatever comes from articles is set as text, never as markup. */
const elements = (() => {
  const { kinds, families } = records;

  /** How a status is drawn: dashes of the line (none: solid), and an arrowhead filled only for what is told as fact. */
  const STATUS_LOOKS = {
    asserted: { dashes: null, hollow: false },
    alleged: { dashes: [10, 5], hollow: true },
    planned: { dashes: [3, 4], hollow: true },
    denied: { dashes: [14, 4, 2, 4], hollow: true },
    hypothetical: { dashes: [1, 5], hollow: true },
  };
  const CONTESTED = "≠";

  const kindColour = (kind) => `var(--kind-${kinds.findIndex(({ name }) => name === kind)})`;
  const familyColour = (family) => `var(--family-${families.findIndex(({ name }) => name === family)})`;

  /** Sets the colours of kinds and families for a theme; every picture and glyph takes them from there. */
  function setColours(dark) {
    const root = document.documentElement.style;
    kinds.forEach(({ colours }, n) => root.setProperty(`--kind-${n}`, colours[Number(dark)]));
    families.forEach(({ colours }, n) => root.setProperty(`--family-${n}`, colours[Number(dark)]));
  }

  /** An element with properties; children that are strings become text, null is passed over. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || value === undefined) continue;
      if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  const button = (text, onclick, properties = {}) => make("button", { type: "button", onclick, ...properties }, text);

  /** A text of an article, kept apart from what stands around it whatever direction it is written in. */
  const bdi = (text, properties = {}) => make("bdi", properties, text);

  function svg(className, width, height, ...shapes) {
    const NS = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(NS, "svg");
    picture.setAttribute("class", className);
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("aria-hidden", "true");
    for (const { tag, style = "", ...attributes } of shapes) {
      const shape = document.createElementNS(NS, tag);
      shape.style.cssText = style; // as an attribute the page's policy would not let it in
      for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
      picture.append(shape);
    }
    return picture;
  }

  const KIND_SHAPES = {
    person: { tag: "circle", cx: 7, cy: 7, r: 5.5 },
    institution: { tag: "rect", x: 2, y: 2, width: 10, height: 10 },
    country: { tag: "path", d: "M7 .5 13.5 7 7 13.5 .5 7z" },
  };
  const glyph = (kind) => svg("glyph", 14, 14, { ...KIND_SHAPES[kind], style: `fill: ${kindColour(kind)}` });

  /** A piece of line as a relation of this status is drawn, with its arrowhead if asked for. */
  function stroke(colour, status, headed = false) {
    const { dashes, hollow } = STATUS_LOOKS[status];
    const line = {
      tag: "path", d: headed ? "M1 5H17" : "M1 5H25", style: `stroke: ${colour}`, "stroke-width": 2.4,
      "stroke-dasharray": dashes ? dashes.map((length) => length * 0.6).join(" ") : "none",
    };
    const head = {
      tag: "path", d: "M17.5 1.5 25 5 17.5 8.5z", "stroke-width": 1.2,
      style: `stroke: ${colour}; fill: ${hollow ? "none" : colour}`,
    };
    return svg("stroke", 26, 10, ...(headed ? [line, head] : [line]));
  }

  /** What a reader must not miss of a relation. */
  const badges = (relation) => [
    relation.contested
      ? make("span", { className: "badge contested", title: "Asserted or alleged by some, denied by others" },
        `${CONTESTED} contested`) : null,
    relation.unnamedOnly
      ? make("span", { className: "badge unnamed", title: "Nobody who says it is named" }, "unnamed sources only") : null,
  ].filter(Boolean);

  /** A link only where it leads to the web: an article's address may be anything. */
  function link(address, text) {
    let protocol = "";
    try {
      ({ protocol } = new URL(address));
    } catch {
      // not an address
    }
    if (protocol !== "https:" && protocol !== "http:") return bdi(text);
    return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, bdi(text));
  }

  const LIST_UP_TO = 12;
  const LIST_MORE = 50;

  /** A list that begins short and grows on demand; the focus goes to the first new item. ``items`` are functions. */
  function rows(items, list = make("ul"), upTo = LIST_UP_TO) {
    const box = make("div", { className: "rows" }, list);
    let shown = 0;
    const grow = (to) => {
      list.append(...items.slice(shown, to).map((item) => item()));
      shown = Math.min(to, items.length);
    };
    grow(items.length <= upTo + 3 ? items.length : upTo);
    if (shown < items.length) {
      const more = button("", () => {
        const before = shown;
        grow(shown + LIST_MORE);
        label();
        const first = list.children[before];
        (first.querySelector("button, a") ?? first).focus();
      }, { className: "more" });
      const label = () => {
        const rest = items.length - shown;
        if (!rest) more.remove();
        else more.textContent = rest <= LIST_MORE ? `Show all ${words.number(items.length)}`
          : `Show ${LIST_MORE} more of ${words.number(items.length)}`;
      };
      label();
      box.append(more);
    }
    return box;
  }

  return { STATUS_LOOKS, CONTESTED, kindColour, familyColour, setColours, make, button, bdi, svg, glyph, stroke, badges,
    link, rows };
})();
